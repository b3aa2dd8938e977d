import { type Dec, sum, ZERO } from './decimal.ts';

/**
 * Splits an amount in proportion to weights, each part rounded half up to `digits`, the last one with any weight taking what rounding
 * left over: the parts always add up to the amount. Weights may be negative; nothing is split by weights that add up to zero.
 */
export function splitByWeight(amount: Dec, weights: readonly Dec[], digits: number): readonly Dec[] {
  const total = sum(weights);
  if (total.isZero()) return weights.map(() => ZERO);
  const last = weights.findLastIndex((weight) => !weight.isZero());
  let given = ZERO;
  return weights.map((weight, index) => {
    if (weight.isZero()) return ZERO;
    const part = index === last ? amount.minus(given) : amount.times(weight).quotient(total, digits);
    given = given.plus(part);
    return part;
  });
}
