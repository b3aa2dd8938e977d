import type { Price } from '../../catalog/price.ts';
import { type Dec, ZERO } from '../../money/decimal.ts';
import { cumulative } from './cumulative.ts';
import type { PriceFunction } from './price-function.ts';
import { readTiers } from './read-tiers.ts';
import { tierOf } from './tier-of.ts';

/**
 * All units cost what the tier of the whole quantity costs; a tier covers (floor, upTo]. Over a cycle the units before are priced
 * anew with each event, so that reaching a cheaper tier may give money back.
 */
export function volume({ tiers, basis, per: buys }: Extract<Price, { model: 'volume' }>): PriceFunction {
  const { per, rows } = readTiers(tiers, buys);
  const total = (quantity: Dec): Dec => {
    const tier = tierOf(rows, quantity);
    return tier === undefined ? ZERO : quantity.times(tier.unitPrice).plus(tier.fee);
  };
  return cumulative(basis, total, per);
}
