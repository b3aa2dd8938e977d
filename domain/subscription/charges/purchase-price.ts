import type { Price } from '../../catalog/price.ts';
import { dec, ZERO } from '../../money/decimal.ts';
import { type Fraction, ONE } from '../../money/fraction.ts';
import { priceFunctionOf } from '../../rating/price-models/price-function-of.ts';
import type { PurchasedProduct } from '../subscription.ts';

/**
 * What one whole interval of a purchase costs (a negative amount is granted). A flat price and a price override count for
 * each unit of the quantity. The override is a size, as shown: a product that grants keeps granting. A minimum commitment costs nothing
 * by itself, whatever its size: see chargeMinimums.
 */
export function purchasePrice(
  price: Price,
  { quantity, value }: Pick<PurchasedProduct, 'quantity' | 'value'>,
): Fraction {
  const units = dec(quantity);
  const listed = priceFunctionOf(price)(units, ZERO);
  if (value !== undefined && price.model !== 'minimum-commitment') {
    const size = dec(value).times(units);
    return { amount: listed.amount.isNegative() ? size.negated() : size, per: ONE };
  }
  return price.model === 'flat' ? { amount: listed.amount.times(units), per: listed.per } : listed;
}
