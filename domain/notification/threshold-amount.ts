import type { Threshold } from '../catalog/credit-profile.ts';
import { type Dec, dec } from '../money/decimal.ts';

/**
 * The total at which a threshold rings: its value, or so many percent of the way from the floor to the limit. Null for a percentage
 * of the way to no limit.
 */
export function thresholdAmount(
  { type, value }: Pick<Threshold, 'type' | 'value'>,
  { floor, limit }: { readonly floor: Dec; readonly limit: Dec | null },
): Dec | null {
  if (type === 'value') return dec(value);
  return limit === null ? null : floor.plus(limit.minus(floor).times(dec(value)).div(100));
}
