import type * as z from 'zod';
import { FOREVER } from '../../../../domain/time/instant.ts';
import { endInstant, instant } from '../instant.ts';

/** From when until when a thing can be used; half open. Without an end it lasts for ever. */
export const validity = { validFrom: instant, validTo: endInstant.default(FOREVER) };

/** Answers always name the end: `9999-01-01T00:00:00Z` for none. */
export const validityAnswer = { validFrom: instant, validTo: instant };

/** Checks that a validity does not end before it begins. */
export function endsAfterStart(
  { validFrom, validTo }: { readonly validFrom: number; readonly validTo: number },
  context: z.core.$RefinementCtx,
): void {
  if (validTo <= validFrom) {
    context.addIssue({ code: 'custom', path: ['validTo'], message: 'Let the validity end after it begins.' });
  }
}
