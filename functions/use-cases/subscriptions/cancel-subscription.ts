import type { Refusal } from '../../../domain/refusal.ts';
import { ok, type Result } from '../../../domain/result.ts';
import {
  type CancellationDecision,
  cancelSubscription as decide,
} from '../../../domain/subscription/cancel-subscription.ts';
import type { Contract } from '../../../domain/subscription/end-purchases.ts';
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

/** A cancelled subscription, what leaving early costs, and the ledger before and after: what lies between them is charged and credited. */
export type CancelledSubscription = SubscriptionState &
  Pick<CancellationDecision, 'fees' | 'isWaived'> & { readonly before: Contract; readonly after: Contract };

export type CancelRequest = {
  readonly subscriptionId: string;
  readonly effective: 'now' | 'cycle_end';
  /** Needed with `waiveFee`. */
  readonly reason?: string;
  readonly waiveFee?: boolean;
};

/** What a cancellation would come to, with nothing written. */
export const previewCancellation =
  (ports: LifecycleReads) =>
  async (
    { siteId, now }: Pick<Call, 'siteId' | 'now'>,
    { subscriptionId, effective, waiveFee = false }: CancelRequest,
  ): Promise<Result<CancelledSubscription, Refusal>> => {
    const facts = await loadSubscription(ports, siteId, subscriptionId);
    if (!facts.ok) return facts;
    const { subscription, account, book } = facts.value;
    const decision = decide({ subscription, contract: account, book, effective, waiveFee, now });
    return decision.ok ? ok(cancelled(account, decision.value)) : decision;
  };

const cancelled = (before: Contract, { subscription, fees, isWaived, ...after }: CancellationDecision) => ({
  subscription,
  profile: after.profile,
  fees,
  isWaived,
  before,
  after,
});

/**
 * Cancels a subscription: now, with credits by the day and its services given back; or at the end of its cycle, when the purchase
 * verification job ends it. Leaving a commitment early is charged at once, unless the operator waives the fee and says why.
 */
export const cancelSubscription =
  (ports: LifecyclePorts) =>
  async (
    call: Omit<SubscriptionCall, 'remember'> & {
      readonly remember: (status: number, result: CancelledSubscription) => readonly Change[];
    },
    { subscriptionId, effective, reason, waiveFee = false }: CancelRequest,
  ): Promise<Result<CancelledSubscription, Refusal>> =>
    retryConflicts(`cancellation of subscription ${subscriptionId}`, async () => {
      const facts = await loadSubscription(ports, call.siteId, subscriptionId);
      if (!facts.ok) return facts;
      const { subscription, account, book, customer } = facts.value;
      const decision = decide({ subscription, contract: account, book, effective, waiveFee, now: call.now });
      if (!decision.ok) return decision;
      const { released, subscription: ended, fees, head, profile } = decision.value;
      const waived = waiveFee && fees.length > 0;
      const changes = await lifecycleChanges(ports, {
        ...facts.value,
        before: account,
        after: { head, profile },
        released,
        taken: [],
        subscriptions: [{ before: subscription, after: ended }],
      });
      if (!changes.ok) return changes;
      const state = cancelled(account, decision.value);
      const outcome = await ports.commit([
        ...changes.value,
        activity(ports, call, {
          customerId: customer.customerId,
          action: 'subscription.cancelled',
          objectType: 'subscription',
          objectId: subscriptionId,
          summary: `Subscription ${subscriptionId} cancelled as of ${instantText(ended.validTo)}${waived ? ', its fee waived' : ''}${reason === undefined ? '' : `: ${reason}`}`,
          before: { status: subscription.status },
          after: { status: ended.status, validTo: instantText(ended.validTo) },
        }),
        ...call.remember(200, state),
      ]);
      return outcome === 'done' ? ok(state) : null;
    });
