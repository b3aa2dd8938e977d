import type { TierBasis } from '../../catalog/price.ts';
import type { Dec } from '../../money/decimal.ts';
import type { Fraction } from '../../money/fraction.ts';
import type { PriceFunction } from './price-function.ts';

/**
 * Tiers that count on over the cycle: total(counted + quantity) − total(counted), so that splitting a quantity over events changes
 * nothing. Tiers of an event start anew.
 */
export function cumulative(basis: TierBasis, total: (quantity: Dec) => Dec, per: Dec): PriceFunction {
  if (basis === 'event') return (quantity): Fraction => ({ amount: total(quantity), per });
  return (quantity, counted): Fraction => ({ amount: total(counted.plus(quantity)).minus(total(counted)), per });
}
