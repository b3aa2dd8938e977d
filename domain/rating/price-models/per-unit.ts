import type { Price } from '../../catalog/price.ts';
import { dec } from '../../money/decimal.ts';
import { ONE } from '../../money/fraction.ts';
import type { PriceFunction } from './price-function.ts';

/** Quantity times unit price, over the units it buys. */
export function perUnit({ unitPrice, per }: Extract<Price, { model: 'per-unit' }>): PriceFunction {
  const price = dec(unitPrice);
  const units = per === undefined ? ONE : dec(per);
  return (quantity) => ({ amount: quantity.times(price), per: units });
}
