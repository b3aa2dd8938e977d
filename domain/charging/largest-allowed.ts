import type { Dec } from '../money/decimal.ts';

/** What a quantity gives; null: it is not allowed. Between two quantities of the same `range` more is never allowed rather than less. */
export type Asked<T> = { readonly value: T | null; readonly range: string };

export type Allowed<T> = { readonly quantity: Dec; readonly value: T };

/**
 * The largest multiple of `step` below `requested` that is allowed; null when there is none. Asks some dozens of times for each range,
 * however large the quantity: from the top, halving what lies in several ranges until it lies in one.
 */
export function largestAllowed<T>(
  { requested, step }: { readonly requested: Dec; readonly step: Dec },
  ask: (quantity: Dec) => Asked<T>,
): Allowed<T> | null {
  const most = requested.div(step).ceil().minus(1);
  return most.lt(1) ? null : within(most.minus(most).plus(1), most, (times) => ask(times.times(step)), step);
}

/** Both ends included, as multiples. */
function within<T>(from: Dec, to: Dec, ask: (times: Dec) => Asked<T>, step: Dec): Allowed<T> | null {
  const top = ask(to);
  if (top.value !== null) return { quantity: to.times(step), value: top.value };
  if (to.eq(from)) return null;
  const bottom = ask(from);
  if (top.range !== bottom.range) {
    const middle = from.plus(to).div(2).floor();
    return within(middle.plus(1), to, ask, step) ?? within(from, middle, ask, step);
  }
  if (bottom.value === null) return null;
  let found = { times: from, value: bottom.value };
  let tooMuch = to;
  while (tooMuch.minus(found.times).gt(1)) {
    const middle = found.times.plus(tooMuch).div(2).floor();
    const { value } = ask(middle);
    if (value === null) tooMuch = middle;
    else found = { times: middle, value };
  }
  return { quantity: found.times.times(step), value: found.value };
}
