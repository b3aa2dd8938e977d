import type { Price } from '../catalog/price.ts';
import { Dec, dec } from '../money/decimal.ts';
import { priceGraduated } from '../rating/price-models/graduated.ts';
import type { PurchasedProduct } from './subscription.ts';

/** `amount ÷ per`, not yet divided: proration divides once, so that no ratio is ever rounded. */
export type Fraction = { readonly amount: Dec; readonly per: Dec };

const ONE = new Dec(1);

/**
 * What one whole interval of a purchase costs (a negative amount is granted). A flat price and a price override count for
 * each unit of the quantity. The override is a size, as shown: a product that grants keeps granting.
 */
export function purchasePrice(
  price: Price,
  { quantity, value }: Pick<PurchasedProduct, 'quantity' | 'value'>,
): Fraction {
  const units = dec(quantity);
  const listed = listedPrice(price, units);
  if (value === undefined) return listed;
  const size = dec(value).times(units);
  return { amount: listed.amount.isNegative() ? size.negated() : size, per: ONE };
}

function listedPrice(price: Price, units: Dec): Fraction {
  switch (price.model) {
    case 'flat':
      return { amount: dec(price.amount).times(units), per: ONE };
    case 'per-unit':
      return atLeast(price.minimumCharge, {
        amount: dec(price.unitPrice).times(units),
        per: price.per === undefined ? ONE : dec(price.per),
      });
    case 'graduated':
      return atLeast(price.minimumCharge, { amount: priceGraduated(price, units), per: ONE });
  }
}

/** A minimum lifts what is charged; it charges nothing by itself and leaves grants alone. */
function atLeast(minimum: string | undefined, { amount, per }: Fraction): Fraction {
  if (minimum === undefined || amount.lte(0)) return { amount, per };
  const floor = dec(minimum);
  return amount.lt(floor.times(per)) ? { amount: floor, per: ONE } : { amount, per };
}
