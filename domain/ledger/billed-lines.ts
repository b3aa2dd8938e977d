import type { Entry } from './entry.ts';
import { applyEntry, emptyState } from './fold.ts';
import type { UnbilledLine } from './head.ts';

/** What each bill took out of a ledger, recomputed from the ledger's entries alone. `entries` in any order. */
export function billedLines(entries: readonly Entry[]): ReadonlyMap<string, readonly UnbilledLine[]> {
  const state = emptyState();
  const taken = new Map<string, readonly UnbilledLine[]>();
  for (const entry of entries.toSorted((a, b) => a.seq - b.seq)) {
    const { bill } = entry;
    if (bill !== null)
      taken.set(
        bill.billId,
        [...state.unbilled.values()].filter(({ cycle }) => cycle === bill.cycle),
      );
    applyEntry(state, entry);
  }
  return taken;
}
