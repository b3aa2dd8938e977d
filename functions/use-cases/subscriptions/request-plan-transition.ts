import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { NewIds } from '../../../domain/subscription/buying/buy-products.ts';
import type { PlanTransition } from '../../../domain/subscription/subscription.ts';
import { transitionPlan } from '../../../domain/subscription/transition-plan.ts';
import { FOREVER, type Instant, instantText } from '../../../domain/time/instant.ts';
import { activity } from '../activity.ts';
import { filteredCustomer } from '../promotions/known-codes.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import type { LifecyclePorts, SubscriptionCall, SubscriptionState } from './cancel-subscription.ts';
import { lifecycleChanges } from './lifecycle-changes.ts';
import { type LifecycleFacts, loadSubscription } from './load-subscription.ts';

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
      const facts = await loadSubscription(ports, call.siteId, request.subscriptionId);
      if (!facts.ok) return facts;
      const { subscription, account, customer } = facts.value;
      if (customer.status !== 'active') {
        return err(refusal('customer.inactive', 'This customer is not active and cannot change plans.'));
      }
      if (subscription.status !== 'active' || subscription.cancelledAt !== null) {
        return err(
          refusal('subscription.state', 'Only a running subscription that is not cancelled can change its plan.'),
        );
      }
      const transition = readRequest(request, subscription.plan, facts.value, call.now);
      if (!transition.ok) return transition;
      const tried = await tryOut(ports, { ...facts.value, subscription }, transition.value);
      if (!tried.ok) return tried;

      const state = { subscription: { ...subscription, transition: transition.value }, profile: account.profile };
      const effectiveAt = instantText(transition.value.effectiveAt);
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

/** Decides the whole move without writing it, so that what would make it fail refuses the request. */
async function tryOut(
  ports: LifecyclePorts,
  facts: LifecycleFacts & Pick<SubscriptionState, 'subscription'>,
  transition: PlanTransition,
): Promise<Result<unknown, Refusal>> {
  const { subscription, account, book } = facts;
  const now = transition.effectiveAt;
  const customer = filteredCustomer(facts.customer, account.profile);
  const decision = transitionPlan({ subscription, transition, contract: account, customer, book, now, ids: TRIAL_IDS });
  if (!decision.ok) return decision;
  const { released, services } = decision.value;
  const after = { head: decision.value.head, profile: decision.value.profile };
  return lifecycleChanges(ports, { ...facts, before: account, after, released, taken: services, subscriptions: [] });
}
