import type { Refusal } from '../refusal.ts';
import { ok, type Result } from '../result.ts';
import type { Instant } from '../time/instant.ts';
import {
  type Contract,
  endPurchases,
  type LifecycleTime,
  type ReleasedService,
  releaseIdleServices,
} from './end-purchases.ts';
import { startPurchases } from './start-purchases.ts';
import type { Subscription } from './subscription.ts';

export type Verification = Contract & {
  /** The subscriptions of the balance group whose status changed. */
  readonly subscriptions: readonly Subscription[];
  readonly released: readonly ReleasedService[];
  readonly started: number;
  readonly ended: number;
};

/**
 * Purchases begin and end by themselves: what is due to start is charged for the time from its own start, what is over ends at its
 * own end, whenever the job comes by. Safe to run again: the status says what is done.
 */
export function verifyPurchases(
  { contract, subscriptions }: { readonly contract: Contract; readonly subscriptions: readonly Subscription[] },
  time: LifecycleTime,
): Result<Verification, Refusal> {
  const { now } = time;
  const started = startPurchases(contract, time);
  if (!started.ok) return started;
  const cancelled = new Set(
    subscriptions.filter(({ cancelledAt }) => cancelledAt !== null).map(({ subscriptionId }) => subscriptionId),
  );
  let ended = 0;
  const settled = endPurchases(started.value.contract, time, ({ status, validTo, subscriptionId }) => {
    if (status !== 'active' || validTo > now) return null;
    ended += 1;
    return { at: validTo, as: cancelled.has(subscriptionId) ? 'cancelled' : 'expired' };
  });
  if (!settled.ok) return settled;
  const { profile, released } = releaseIdleServices(settled.value.profile);
  return ok({
    head: settled.value.head,
    profile,
    released,
    subscriptions: subscriptions.flatMap((subscription) => stepSubscription(subscription, now) ?? []),
    started: started.value.started,
    ended,
  });
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
