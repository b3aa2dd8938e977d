import { type ChargedSince, chargedSince } from '../../../domain/billing/charged-since.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { NewIds } from '../../../domain/subscription/buying/buy-products.ts';
import type { PlanTransition, Subscription } from '../../../domain/subscription/subscription.ts';
import { type TransitionDecision, transitionPlan } from '../../../domain/subscription/transition-plan.ts';
import { FOREVER, type Instant, instantText } from '../../../domain/time/instant.ts';
import { activity } from '../activity.ts';
import type { Call } from '../call.ts';
import { filteredCustomer } from '../promotions/known-codes.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import type { LifecyclePorts, SubscriptionCall, SubscriptionState } from './cancel-subscription.ts';
import { lifecycleChanges } from './lifecycle-changes.ts';
import { type LifecycleFacts, type LifecycleReads, loadSubscription } from './load-subscription.ts';

export type TransitionRequest = {
  readonly subscriptionId: string;
  readonly plan: string;
  readonly effective: 'now' | 'cycle_end';
  readonly validTo?: Instant;
  /** Service type → identifier, for services that the old plan does not have. */
  readonly identifiers: Readonly<Record<string, string>>;
};

/** Names for what the trial run would create. */
const TRIAL_IDS: NewIds = { purchase: (index) => `trial-${index}`, service: (index) => `trial-${index}` };

/**
 * Asks for a move to another plan. The plan transition job carries it out when its time has come, also when that is now; a new request
 * replaces the one that waits. What can be known now is checked now, by carrying it out on a copy.
 */
export const requestPlanTransition =
  (ports: LifecyclePorts) =>
  async (call: SubscriptionCall, request: TransitionRequest): Promise<Result<SubscriptionState, Refusal>> =>
    retryConflicts(`plan transition of subscription ${request.subscriptionId}`, async () => {
      const tried = await tryOut(ports, call, request);
      if (!tried.ok) return tried;
      const { subscription, account, customer, transition } = tried.value;

      const state = { subscription: { ...subscription, transition }, profile: account.profile };
      const effectiveAt = instantText(transition.effectiveAt);
      const outcome = await ports.commit([
        { put: 'subscription', value: state.subscription },
        activity(ports, call, {
          customerId: customer.customerId,
          action: 'subscription.transition_requested',
          objectType: 'subscription',
          objectId: subscription.subscriptionId,
          summary: `Subscription ${subscription.subscriptionId} moves from ${subscription.plan} to ${request.plan} as of ${effectiveAt}`,
          before: { plan: subscription.plan },
          after: { plan: request.plan, effectiveAt },
        }),
        ...call.remember(200, state),
      ]);
      return outcome === 'done' ? ok(state) : null;
    });

function readRequest(
  { plan, effective, validTo = FOREVER, identifiers }: TransitionRequest,
  currentPlan: string,
  { account: { head } }: LifecycleFacts,
  now: Instant,
): Result<PlanTransition, Refusal> {
  const refuse = (pointer: string, message: string) =>
    err(refusal('transition.invalid', message, [{ pointer, message }]));
  if (plan === currentPlan) return refuse('/plan', 'The subscription is on this plan already. Choose another.');
  const { active, next } = head.cycles;
  const cycleEnd = now < active.to ? active.to : next.to;
  const effectiveAt = effective === 'now' ? now : cycleEnd;
  if (effectiveAt >= FOREVER) return refuse('/effective', 'Pay now has no cycle that could end. Move now.');
  if (validTo <= effectiveAt) return refuse('/validTo', 'End the subscription after its move.');
  return ok({ plan, effectiveAt, validTo, identifiers, requestedAt: now });
}

type TriedMove = LifecycleFacts & {
  readonly subscription: Subscription;
  readonly transition: PlanTransition;
  readonly decision: TransitionDecision;
};

/** Decides the whole move without writing it, so that what would make it fail refuses the request. */
async function tryOut(
  ports: LifecycleReads,
  { siteId, now }: Pick<Call, 'siteId' | 'now'>,
  request: TransitionRequest,
): Promise<Result<TriedMove, Refusal>> {
  const found = await loadSubscription(ports, siteId, request.subscriptionId);
  if (!found.ok) return found;
  const { subscription, account, book, customer } = found.value;
  if (customer.status !== 'active') {
    return err(refusal('customer.inactive', 'This customer is not active and cannot change plans.'));
  }
  if (subscription.status !== 'active' || subscription.cancelledAt !== null) {
    return err(refusal('subscription.state', 'Only a running subscription that is not cancelled can change its plan.'));
  }
  const transition = readRequest(request, subscription.plan, found.value, now);
  if (!transition.ok) return transition;
  const decision = transitionPlan({
    ...{ subscription, transition: transition.value, contract: account, book, ids: TRIAL_IDS },
    customer: filteredCustomer(customer, account.profile),
    now: transition.value.effectiveAt,
  });
  if (!decision.ok) return decision;
  const { released, services, head, profile } = decision.value;
  const after = { head, profile };
  const step = { ...found.value, before: account, after, released, taken: services, subscriptions: [] };
  const changes = await lifecycleChanges(ports, step);
  return changes.ok ? ok({ ...found.value, transition: transition.value, decision: decision.value }) : changes;
}

/** A move as it would be carried out if nothing happened until then. */
export type PreviewedMove = Pick<TriedMove, 'transition' | 'decision' | 'book'> & {
  /** What leaving the old plan credits and what the new one charges, fees included. */
  readonly dueNow: ChargedSince;
};

/** What a move to another plan would come to, with nothing written. */
export const previewPlanTransition =
  (ports: LifecycleReads) =>
  async (call: Pick<Call, 'siteId' | 'now'>, request: TransitionRequest): Promise<Result<PreviewedMove, Refusal>> => {
    const tried = await tryOut(ports, call, request);
    if (!tried.ok) return tried;
    const { transition, decision, book, account } = tried.value;
    const dueNow = chargedSince(account.head, decision.head, { book, resource: account.profile.resource });
    return dueNow.ok ? ok({ transition, decision, book, dueNow: dueNow.value }) : dueNow;
  };
