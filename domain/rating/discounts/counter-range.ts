import { type Dec, ZERO } from '../../money/decimal.ts';
import type { PlannedRule } from './planned-discount.ts';

/** Whether a rule's counter lies in (above, upTo], as it stands before what is being discounted. Nothing counted yet is zero. */
export function isInRange(
  { when }: Pick<PlannedRule, 'when'>,
  { counters, decides }: { readonly counters: ReadonlyMap<string, Dec>; readonly decides: (name: string) => string },
): boolean {
  if (when === null) return true;
  const counted = counters.get(decides(when.counter)) ?? ZERO;
  // A range that starts at zero includes a counter that nothing has been counted in.
  const isAbove = counted.gt(when.above) || (counted.isZero() && when.above.isZero());
  return isAbove && (when.upTo === null || counted.lte(when.upTo));
}
