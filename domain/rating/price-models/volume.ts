import type { Price } from '../../catalog/price.ts';
import { type Dec, dec, ZERO } from '../../money/decimal.ts';
import { ONE } from '../../money/fraction.ts';
import { cumulative } from './cumulative.ts';
import type { PriceFunction } from './price-function.ts';

/**
 * All units cost what the tier of the whole quantity costs; a tier covers (floor, upTo]. Over a cycle the units before are priced
 * anew with each event, so that reaching a cheaper tier may give money back.
 */
export function volume({ tiers, basis, per: buys }: Extract<Price, { model: 'volume' }>): PriceFunction {
  const per = buys === undefined ? ONE : dec(buys);
  const rows = tiers.map(({ upTo, unitPrice, flatFee }) => ({
    upTo: upTo === null ? null : dec(upTo),
    unitPrice: dec(unitPrice),
    fee: flatFee === undefined ? ZERO : dec(flatFee).times(per),
  }));
  const total = (quantity: Dec): Dec => {
    if (quantity.isZero()) return ZERO;
    const tier = rows.find(({ upTo }) => upTo === null || quantity.lte(upTo)) ?? rows.at(-1);
    return tier === undefined ? ZERO : quantity.times(tier.unitPrice).plus(tier.fee);
  };
  return cumulative(basis, total, per);
}
