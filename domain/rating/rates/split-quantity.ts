import { Dec, ZERO } from '../../money/decimal.ts';
import type { Period } from '../../time/instant.ts';
import { measuredQuantity, measuresOf, QUANTITY_DIGITS } from './measure-quantity.ts';
import type { SelectingRates } from './select-rates.ts';

type Splitting = Pick<SelectingRates, 'serviceType' | 'event' | 'quantity'>;

/**
 * Splits an event's quantity over the stretches of its time, which follow one another. A started increment belongs to the stretch in which
 * it started, and so does the least quantity, the first increment of all. Parts are differences of what had been reached at each end, the
 * last one takes the rest: they sum to the whole.
 */
export function splitQuantity<S extends Period>(
  splitting: Splitting,
  stretches: readonly S[],
): readonly { readonly stretch: S; readonly quantity: Dec }[] {
  const { quantity } = splitting;
  const [first] = stretches;
  const last = stretches.at(-1);
  if (first === undefined || last === undefined) return [];
  if (first === last) return [{ stretch: first, quantity }];
  const reached = reachedAfter(splitting, last.to - first.from);
  let before = ZERO;
  return stretches.map((stretch) => {
    const now = stretch === last ? quantity : Dec.min(reached(stretch.to - first.from), quantity);
    const part = now.minus(before);
    before = now;
    return { stretch, quantity: part };
  });
}

/** Billed quantity after so many milliseconds of an event. */
function reachedAfter({ serviceType, event, quantity }: Splitting, duration: number): (elapsed: number) => Dec {
  const { unitSize, least, increment, step } = measuresOf(serviceType);
  if (increment === null) return (elapsed) => quantity.times(elapsed).quotient(duration, QUANTITY_DIGITS);
  // As measured, not as rounded: a call of 61 seconds reaches its second minute after 60 of them.
  const measured = event.quantity === undefined ? measuredQuantity(serviceType, event.at, event.fields) : null;
  const whole = measured?.ok === true ? measured.value : quantity.times(unitSize);
  const first = least === null ? ZERO : least.times(duration);
  const all = step.times(duration);
  return (elapsed) => Dec.max(whole.times(elapsed), first).quotient(all, 0, 'ceil').times(increment);
}
