import type { Price } from '../../catalog/price.ts';
import { type Dec, dec, ZERO } from '../../money/decimal.ts';
import { ONE } from '../../money/fraction.ts';
import { cumulative } from './cumulative.ts';
import type { PriceFunction } from './price-function.ts';
import { tierOf } from './tier-of.ts';

/** One amount for the whole quantity, by the step it lies in: (floor, upTo]. Over a cycle, what the higher step costs more. */
export function stairStep({ steps, basis }: Extract<Price, { model: 'stair-step' }>): PriceFunction {
  const rows = steps.map(({ upTo, amount }) => ({ upTo: upTo === null ? null : dec(upTo), amount: dec(amount) }));
  const total = (quantity: Dec): Dec => tierOf(rows, quantity)?.amount ?? ZERO;
  return cumulative(basis, total, ONE);
}
