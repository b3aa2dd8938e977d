import { parseBucketKey, RUNNING } from '../ledger/bucket-key.ts';
import { cycleOfCounter } from '../ledger/counter-key.ts';
import type { Count, Entry, Impact } from '../ledger/entry.ts';
import { emptyState, type LedgerState } from '../ledger/fold.ts';
import type { Head } from '../ledger/head.ts';
import { ZERO } from '../money/decimal.ts';
import { type Standing, withCorrections } from './corrected-entries.ts';

/** A ledger that is played again from a point in time on. */
export type Replay = {
  /** As it stands before the next entry: buckets of units and of money paid ahead, and counters. Running money is left out. */
  readonly state: LedgerState;
  /** What is played, in order of position. */
  readonly standing: readonly Standing[];
  readonly move: (impacts: Iterable<Impact>) => void;
  readonly count: (counts: Iterable<Count>) => void;
  /** Billing ends the counters of older cycles, as it did then. */
  readonly bill: (entry: Entry) => void;
};

/** Entries whose grants are there from the beginning: usage may have met them before the job that grants them came by. */
const GRANTING: ReadonlySet<Entry['kind']> = new Set(['purchase', 'cycle', 'adjustment', 'discount', 'top-up']);

/**
 * Takes back what the entries did, so that they can be played again one by one. `entries` are all of the ledger's since a cycle began:
 * balances are what the head has without them, counters of that cycle and of later ones begin at zero.
 */
export function openReplay(head: Head, entries: readonly Entry[]): Replay {
  const state: LedgerState = { ...emptyState(), cycles: head.cycles };
  for (const [key, bucket] of head.buckets) if (bucket.origin !== RUNNING) state.buckets.set(key, bucket);
  const move = (impacts: Iterable<Impact>, back = false): void => {
    for (const { resource, bucket: key, amount } of impacts) {
      const { origin, from, to } = parseBucketKey(key);
      if (origin === RUNNING) continue;
      const bucket = state.buckets.get(key) ?? { resource, origin, from, to, amount: ZERO, granted: ZERO };
      state.buckets.set(key, { ...bucket, amount: back ? bucket.amount.minus(amount) : bucket.amount.plus(amount) });
    }
  };
  for (const { impacts } of entries) move(impacts, true);
  const standing = withCorrections(entries);
  for (const { entry, impacts } of standing) if (GRANTING.has(entry.kind)) move(impacts);
  return {
    state,
    standing: standing.filter(({ entry }) => !GRANTING.has(entry.kind)),
    move: (impacts) => move(impacts),
    count: (counts) => {
      for (const { counter, amount } of counts) {
        state.counters.set(counter, (state.counters.get(counter) ?? ZERO).plus(amount));
      }
    },
    bill: ({ bill }) => {
      if (bill === null) return;
      for (const key of state.counters.keys()) if (cycleOfCounter(key) < bill.cycle) state.counters.delete(key);
    },
  };
}
