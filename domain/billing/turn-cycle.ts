import type { PriceBook } from '../catalog/price-book.ts';
import { appendEntries } from '../ledger/append-entries.ts';
import { parseBucketKey, RUNNING } from '../ledger/bucket-key.ts';
import type { Impact, OpenCycles } from '../ledger/entry.ts';
import { expireBuckets } from '../ledger/expire-buckets.ts';
import type { Head, UnbilledLine } from '../ledger/head.ts';
import { draftEntry } from '../ledger/open-ledger.ts';
import { type Dec, ZERO } from '../money/decimal.ts';
import { appendCharges } from '../rating/allowances/append-charges.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { chargeCycle } from '../subscription/charges/charge-cycle.ts';
import { chargeMinimums } from '../subscription/charges/charge-minimum.ts';
import { rollOver, rollsOver } from '../subscription/charges/roll-over.ts';
import { renewContract } from '../subscription/prepaid/contract-ahead.ts';
import type { RatingProfile } from '../subscription/subscription.ts';
import type { Instant, Period } from '../time/instant.ts';
import { discountBill } from './discount-bill.ts';
import { settleBill } from './settle-bill.ts';

/** A balance group: its ledger and its contract, as read together. */
export type BillableAccount = { readonly head: Head; readonly profile: RatingProfile };

/** What the turn took onto the bill, and the group as it stands afterwards. */
export type CycleTurn = {
  readonly charges: readonly UnbilledLine[];
  /** What of the charges is left to be paid: the rest was paid ahead. Exact. */
  readonly owed: Dec;
  readonly after: BillableAccount;
};

/**
 * Takes one balance group over the boundary of a cycle, in this order, once event generators have made their events: what is due in arrear is
 * charged to the ended cycle, then what it falls short of a minimum; what is left of grants that ended in the cycle is rolled over; then
 * discounts on the whole bill; grants that ended before the cycle expire; the ended cycle's charges move onto the bill, which is paid with money in hand; what is due forward is charged to the starting cycle,
 * to a prepaid customer as far as the money in hand goes.
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
  const money = book.resources.get(profile.resource);
  const charged = chargeCycle({ profile, book, ended, starting: cycles.active, now });
  if (!charged.ok) return charged;
  let complete = appendCharges(head, charged.value.arrear, money);
  const minimums = chargeMinimums({ head: complete, profile, book, ended, now });
  if (!minimums.ok) return minimums;
  complete = appendCharges(complete, minimums.value, money);
  const rolled = rollOverAll({ head: complete, profile }, { book, ended, now });
  if (!rolled.ok) return rolled;
  complete = rolled.value;
  complete = appendCharges(complete, discountBill({ head: complete, profile, book, ended, now }), money);

  const unbilled = [...complete.unbilled.values()];
  if (unbilled.some(({ cycle }) => cycle < ended.from)) {
    return err(
      refusal('billing.parked', `Balance group ${head.balanceGroupId} has charges of a cycle already billed.`),
    );
  }
  const isPrepaid = profile.paymentType === 'prepaid';
  const settled = money === undefined ? [] : settleBill(complete, { money, ended, isPrepaid, now });
  const moved = appendEntries(complete, [
    ...expireBuckets(complete, ended.from, now),
    draftEntry({
      kind: 'bill',
      id: billId,
      at: ended.to,
      recordedAt: now,
      cycles,
      impacts: settled,
      bill: { billId, cycle: ended.from },
    }),
  ]);
  const after = { head: appendCharges(moved, charged.value.forward, money), profile: charged.value.profile };
  const renewed = isPrepaid ? renewContract(after, { book, now, starting: cycles.active }) : ok(after);
  if (!renewed.ok) return renewed;
  return ok({
    charges: unbilled.filter(({ cycle }) => cycle === ended.from),
    owed: owedFor(complete, settled, ended),
    after: renewed.value,
  });
}

/** An inactive customer keeps nothing beyond its end, as nothing is granted anew. */
function rollOverAll(
  { head, profile }: BillableAccount,
  { book, ended, now }: { readonly book: PriceBook; readonly ended: Period; readonly now: Instant },
): Result<Head, Refusal> {
  if (profile.status !== 'active' || !rollsOver(book)) return ok(head);
  let rolled = head;
  for (const purchase of profile.purchases) {
    const { buckets } = rolled;
    const drafts = rollOver({ profile, book, now }, purchase, { buckets, after: ended.from, until: ended.to });
    if (!drafts.ok) return drafts;
    rolled = appendEntries(rolled, drafts.value);
  }
  return ok(rolled);
}

/** What the ended cycle's running money comes to, with what the bill itself settles. */
function owedFor({ buckets }: Head, settled: readonly Impact[], { from: cycle }: Period): Dec {
  let owed = ZERO;
  for (const { origin, from, amount } of buckets.values()) {
    if (origin === RUNNING && from === cycle) owed = owed.plus(amount);
  }
  for (const { bucket, amount } of settled) if (parseBucketKey(bucket).origin === RUNNING) owed = owed.plus(amount);
  return owed;
}
