import { type ChargedSince, chargedSince } from '../../../domain/billing/charged-since.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { ok, type Result } from '../../../domain/result.ts';
import {
  type CancellationDecision,
  cancelSubscription as decide,
} from '../../../domain/subscription/cancel-subscription.ts';
import type { RatingProfile, Subscription } from '../../../domain/subscription/subscription.ts';
import { type Instant, instantText } from '../../../domain/time/instant.ts';
import type { Change, Commit, RandomId } from '../../ports.ts';
import { activity } from '../activity.ts';
import type { Call } from '../call.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { lifecycleChanges } from './lifecycle-changes.ts';
import { type LifecycleFacts, type LifecycleReads, loadSubscription } from './load-subscription.ts';

export type LifecyclePorts = LifecycleReads & { readonly commit: Commit; readonly randomId: RandomId };

/** A subscription and the contract it is charged under, as they stand afterwards. */
export type SubscriptionState = { readonly subscription: Subscription; readonly profile: RatingProfile };

export type SubscriptionCall = Pick<Call, 'siteId' | 'actor' | 'now'> & {
  readonly remember: (status: number, result: SubscriptionState) => readonly Change[];
};

/** A cancelled subscription, what leaving early costs, and what is charged and credited at once. */
export type CancelledSubscription = SubscriptionState &
  Pick<CancellationDecision, 'fees' | 'isWaived'> & { readonly dueNow: ChargedSince };

export type CancelRequest = {
  readonly subscriptionId: string;
  readonly effective: 'now' | 'cycle_end';
  /** Needed with `waiveFee`. */
  readonly reason?: string;
  readonly waiveFee?: boolean;
};

type Decided = { readonly decision: CancellationDecision; readonly cancelled: CancelledSubscription };

function decideOn(
  { subscription, account, book }: LifecycleFacts & { readonly subscription: Subscription },
  { effective, waiveFee = false }: CancelRequest,
  now: Instant,
): Result<Decided, Refusal> {
  const decision = decide({ subscription, contract: account, book, effective, waiveFee, now });
  if (!decision.ok) return decision;
  const { head, profile, fees, isWaived } = decision.value;
  const dueNow = chargedSince(account.head, head, { book, resource: profile.resource });
  if (!dueNow.ok) return dueNow;
  const after = decision.value.subscription;
  return ok({
    decision: decision.value,
    cancelled: { subscription: after, profile, fees, isWaived, dueNow: dueNow.value },
  });
}

/** What a cancellation would come to, with nothing written. */
export const previewCancellation =
  (ports: LifecycleReads) =>
  async (
    { siteId, now }: Pick<Call, 'siteId' | 'now'>,
    request: CancelRequest,
  ): Promise<Result<CancelledSubscription, Refusal>> => {
    const facts = await loadSubscription(ports, siteId, request.subscriptionId);
    if (!facts.ok) return facts;
    const decided = decideOn(facts.value, request, now);
    return decided.ok ? ok(decided.value.cancelled) : decided;
  };

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
    request: CancelRequest,
  ): Promise<Result<CancelledSubscription, Refusal>> => {
    const { subscriptionId, reason } = request;
    return retryConflicts(`cancellation of subscription ${subscriptionId}`, async () => {
      const facts = await loadSubscription(ports, call.siteId, subscriptionId);
      if (!facts.ok) return facts;
      const decided = decideOn(facts.value, request, call.now);
      if (!decided.ok) return decided;
      const { subscription, account, customer } = facts.value;
      const { decision, cancelled } = decided.value;
      const { released, subscription: ended, fees, isWaived, head, profile } = decision;
      const changes = await lifecycleChanges(ports, {
        ...facts.value,
        before: account,
        after: { head, profile },
        released,
        taken: [],
        subscriptions: [{ before: subscription, after: ended }],
      });
      if (!changes.ok) return changes;
      const waived = isWaived && fees.length > 0 ? ', its fee waived' : '';
      const why = reason === undefined ? '' : `: ${reason}`;
      const outcome = await ports.commit([
        ...changes.value,
        activity(ports, call, {
          customerId: customer.customerId,
          action: 'subscription.cancelled',
          objectType: 'subscription',
          objectId: subscriptionId,
          summary: `Subscription ${subscriptionId} cancelled as of ${instantText(ended.validTo)}${waived}${why}`,
          before: { status: subscription.status },
          after: { status: ended.status, validTo: instantText(ended.validTo) },
        }),
        ...call.remember(200, cancelled),
      ]);
      return outcome === 'done' ? ok(cancelled) : null;
    });
  };
