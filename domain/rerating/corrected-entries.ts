import type { Count, Entry, Impact } from '../ledger/entry.ts';
import { type Dec, ZERO } from '../money/decimal.ts';

/** An entry together with what corrected it since: what it stands for today. */
export type Standing = {
  readonly entry: Entry;
  readonly impacts: readonly Impact[];
  readonly counts: readonly Count[];
  readonly quantity: Dec;
  /** How often it was corrected. */
  readonly corrections: number;
};

/** Entries in order of position, each with its corrections, which are no longer entries of their own. */
export function withCorrections(entries: readonly Entry[]): readonly Standing[] {
  const corrections = Map.groupBy(
    entries.filter(({ corrects }) => corrects !== undefined),
    ({ corrects }) => corrects,
  );
  return entries
    .filter(({ corrects }) => corrects === undefined)
    .toSorted((a, b) => a.seq - b.seq)
    .map((entry) => {
      const own = corrections.get(entry.seq) ?? [];
      return {
        entry,
        impacts: [...entry.impacts, ...own.flatMap(({ impacts }) => impacts)],
        counts: [...entry.counts, ...own.flatMap(({ counts }) => counts)],
        quantity: own.reduce((total, { quantity }) => total.plus(quantity ?? ZERO), entry.quantity ?? ZERO),
        corrections: own.length,
      };
    });
}
