import type { PriceBook } from '../catalog/price-book.ts';
import { appendEntries } from '../ledger/append-entries.ts';
import type { OpenCycles } from '../ledger/entry.ts';
import { expireBuckets } from '../ledger/expire-buckets.ts';
import type { Head, UnbilledLine } from '../ledger/head.ts';
import { draftEntry } from '../ledger/open-ledger.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { chargeCycle } from '../subscription/charge-cycle.ts';
import type { RatingProfile } from '../subscription/subscription.ts';
import type { Instant, Period } from '../time/instant.ts';

/** A balance group: its ledger and its contract, as read together. */
export type BillableAccount = { readonly head: Head; readonly profile: RatingProfile };

/** What the turn took onto the bill, and the group as it stands afterwards. */
export type CycleTurn = { readonly charges: readonly UnbilledLine[]; readonly after: BillableAccount };

/**
 * Takes one balance group over the boundary of a cycle: recurring charges in arrear go to the ended cycle and forward ones to the
 * starting one, grants that ended before the cycle expire, and the cycle's charges move onto the bill.
 */
export function turnCycle(
  { head, profile }: BillableAccount,
  turn: {
    readonly book: PriceBook;
    readonly billId: string;
    readonly ended: Period;
    /** Open from here on. */
    readonly cycles: OpenCycles;
    readonly now: Instant;
  },
): Result<CycleTurn, Refusal> {
  const { book, billId, ended, cycles, now } = turn;
  const charged = chargeCycle({ profile, book, ended, starting: cycles.active, now });
  if (!charged.ok) return charged;
  const complete = appendEntries(head, charged.value.drafts);
  const unbilled = [...complete.unbilled.values()];
  if (unbilled.some(({ cycle }) => cycle < ended.from)) {
    return err(
      refusal('billing.parked', `Balance group ${head.balanceGroupId} has charges of a cycle already billed.`),
    );
  }
  const moved = appendEntries(complete, [
    ...expireBuckets(complete, ended.from, now),
    draftEntry({
      kind: 'bill',
      id: billId,
      at: ended.to,
      recordedAt: now,
      cycles,
      bill: { billId, cycle: ended.from },
    }),
  ]);
  return ok({
    charges: unbilled.filter(({ cycle }) => cycle === ended.from),
    after: { head: moved, profile: charged.value.profile },
  });
}
