import { type Refusal, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import type { Instant } from '../time/instant.ts';
import { earlier, later } from '../time/order.ts';
import {
  type Contract,
  endPurchases,
  isLive,
  type LifecycleTime,
  type ReleasedService,
  releaseIdleServices,
} from './end-purchases.ts';
import type { PurchasedProduct, Subscription } from './subscription.ts';

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
};

/** Cancels a subscription: credits by the day, services given back, a pending plan transition dropped. */
export function cancelSubscription(cancellation: Cancellation): Result<LifecycleDecision, Refusal> {
  const { subscription, contract, effective, now } = cancellation;
  const { status, cancelledAt } = subscription;
  if (status !== 'active' && status !== 'pending') {
    return err(refusal('subscription.state', `This subscription is ${status}. Only a running one can be cancelled.`));
  }
  if (effective === 'now' || status === 'pending') return cancelNow(cancellation);
  if (cancelledAt !== null) {
    return err(refusal('subscription.state', 'This subscription already ends with its cycle. Cancel it now, or wait.'));
  }
  const { cycles } = contract.head;
  return cancelLater(cancellation, now < cycles.active.to ? cycles.active.to : cycles.next.to);
}

function cancelNow({ subscription, contract, book, now }: Cancellation): Result<LifecycleDecision, Refusal> {
  const ended = endPurchases(contract, { book, now }, ({ subscriptionId }) =>
    subscriptionId === subscription.subscriptionId ? { at: now, as: 'cancelled' } : null,
  );
  if (!ended.ok) return ended;
  const { profile, released } = releaseIdleServices(ended.value.profile);
  return ok({
    head: ended.value.head,
    profile,
    released,
    subscription: {
      ...subscription,
      status: 'cancelled',
      validTo: later(subscription.validFrom, earlier(subscription.validTo, now)),
      cancelledAt: now,
      transition: null,
    },
  });
}

function cancelLater({ subscription, contract, now }: Cancellation, end: Instant): Result<LifecycleDecision, Refusal> {
  const purchases = contract.profile.purchases.map((purchase): PurchasedProduct => {
    const isConcerned = purchase.subscriptionId === subscription.subscriptionId && isLive(purchase);
    if (!isConcerned || purchase.validTo <= end) return purchase;
    // What would only begin after the end never does.
    if (purchase.validFrom >= end) return { ...purchase, status: 'cancelled', validTo: purchase.validFrom };
    return { ...purchase, validTo: end };
  });
  return ok({
    head: contract.head,
    profile: { ...contract.profile, purchases },
    released: [],
    subscription: {
      ...subscription,
      validTo: earlier(subscription.validTo, end),
      cancelledAt: now,
      transition: null,
    },
  });
}
