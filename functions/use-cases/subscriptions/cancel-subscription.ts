import type { Refusal } from '../../../domain/refusal.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { cancelSubscription as decide } from '../../../domain/subscription/cancel-subscription.ts';
import type { RatingProfile, Subscription } from '../../../domain/subscription/subscription.ts';
import { instantText } from '../../../domain/time/instant.ts';
import type { Change, Commit, RandomId } from '../../ports.ts';
import { activity } from '../activity.ts';
import type { Call } from '../call.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { lifecycleChanges } from './lifecycle-changes.ts';
import { type LifecycleReads, loadSubscription } from './load-subscription.ts';

export type LifecyclePorts = LifecycleReads & { readonly commit: Commit; readonly randomId: RandomId };

/** A subscription and the contract it is charged under, as they stand afterwards. */
export type SubscriptionState = { readonly subscription: Subscription; readonly profile: RatingProfile };

export type SubscriptionCall = Pick<Call, 'siteId' | 'actor' | 'now'> & {
  readonly remember: (status: number, result: SubscriptionState) => readonly Change[];
};

export type CancelRequest = {
  readonly subscriptionId: string;
  readonly effective: 'now' | 'cycle_end';
  readonly reason?: string;
};

/**
 * Cancels a subscription: now, with credits by the day and its services given back; or at the end of its cycle, when the purchase
 * verification job ends it.
 */
export const cancelSubscription =
  (ports: LifecyclePorts) =>
  async (
    call: SubscriptionCall,
    { subscriptionId, effective, reason }: CancelRequest,
  ): Promise<Result<SubscriptionState, Refusal>> =>
    retryConflicts(`cancellation of subscription ${subscriptionId}`, async () => {
      const facts = await loadSubscription(ports, call.siteId, subscriptionId);
      if (!facts.ok) return facts;
      const { subscription, account, book, customer } = facts.value;
      const decision = decide({ subscription, contract: account, book, effective, now: call.now });
      if (!decision.ok) return decision;
      const { released, subscription: cancelled, ...after } = decision.value;
      const changes = await lifecycleChanges(ports, {
        ...facts.value,
        before: account,
        after,
        released,
        taken: [],
        subscriptions: [{ before: subscription, after: cancelled }],
      });
      if (!changes.ok) return changes;
      const state = { subscription: cancelled, profile: after.profile };
      const outcome = await ports.commit([
        ...changes.value,
        activity(ports, call, {
          customerId: customer.customerId,
          action: 'subscription.cancelled',
          objectType: 'subscription',
          objectId: subscriptionId,
          summary: `Subscription ${subscriptionId} cancelled as of ${instantText(cancelled.validTo)}${reason === undefined ? '' : `: ${reason}`}`,
          before: { status: subscription.status },
          after: { status: cancelled.status, validTo: instantText(cancelled.validTo) },
        }),
        ...call.remember(200, state),
      ]);
      return outcome === 'done' ? ok(state) : null;
    });
