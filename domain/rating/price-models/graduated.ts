import type { Price } from '../../catalog/price.ts';
import { Dec, dec, ZERO } from '../../money/decimal.ts';
import { ONE } from '../../money/fraction.ts';
import { cumulative } from './cumulative.ts';
import type { PriceFunction } from './price-function.ts';

/** Each unit costs what its own tier costs; a tier covers (floor, upTo]. */
export function graduated({ tiers, basis, per: buys }: Extract<Price, { model: 'graduated' }>): PriceFunction {
  const per = buys === undefined ? ONE : dec(buys);
  const rows = tiers.map(({ upTo, unitPrice, flatFee }) => ({
    upTo: upTo === null ? null : dec(upTo),
    unitPrice: dec(unitPrice),
    // Multiplied up so that the division leaves it whole.
    fee: flatFee === undefined ? ZERO : dec(flatFee).times(per),
  }));
  const total = (quantity: Dec): Dec => {
    let amount = ZERO;
    let floor = ZERO;
    for (const { upTo, unitPrice, fee } of rows) {
      const ceiling = upTo === null ? quantity : Dec.min(upTo, quantity);
      const inTier = ceiling.minus(floor);
      if (inTier.lte(0)) break;
      amount = amount.plus(inTier.times(unitPrice)).plus(fee);
      floor = ceiling;
    }
    return amount;
  };
  return cumulative(basis, total, per);
}
