import type { Price } from '../../catalog/price.ts';
import { type Dec, dec, ZERO } from '../../money/decimal.ts';
import { ONE } from '../../money/fraction.ts';
import { cumulative } from './cumulative.ts';
import type { PriceFunction } from './price-function.ts';

/** One amount for the whole quantity, by the step it lies in: (floor, upTo]. */
export function stairStep({ steps, basis }: Extract<Price, { model: 'stair-step' }>): PriceFunction {
  const rows = steps.map(({ upTo, amount }) => ({ upTo: upTo === null ? null : dec(upTo), amount: dec(amount) }));
  const total = (quantity: Dec): Dec => {
    if (quantity.isZero()) return ZERO;
    const step = rows.find(({ upTo }) => upTo === null || quantity.lte(upTo)) ?? rows.at(-1);
    return step?.amount ?? ZERO;
  };
  return cumulative(basis, total, ONE);
}
