import type { TierBasis } from '../../catalog/price.ts';
import type { Dec } from '../../money/decimal.ts';
import type { PriceFunction } from './price-function.ts';

/**
 * Tiers that count on over the cycle: total(counted + quantity) − total(counted), so that splitting a quantity over events changes
 * nothing. Tiers of an event start anew. `total` is asked only for what is more than nothing, which costs nothing.
 */
export function cumulative(basis: TierBasis, total: (quantity: Dec) => Dec, per: Dec): PriceFunction {
  return (quantity, counted) => ({
    amount:
      basis === 'event' || counted.isZero() ? total(quantity) : total(counted.plus(quantity)).minus(total(counted)),
    per,
  });
}
