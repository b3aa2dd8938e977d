import { type FieldProblem, type Refusal, refusal } from '../refusal.ts';
import type { Instant, Period } from '../time/instant.ts';

/** Refuses a validity that is none, or is over already. `at` points to where its fields are in the request: `''` or `/sharing`. */
export function checkValidity(
  { from, to }: Period,
  { now, at }: { readonly now: Instant; readonly at: string },
): Refusal | null {
  const errors: FieldProblem[] = [];
  if (to <= from) errors.push({ pointer: `${at}/validTo`, message: 'Let it end after it begins.' });
  else if (to <= now) errors.push({ pointer: `${at}/validTo`, message: 'Name an end that is still to come.' });
  return errors.length === 0 ? null : refusal('request.invalid', 'This is no time to share in.', errors);
}
