import { daysInMonth } from './civil.ts';

/** Milliseconds since the Unix epoch, UTC. Whole. */
export type Instant = number;

/** "No end": 9999-01-01T00:00:00Z. */
export const FOREVER: Instant = 253_370_764_800_000;

/** Half-open: `from` is inside, `to` is not. */
export type Period = { readonly from: Instant; readonly to: Instant };

export const covers = ({ from, to }: Period, at: Instant): boolean => from <= at && at < to;

/** RFC 3339 UTC, without milliseconds where there are none. */
export const instantText = (at: Instant): string => new Date(at).toISOString().replace('.000Z', 'Z');

const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads RFC 3339 text (any offset); null if it is none, or names a day that does not exist: Date.parse alone takes 30 February
 * for 2 March. Nothing is later than FOREVER.
 */
export function parseInstant(text: string): Instant | null {
  if (text !== lastText) {
    lastInstant = readInstant(text);
    lastText = text;
  }
  return lastInstant;
}

/** An event's end is checked, measured and looked at for tariffs, one right after the other. */
let lastText = '';
let lastInstant: Instant | null = null;

function readInstant(text: string): Instant | null {
  const [, year = '', month = '', day = ''] = RFC_3339.exec(text) ?? [];
  const at = Date.parse(text);
  if (year === '' || Number.isNaN(at) || at > FOREVER) return null;
  return parseInt(day, 10) <= daysInMonth(parseInt(year, 10), parseInt(month, 10)) ? at : null;
}
