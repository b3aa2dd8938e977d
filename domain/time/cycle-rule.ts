/** How often a recurring thing happens: the field's "event type" (domain glossary, trap 1). */
export type Interval = { readonly unit: 'day' | 'week' | 'month' | 'year'; readonly count: number };

/**
 * Where cycle boundaries lie. `day` is the billing day: 1–31 for months and years (clamped to the month's end, the anchor is
 * kept), 1–7 (Monday–Sunday) for weeks, ignored for days. Boundaries are midnights of `zone`.
 * `anchorMonth` (1–12) is the month of creation and only matters for years and for several months.
 */
export type CycleRule = {
  readonly interval: Interval;
  readonly day: number;
  readonly zone: string;
  readonly anchor: { readonly year: number; readonly month: number; readonly day: number };
};
