import type { Refusal } from '../refusal.ts';
import { ok, type Result } from '../result.ts';
import { endGroupsOf } from '../sharing/change-group.ts';
import type { Instant } from '../time/instant.ts';
import {
  type Contract,
  discountsWith,
  endPurchases,
  isLive,
  type LifecycleTime,
  type Purchase,
  type ReleasedService,
  releaseIdleServices,
} from './end-purchases.ts';
import { resumeContract, startContract } from './prepaid/contract-ahead.ts';
import { startPurchases } from './start-purchases.ts';
import type { Subscription } from './subscription.ts';
import { renewTerms } from './terms/renew-terms.ts';
import { endUnderTerm } from './terms/take-on-term.ts';

export type Verification = Contract & {
  /** The subscriptions of the balance group whose status changed. */
  readonly subscriptions: readonly Subscription[];
  readonly released: readonly ReleasedService[];
  readonly started: number;
  readonly ended: number;
  /** Subscriptions whose commitment was over and went on. */
  readonly renewed: number;
};

/**
 * Purchases begin and end by themselves: what is due to start is charged for the time from its own start, what is over ends at its
 * own end, whenever the job comes by. Commitments that are over are renewed as their term says. Safe to run again: the status and the
 * dates say what is done.
 */
export function verifyPurchases(
  { contract, subscriptions: before }: { readonly contract: Contract; readonly subscriptions: readonly Subscription[] },
  time: LifecycleTime,
): Result<Verification, Refusal> {
  const { now } = time;
  const { profile: kept, subscriptions, renewed } = renewAll(contract, before, time);
  const started = startDue({ ...contract, profile: kept }, time);
  if (!started.ok) return started;
  const cancelled = new Set(
    subscriptions.filter(({ cancelledAt }) => cancelledAt !== null).map(({ subscriptionId }) => subscriptionId),
  );
  let ended = 0;
  const settled = endPurchases(started.value.contract, time, (purchase) => {
    const { status, validTo, subscriptionId } = purchase;
    const hasBegun = status === 'active' || ('suspendedAt' in purchase && purchase.suspendedAt !== undefined);
    if (!hasBegun || validTo > now) return null;
    ended += 1;
    return { at: validTo, as: cancelled.has(subscriptionId) ? 'cancelled' : 'expired' };
  });
  if (!settled.ok) return settled;
  const { profile, released } = releaseIdleServices(settled.value.profile);
  const stepped = subscriptions.flatMap(
    (subscription) => stepSubscription(subscription, now) ?? (before.includes(subscription) ? [] : subscription),
  );
  const over = new Set(stepped.filter((one) => !isLive(one)).map(({ subscriptionId }) => subscriptionId));
  return ok({
    head: settled.value.head,
    profile: endGroupsOf(profile, (subscriptionId) => over.has(subscriptionId), now),
    released,
    subscriptions: stepped,
    started: started.value.started,
    ended,
    renewed,
  });
}

/** A prepaid customer's money must cover what starts; what it does not cover waits for more, and a top-up that starts may bring it. */
function startDue(contract: Contract, time: LifecycleTime): ReturnType<typeof startPurchases> {
  const ahead = startContract(contract, time);
  const paid = ahead === null ? ok(contract) : ahead.ok ? resumeContract(ahead.value, time) : ahead;
  if (!paid.ok) return paid;
  const begun = ({ purchases }: Contract['profile']) => purchases.filter(({ status }) => status !== 'pending').length;
  // Discounts cost nothing; of purchases, only those are left that wait.
  const rest = startPurchases(paid.value, time);
  if (!rest.ok) return rest;
  return ok({ ...rest.value, started: rest.value.started + begun(paid.value.profile) - begun(contract.profile) });
}

/** Renews commitments; what was bought under one that is followed by a last one ends with that. */
function renewAll(
  { profile }: Contract,
  subscriptions: readonly Subscription[],
  { book, now }: LifecycleTime,
): Pick<Verification, 'subscriptions' | 'renewed' | 'profile'> {
  const calendar = { zone: book.zone, cycleRule: profile.cycleRule };
  let kept = profile;
  let renewed = 0;
  const after = subscriptions.map((subscription) => {
    const one = renewTerms(subscription, { calendar, book, now });
    if (one === null) return subscription;
    renewed += 1;
    const end = endUnderTerm(one.term ?? null, one.validTo);
    const addOnTerms = new Map((one.addOnTerms ?? []).map((term) => [term.bundle, term]));
    const underTerm = <P extends Purchase>(purchase: P): P => {
      if (purchase.subscriptionId !== one.subscriptionId || !isLive(purchase)) return purchase;
      const last = endUnderTerm(addOnTerms.get(purchase.bundle) ?? null, end);
      return last < purchase.validTo ? { ...purchase, validTo: last } : purchase;
    };
    kept = { ...kept, purchases: kept.purchases.map(underTerm), ...discountsWith(kept, underTerm) };
    return { ...one, validTo: end };
  });
  return { profile: kept, subscriptions: after, renewed };
}

/** Null: it stays as it is. */
function stepSubscription(subscription: Subscription, now: Instant): Subscription | null {
  const { status, validFrom, validTo, cancelledAt } = subscription;
  const isLive = status === 'active' || status === 'pending';
  if (isLive && validTo <= now) {
    return { ...subscription, status: cancelledAt === null ? 'expired' : 'cancelled', transition: null };
  }
  return status === 'pending' && validFrom <= now ? { ...subscription, status: 'active' } : null;
}
