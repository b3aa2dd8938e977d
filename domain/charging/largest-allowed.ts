import type { Dec } from '../money/decimal.ts';

/**
 * The largest multiple of `step` below `requested` for which `allowed` gives something, found by halving; null when there is none. Asks
 * `allowed` some dozens of times, however large the quantity. Where more usage costs more, as prices do, it is the largest; where a
 * dearer quantity follows a cheaper one (volume prices), it is one that is allowed, but perhaps not the largest.
 */
export function largestAllowed<T>(
  { requested, step }: { readonly requested: Dec; readonly step: Dec },
  allowed: (quantity: Dec) => T | null,
): { readonly quantity: Dec; readonly value: T } | null {
  let found: { readonly quantity: Dec; readonly value: T } | null = null;
  let known = requested.times(0);
  // The first multiple that is known to be too much.
  let tooMuch = requested.div(step).ceil();
  while (tooMuch.minus(known).gt(1)) {
    const middle = known.plus(tooMuch).div(2).floor();
    const quantity = middle.times(step);
    const value = allowed(quantity);
    if (value === null) tooMuch = middle;
    else {
      known = middle;
      found = { quantity, value };
    }
  }
  return found;
}
