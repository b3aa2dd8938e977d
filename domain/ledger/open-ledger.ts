import { ZERO } from '../money/decimal.ts';
import type { Instant } from '../time/instant.ts';
import { appendEntries } from './append-entries.ts';
import { bucketKey, RUNNING } from './bucket-key.ts';
import type { DraftEntry, OpenCycles } from './entry.ts';
import { emptyState } from './fold.ts';
import type { Head } from './head.ts';

/** A draft with nothing in it: what most kinds of entry do not need. */
export const draftEntry = (
  draft: Pick<DraftEntry, 'kind' | 'id' | 'at' | 'recordedAt'> & Partial<DraftEntry>,
): DraftEntry => ({
  service: null,
  product: null,
  quantity: null,
  fields: null,
  impacts: [],
  counts: [],
  cycles: null,
  bill: null,
  ...draft,
});

/** A new balance group's ledger: its first entry opens the cycles and a zero bucket of the resource that will be billed. */
export function openLedger(opening: {
  readonly siteId: string;
  readonly balanceGroupId: string;
  readonly resource: string;
  readonly cycles: OpenCycles;
  readonly at: Instant;
  readonly now: Instant;
}): Head {
  const { siteId, balanceGroupId, resource, cycles, at, now } = opening;
  const empty: Head = {
    siteId,
    balanceGroupId,
    version: 0,
    // The contract is created in the same commit.
    contractVersion: 1,
    sealedThrough: 0,
    tail: [],
    ...emptyState(),
  };
  const running = bucketKey({ resource, ...cycles.active, origin: RUNNING });
  return appendEntries(empty, [
    draftEntry({
      kind: 'open',
      id: balanceGroupId,
      at,
      recordedAt: now,
      cycles,
      impacts: [{ resource, bucket: running, amount: ZERO, charge: null }],
    }),
  ]);
}
