import type { Price } from '../catalog/price.ts';
import { type Dec, dec, ZERO } from '../money/decimal.ts';
import { priceFlat } from './price-models/flat.ts';
import { priceGraduated } from './price-models/graduated.ts';
import { pricePerUnit } from './price-models/per-unit.ts';

/** The dispatch over price models: one file each. Exact; rounding is the caller's. `counter`: units already priced in the cycle. */
export function priceQuantity(price: Price, quantity: Dec, counter: Dec): Dec {
  if (quantity.isZero()) return ZERO;
  switch (price.model) {
    case 'flat':
      return priceFlat(price);
    case 'per-unit':
      return atLeast(price.minimumCharge, pricePerUnit(price, quantity));
    case 'graduated':
      return atLeast(price.minimumCharge, priceGraduated(price, quantity, price.basis === 'cycle' ? counter : ZERO));
  }
}

/** A minimum lifts what is charged; it charges nothing by itself. */
function atLeast(minimum: string | undefined, amount: Dec): Dec {
  if (minimum === undefined || amount.isZero()) return amount;
  const floor = dec(minimum);
  return amount.lt(floor) ? floor : amount;
}
