import * as z from 'zod';
import { FOREVER, instantText, parseInstant } from '../../../domain/time/instant.ts';

const WORDS = 'Write the time as RFC 3339 text, for example "2026-01-31T00:00:00Z".';

/** RFC 3339 text on the wire, epoch milliseconds inside. */
export const instant = z
  .string({ error: WORDS })
  .refine((text) => parseInstant(text) !== null, WORDS)
  .transform((text) => parseInstant(text) ?? FOREVER)
  .meta({ id: 'Instant', description: 'RFC 3339: `2026-01-31T00:00:00Z`.', format: 'date-time' });

/** The end of a validity; null and `9999-01-01T00:00:00Z` both mean that there is none. */
export const endInstant = z
  .union([instant, z.null()], { error: `${WORDS} Or null for no end.` })
  .transform((at) => (at === null ? FOREVER : at));

/** How answers write an instant. No end is written as `9999-01-01T00:00:00Z`. */
export const instantOrNull = (at: number | null): string | null => (at === null ? null : instantText(at));
