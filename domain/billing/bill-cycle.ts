import type { PriceBook } from '../catalog/price-book.ts';
import type { OpenCycles } from '../ledger/entry.ts';
import type { Head, UnbilledLine } from '../ledger/head.ts';
import { type Dec, dec, decimalText, roundTo, sum, ZERO } from '../money/decimal.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { nextCycle } from '../time/cycle.ts';
import { type Instant, instantText, type Period } from '../time/instant.ts';
import { addUpBill } from './add-up-bill.ts';
import { applyCredit } from './apply-credit.ts';
import type { Bill, BillingProfile } from './bill.ts';
import { dueDate } from './due-date.ts';
import { emptyBill } from './empty-bill.ts';
import { type Generated, type GeneratingAccount, generateUsage } from './generate-usage.ts';
import { type BillableAccount, type CycleTurn, turnCycle } from './turn-cycle.ts';

export type BillingFacts = {
  readonly profile: BillingProfile;
  readonly active: Bill;
  readonly next: Bill;
  /** Every balance group of the profile. */
  readonly accounts: readonly BillableAccount[];
  /** Balance groups elsewhere whose owners stand in for these: needed when event generators make usage. */
  readonly owners?: readonly GeneratingAccount[];
  readonly book: PriceBook;
  readonly dueDays: number;
  readonly zone: string;
  /** How what is due will be collected; null: the customer pays by invoice. */
  readonly collect: 'credit_card' | 'direct_debit' | null;
  /** Id of the bill that is prepared for the cycle after the next. */
  readonly newBillId: string;
  readonly now: Instant;
};

/** Everything that one finished cycle changes; the caller writes it in one transaction. */
export type BillingDecision = {
  readonly billed: Bill;
  readonly active: Bill;
  readonly inactive: Bill;
  readonly profile: BillingProfile;
  readonly accounts: readonly { readonly before: BillableAccount; readonly after: BillableAccount }[];
  /** Ledgers of owners elsewhere that took over generated usage. */
  readonly owners: readonly { readonly before: GeneratingAccount; readonly after: Head }[];
};

/**
 * Run billing for one cycle of one profile. Refused while the cycle is open (`billing.cycle_open`) or when there is none
 * (`billing.nothing_to_bill`); any other refusal is a reason to park the profile. Several overdue cycles are billed one by one, oldest
 * first: each decision moves the profile by one cycle.
 */
export function billCycle(facts: BillingFacts): Result<BillingDecision, Refusal> {
  const { profile, now } = facts;
  if (profile.status !== 'active' || profile.cycleRule === null) {
    return err(refusal('billing.nothing_to_bill', 'This billing profile has no cycle to bill.'));
  }
  if (now < profile.activeBill.to) {
    const until = instantText(profile.activeBill.to);
    return err(refusal('billing.cycle_open', `Nothing to bill: the cycle is open until ${until}.`));
  }
  const mismatch = mismatchOf(facts);
  if (mismatch !== null) return err(refusal('billing.parked', mismatch));

  const { activeBill: ended, nextBill } = profile;
  const cycles: OpenCycles = { active: periodOf(nextBill), next: nextCycle(profile.cycleRule, nextBill) };
  const generated = generateAll(facts, periodOf(ended));
  if (!generated.ok) return generated;
  const turns: CycleTurn[] = [];
  for (const { head, profile: contract } of facts.accounts) {
    const account = { head: generated.value.get(head.balanceGroupId) ?? head, profile: contract };
    const turn = turnCycle(account, { book: facts.book, billId: ended.billId, ended: periodOf(ended), cycles, now });
    if (!turn.ok) return turn;
    turns.push(turn.value);
  }
  const billed = finalise(
    facts,
    turns.flatMap(({ charges }) => charges),
    sum(turns.map(({ owed }) => owed)),
  );
  if (!billed.ok) return billed;
  const inactive = { billId: facts.newBillId, ...cycles.next };
  return ok({
    billed: billed.value.bill,
    active: { ...facts.next, status: 'active' },
    inactive: emptyBill(profile, { ...inactive, status: 'inactive' }),
    profile: {
      ...profile,
      activeBill: nextBill,
      nextBill: inactive,
      creditBalance: billed.value.creditBalance,
      parked: null,
    },
    accounts: facts.accounts.flatMap((before, index) => {
      const turn = turns[index];
      return turn === undefined ? [] : [{ before, after: turn.after }];
    }),
    owners: (facts.owners ?? []).flatMap((before) => {
      const after = generated.value.get(before.head.balanceGroupId);
      return after === undefined ? [] : [{ before, after }];
    }),
  });
}

/**
 * The event generators of all balance groups, before any of them turns: one of the profile's own may take over what is made for another. Gives
 * the ledgers with something new, by balance group.
 */
function generateAll({ accounts, owners = [], book, now }: BillingFacts, ended: Period): Result<Generated, Refusal> {
  const heads = new Map<string, Head>();
  const asItStands = <T extends GeneratingAccount>(account: T): T => {
    const { balanceGroupId } = account.head;
    return { ...account, head: heads.get(balanceGroupId) ?? account.head };
  };
  for (const account of accounts) {
    const { balanceGroupId } = account.head;
    const others = [...accounts, ...owners].filter(({ head }) => head.balanceGroupId !== balanceGroupId);
    const standing = new Map(others.map((one) => [one.head.balanceGroupId, asItStands(one)]));
    const generated = generateUsage({ ...asItStands(account), book, ended, now }, standing);
    if (!generated.ok) return generated;
    for (const [id, head] of generated.value) heads.set(id, head);
  }
  return ok(heads);
}

const periodOf = ({ from, to }: { readonly from: Instant; readonly to: Instant }) => ({ from, to });

/** What must agree before money is moved. Null: all does. */
function mismatchOf({ profile, active, next, accounts }: BillingFacts): string | null {
  const { activeBill, nextBill, balanceGroups, resource } = profile;
  if (active.billId !== activeBill.billId || active.status !== 'active' || active.from !== activeBill.from) {
    return `Bill ${active.billId} is ${active.status}, but the profile has it as its active one.`;
  }
  if (next.billId !== nextBill.billId || next.status !== 'inactive' || nextBill.from !== activeBill.to) {
    return `Bill ${next.billId} is ${next.status}, but the profile has it prepared for the next cycle.`;
  }
  if (accounts.length !== balanceGroups.length) return 'A balance group of the profile has no ledger.';
  for (const { head, profile: contract } of accounts) {
    const { active: cycle, next: following } = head.cycles;
    if (cycle.from !== activeBill.from || cycle.to !== activeBill.to || following.to !== nextBill.to) {
      return `The ledger of balance group ${head.balanceGroupId} is open for another cycle than its profile.`;
    }
    if (contract.resource !== resource) {
      return `Balance group ${head.balanceGroupId} is charged in ${contract.resource}, its profile in ${resource}.`;
    }
  }
  return null;
}

/** What of a bill was paid ahead, in whole cents. All of it, when nothing is owed: rounding must not leave a cent to be demanded. */
export function paidAheadOf(
  charges: readonly UnbilledLine[],
  { owed, total, digits }: { readonly owed: Dec; readonly total: Dec; readonly digits: number },
): Dec {
  const paid = sum(charges.map(({ net, tax }) => net.plus(tax))).minus(owed);
  if (paid.isZero()) return ZERO;
  return owed.isZero() ? total : roundTo(paid, digits);
}

type Finalised = { readonly bill: Bill; readonly creditBalance: string };

function finalise(facts: BillingFacts, charges: readonly UnbilledLine[], owed: Dec): Result<Finalised, Refusal> {
  const { profile, active, book, now, dueDays, zone } = facts;
  const resource = book.resources.get(profile.resource);
  if (resource === undefined) {
    return err(refusal('catalog.reference_missing', `The resource ${profile.resource} is not in the catalog.`));
  }
  const amounts = addUpBill(charges, { book, digits: resource.billingScale });
  if (!amounts.ok) return amounts;
  const total = dec(amounts.value.total);
  const paidAhead = paidAheadOf(charges, { owed, total, digits: resource.billingScale });
  const { applied, due, creditBalance } = applyCredit(total.minus(paidAhead), dec(profile.creditBalance));
  return ok({
    creditBalance: decimalText(creditBalance),
    bill: {
      ...active,
      ...amounts.value,
      ...(profile.paymentType === 'prepaid' ? { withoutInvoice: true as const } : {}),
      status: due.isZero() ? 'closed' : 'billing',
      creditApplied: decimalText(applied),
      ...(paidAhead.isZero() ? {} : { paidAhead: decimalText(paidAhead) }),
      due: decimalText(due),
      finalisedAt: now,
      dueAt: dueDate({ finalisedAt: now, dueDays, zone }),
      closedAt: due.isZero() ? now : null,
      collection: facts.collect === null || due.isZero() ? null : { method: facts.collect, attempts: 0, nextAt: now },
    },
  });
}
