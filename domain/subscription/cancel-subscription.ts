import { type Refusal, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { endGroupsOf } from '../sharing/change-group.ts';
import { FOREVER, type Instant } from '../time/instant.ts';
import { earlier, later } from '../time/order.ts';
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
import type { Subscription } from './subscription.ts';
import { cycleEndAfter, earliestEnd, leaveTerms, type TerminationCharge, withFees } from './terms/leave-terms.ts';

/** What a lifecycle step makes of a subscription and its balance group. */
export type LifecycleDecision = Contract & {
  readonly subscription: Subscription;
  readonly released: readonly ReleasedService[];
};

export type Cancellation = LifecycleTime & {
  readonly subscription: Subscription;
  readonly contract: Contract;
  /** At the end of the cycle, products run on to it and are not renewed; the purchase verification job ends them then. */
  readonly effective: 'now' | 'cycle_end';
  /** Lets the customer go without a fee for leaving early. */
  readonly waiveFee: boolean;
};

export type CancellationDecision = LifecycleDecision & {
  /** For leaving commitments early; charged, unless they are waived. */
  readonly fees: readonly TerminationCharge[];
  readonly isWaived: boolean;
};

/**
 * Cancels a subscription: credits by the day, services given back, a pending plan transition dropped, its sharing groups ended. Leaving a
 * commitment early costs its fee at once. Where a term asks for notice, the subscription ends when the notice is over, also when it was to
 * end now.
 */
export function cancelSubscription(cancellation: Cancellation): Result<CancellationDecision, Refusal> {
  const { subscription, contract, now } = cancellation;
  const { status } = subscription;
  if (status !== 'active' && status !== 'pending') {
    return err(refusal('subscription.state', `This subscription is ${status}. Only a running one can be cancelled.`));
  }
  // What never began costs nothing.
  if (status === 'pending') return endNow(cancellation, contract, []);
  const end = endOf(cancellation);
  if (!end.ok) return end;
  const { cancelledAt, validTo } = subscription;
  const fees = leaveTerms(contract, subscription, {
    ...cancellation,
    noticeAt: cancelledAt ?? now,
    end: end.value,
    instead: cancelledAt === null ? null : validTo,
  });
  if (!fees.ok) return fees;
  const charged = cancellation.waiveFee ? contract : withFees(contract, fees.value);
  return end.value <= now
    ? endNow(cancellation, charged, fees.value)
    : ok(endLater(cancellation, charged, { end: end.value, fees: fees.value }));
}

/** When it ends: as asked for, once its notice is over. */
function endOf({ subscription, contract, effective, book, now }: Cancellation): Result<Instant, Refusal> {
  const { cancelledAt, validTo } = subscription;
  const earliest = later(
    now,
    earliestEnd(subscription, { book, profile: contract.profile, noticeAt: cancelledAt ?? now }),
  );
  const end = effective === 'now' ? earliest : cycleEndAfter(contract, earliest);
  if (cancelledAt !== null && (effective === 'cycle_end' || end >= validTo)) {
    return err(
      refusal('subscription.state', 'This subscription is cancelled already and ends by itself. Wait until it does.'),
    );
  }
  if (end < FOREVER) return ok(end);
  return err(refusal('subscription.state', 'Pay now has no cycle that could end. Cancel the subscription now.'));
}

function endNow(
  { subscription, book, now, waiveFee }: Cancellation,
  contract: Contract,
  fees: readonly TerminationCharge[],
): Result<CancellationDecision, Refusal> {
  const ended = endPurchases(contract, { book, now }, ({ subscriptionId }) =>
    subscriptionId === subscription.subscriptionId ? { at: now, as: 'cancelled' } : null,
  );
  if (!ended.ok) return ended;
  const { profile, released } = releaseIdleServices(ended.value.profile);
  const isThis = (subscriptionId: string) => subscriptionId === subscription.subscriptionId;
  return ok({
    head: ended.value.head,
    profile: endGroupsOf(profile, isThis, now),
    released,
    fees,
    isWaived: waiveFee,
    subscription: {
      ...subscription,
      status: 'cancelled',
      validTo: later(subscription.validFrom, earlier(subscription.validTo, now)),
      cancelledAt: now,
      transition: null,
    },
  });
}

function endLater(
  { subscription, now, waiveFee }: Cancellation,
  contract: Contract,
  { end, fees }: { readonly end: Instant; readonly fees: readonly TerminationCharge[] },
): CancellationDecision {
  const upToEnd = <P extends Purchase>(purchase: P): P => {
    const isConcerned = purchase.subscriptionId === subscription.subscriptionId && isLive(purchase);
    if (!isConcerned || purchase.validTo <= end) return purchase;
    // What would only begin after the end never does.
    if (purchase.validFrom >= end) return { ...purchase, status: 'cancelled', validTo: purchase.validFrom };
    return { ...purchase, validTo: end };
  };
  const { profile } = contract;
  return {
    head: contract.head,
    profile: { ...profile, purchases: profile.purchases.map(upToEnd), ...discountsWith(profile, upToEnd) },
    released: [],
    fees,
    isWaived: waiveFee,
    subscription: {
      ...subscription,
      validTo: earlier(subscription.validTo, end),
      cancelledAt: subscription.cancelledAt ?? now,
      transition: null,
    },
  };
}
