import type { Price } from '../../catalog/price.ts';
import { type Dec, dec } from '../../money/decimal.ts';
import { ONE } from '../../money/fraction.ts';
import { cumulative } from './cumulative.ts';
import type { PriceFunction } from './price-function.ts';

/** Packages of `size` units; a started one counts. Over a cycle, what is left of the last one is used up first. */
export function inPackages({ size, amount, basis }: Extract<Price, { model: 'package' }>): PriceFunction {
  const units = dec(size);
  const price = dec(amount);
  const total = (quantity: Dec): Dec => quantity.quotient(units, 0, 'ceil').times(price);
  return cumulative(basis, total, ONE);
}
