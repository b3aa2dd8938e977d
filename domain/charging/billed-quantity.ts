import type { ServiceType } from '../catalog/catalog.ts';
import { Dec, dec, lastPlace, roundTo } from '../money/decimal.ts';

/** Digits to which a quantity is granted when no increment says so. */
export const GRANTED_DIGITS = 6;

/** What asking for so many billed units comes to: the least quantity of an event, rounded up to the increment. Nothing stays nothing. */
export function billedQuantity(
  { increment, minimumQuantity }: Pick<ServiceType, 'increment' | 'minimumQuantity'>,
  asked: Dec,
): Dec {
  if (asked.isZero()) return asked;
  const least = minimumQuantity === undefined ? asked : Dec.max(asked, dec(minimumQuantity));
  if (increment === null) return roundTo(least, 12);
  return least.quotient(increment, 0, 'ceil').times(dec(increment));
}

/** The smallest step by which a granted quantity may differ from another. */
export const grantStep = ({ increment }: Pick<ServiceType, 'increment'>): Dec =>
  increment === null ? lastPlace(GRANTED_DIGITS) : dec(increment);
