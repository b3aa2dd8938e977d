import type { Price } from '../../catalog/price.ts';
import { type Dec, dec, ZERO } from '../../money/decimal.ts';
import { ONE, whole } from '../../money/fraction.ts';
import { flat } from './flat.ts';
import { graduated } from './graduated.ts';
import { inPackages } from './package.ts';
import { perUnit } from './per-unit.ts';
import { percentage } from './percentage.ts';
import type { PriceFunction } from './price-function.ts';
import { stairStep } from './stair-step.ts';
import { volume } from './volume.ts';

const NOTHING = whole(ZERO);

/** The dispatch over price models: one file each. Nothing used costs nothing; a minimum lifts what is charged. */
export function priceFunctionOf(price: Price): PriceFunction {
  const model = unliftedOf(price);
  const minimum = minimumOf(price);
  return minimum === null ? model : atLeast(minimum, model);
}

/** As priceFunctionOf, without a minimum. */
export function unliftedOf(price: Price): PriceFunction {
  const model = modelOf(price);
  return (quantity, counted) => (quantity.isZero() ? NOTHING : model(quantity, counted));
}

/** What is charged at least, once anything is charged; null: there is no such minimum. */
export const minimumOf = (price: Price): Dec | null =>
  'minimumCharge' in price && price.minimumCharge !== undefined ? dec(price.minimumCharge) : null;

function modelOf(price: Price): PriceFunction {
  switch (price.model) {
    case 'flat':
      return flat(price);
    case 'per-unit':
      return perUnit(price);
    case 'graduated':
      return graduated(price);
    case 'volume':
      return volume(price);
    case 'stair-step':
      return stairStep(price);
    case 'package':
      return inPackages(price);
    case 'percentage':
      return percentage(price);
    case 'minimum-commitment':
      // Known only when the cycle is over: see subscription/charges/charge-minimum.ts.
      return () => NOTHING;
  }
}

/** It charges nothing by itself and leaves grants alone. */
function atLeast(minimum: Dec, priced: PriceFunction): PriceFunction {
  const least = whole(minimum);
  return (quantity, counted) => {
    const price = priced(quantity, counted);
    const { amount, per } = price;
    return amount.gt(ZERO) && amount.lt(per === ONE ? minimum : minimum.times(per)) ? least : price;
  };
}
