/** Milliseconds since the Unix epoch, UTC. Whole. */
export type Instant = number;

/** "No end": 9999-01-01T00:00:00Z. */
export const FOREVER: Instant = 253_370_764_800_000;

/** Half-open: `from` is inside, `to` is not. */
export type Period = { readonly from: Instant; readonly to: Instant };

export const covers = ({ from, to }: Period, at: Instant): boolean => from <= at && at < to;

/** RFC 3339 UTC, without milliseconds where there are none. */
export const instantText = (at: Instant): string => new Date(at).toISOString().replace('.000Z', 'Z');

/** Reads RFC 3339 text (any offset); null if it is none or its year is not 0001 to 9999. */
export function parseInstant(text: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}
