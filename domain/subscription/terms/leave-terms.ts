import type { PriceBook } from '../../catalog/price-book.ts';
import { appendEntries } from '../../ledger/append-entries.ts';
import type { DraftEntry } from '../../ledger/entry.ts';
import type { Refusal } from '../../refusal.ts';
import { ok, type Result } from '../../result.ts';
import { cycleAt } from '../../time/cycle.ts';
import type { Instant } from '../../time/instant.ts';
import { later } from '../../time/order.ts';
import { chargeContext } from '../charges/charge-context.ts';
import { type Contract, isLive, type LifecycleTime } from '../end-purchases.ts';
import type { PurchasedProduct, RatingProfile, Subscription, SubscriptionTerm } from '../subscription.ts';
import { lengthEnd, type TermCalendar } from './take-on-term.ts';
import { type Leaving, type LeavingCost, leavingCost, leavingDraft } from './termination-fee.ts';

/** A fee for leaving a commitment early, as charged: at rating scale, with its tax. */
export type TerminationCharge = Pick<LeavingCost, 'term' | 'monthsLeft' | 'reason'> & { readonly draft: DraftEntry };

const calendarOf = (book: PriceBook, { cycleRule }: Pick<RatingProfile, 'cycleRule'>): TermCalendar => ({
  zone: book.zone,
  cycleRule,
});

/**
 * When a subscription can end at the earliest: at once, or when its notice is over. Notice given within the grace period takes effect at
 * once. Nobody is refused for wanting to leave too early: the end moves.
 */
export function earliestEnd(
  { term }: Subscription,
  {
    book,
    profile,
    noticeAt,
  }: { readonly book: PriceBook; readonly profile: RatingProfile; readonly noticeAt: Instant },
): Instant {
  if (term === undefined || term.noticePeriod === null) return noticeAt;
  if (term.graceEnd !== null && noticeAt < term.graceEnd) return noticeAt;
  return later(noticeAt, lengthEnd(calendarOf(book, profile), noticeAt, term.noticePeriod));
}

/** The first end of a cycle at or after an instant. */
export function cycleEndAfter({ head, profile }: Contract, at: Instant): Instant {
  const { active, next } = head.cycles;
  if (at <= active.to) return active.to;
  if (at <= next.to || profile.cycleRule === null) return next.to;
  const cycle = cycleAt(profile.cycleRule, at);
  return cycle.from === at ? at : cycle.to;
}

/** What is bought under a commitment: the plan's own bundles, or an add-on. */
type Committed = {
  readonly name: string;
  readonly term: SubscriptionTerm;
  readonly purchases: readonly PurchasedProduct[];
};

function commitmentsOf(
  { subscriptionId, plan, term, addOnTerms = [] }: Subscription,
  { purchases }: RatingProfile,
  book: PriceBook,
): readonly Committed[] {
  const live = purchases.filter((one) => one.subscriptionId === subscriptionId && isLive(one));
  const ofPlan = book.plans.get(plan)?.bundles ?? [];
  const own = addOnTerms.map((addOn) => ({
    name: addOn.bundle,
    term: addOn,
    purchases: live.filter(({ bundle }) => bundle === addOn.bundle),
  }));
  return [
    ...(term === undefined
      ? []
      : [{ name: 'plan', term, purchases: live.filter(({ bundle }) => ofPlan.includes(bundle)) }]),
    ...own.filter((committed) => committed.purchases.length > 0),
  ];
}

/**
 * The fees for leaving all commitments of a subscription at `end`, charged at once. `instead`: when it would have ended anyway, for which a
 * fee has been charged already: only what is more is charged.
 */
export function leaveTerms(
  contract: Contract,
  subscription: Subscription,
  leave: LifecycleTime & { readonly noticeAt: Instant; readonly end: Instant; readonly instead: Instant | null },
): Result<readonly TerminationCharge[], Refusal> {
  const charges: TerminationCharge[] = [];
  for (const { name, term, purchases } of commitmentsOf(subscription, contract.profile, leave.book)) {
    const charge = leaveTerm(contract, { term, purchases, name, subscription, ...leave });
    if (!charge.ok) return charge;
    if (charge.value !== null) charges.push(charge.value);
  }
  return ok(charges);
}

/** The fee for leaving the plan's commitment alone: add-ons stay. */
export function leavePlanTerm(
  contract: Contract,
  subscription: Subscription,
  { book, now, at }: LifecycleTime & { readonly at: Instant },
): Result<readonly TerminationCharge[], Refusal> {
  const [committed] = commitmentsOf({ ...subscription, addOnTerms: [] }, contract.profile, book);
  if (committed === undefined) return ok([]);
  const leave = { book, now, noticeAt: at, end: at, instead: null };
  const charge = leaveTerm(contract, { ...committed, subscription, ...leave });
  if (!charge.ok) return charge;
  return ok(charge.value === null ? [] : [charge.value]);
}

function leaveTerm(
  { head, profile }: Contract,
  leave: Committed &
    LifecycleTime & {
      readonly subscription: Subscription;
      readonly noticeAt: Instant;
      readonly end: Instant;
      readonly instead: Instant | null;
    },
): Result<TerminationCharge | null, Refusal> {
  const { name, term, purchases, subscription, book, now, noticeAt, end, instead } = leave;
  const leaving: Leaving = { term, purchases, book, now: noticeAt, end };
  const cost = leavingCost(leaving);
  if (!cost.ok) return cost;
  if (cost.value === null) return ok(null);
  const paid = instead === null ? ok(null) : leavingCost({ ...leaving, end: instead });
  if (!paid.ok) return paid;
  const amount = paid.value === null ? cost.value.amount : cost.value.amount.minus(paid.value.amount);
  if (amount.lte(0)) return ok(null);
  const { billPeriodOf } = chargeContext({ profile, book, cycles: head.cycles, now });
  const draft = leavingDraft(
    { ...cost.value, amount },
    { id: `${subscription.subscriptionId}:leave:${name}:${end}`, profile, book, bill: billPeriodOf(now), now },
  );
  if (!draft.ok) return draft;
  const { term: code, monthsLeft, reason } = cost.value;
  return ok({ term: code, monthsLeft, reason, draft: draft.value });
}

/** The contract with the fees on its open bill. */
export const withFees = (contract: Contract, fees: readonly TerminationCharge[]): Contract =>
  fees.length === 0
    ? contract
    : {
        ...contract,
        head: appendEntries(
          contract.head,
          fees.map(({ draft }) => draft),
        ),
      };
