import type { Price } from '../../catalog/price.ts';
import { type Dec, ZERO } from '../../money/decimal.ts';
import { cumulative } from './cumulative.ts';
import type { PriceFunction } from './price-function.ts';
import { readTiers } from './read-tiers.ts';

/** Each unit costs what its own tier costs; a tier covers (floor, upTo] and adds its fee once, when it is entered. */
export function graduated({ tiers, basis, per: buys }: Extract<Price, { model: 'graduated' }>): PriceFunction {
  const { per, rows } = readTiers(tiers, buys);
  const total = (quantity: Dec): Dec => {
    let amount = ZERO;
    let floor = ZERO;
    for (const { upTo, unitPrice, fee } of rows) {
      const isLast = upTo === null || quantity.lte(upTo);
      const inTier = (isLast ? quantity : upTo).minus(floor);
      amount = amount.plus(inTier.times(unitPrice)).plus(fee);
      if (isLast) break;
      floor = upTo;
    }
    return amount;
  };
  return cumulative(basis, total, per);
}
