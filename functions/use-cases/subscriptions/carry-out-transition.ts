import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, invariant, ok, type Result } from '../../../domain/result.ts';
import type { NewIds } from '../../../domain/subscription/buying/buy-products.ts';
import type { Subscription } from '../../../domain/subscription/subscription.ts';
import { type TransitionDecision, transitionPlan } from '../../../domain/subscription/transition-plan.ts';
import { type Instant, instantText } from '../../../domain/time/instant.ts';
import type { Change, JobMessage, Sequences } from '../../ports.ts';
import { activity } from '../activity.ts';
import type { WorkResult } from '../jobs/report-results.ts';
import { filteredCustomer } from '../promotions/known-codes.ts';
import { reserveNumbers } from '../reserve-numbers.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import type { LifecyclePorts } from './cancel-subscription.ts';
import { lifecycleChanges } from './lifecycle-changes.ts';
import { type LifecycleFacts, loadLifecycle } from './load-subscription.ts';
import { renewalChanges } from './renewal-changes.ts';

export type TransitionPorts = LifecyclePorts & { readonly sequences: Sequences };

const SYSTEM = 'system';

/**
 * The plan transition job for one subscription: moves it in one transaction. A move that cannot be made stays on the subscription with
 * its reason, until a new request replaces it.
 */
export const carryOutTransition =
  (ports: TransitionPorts) =>
  async ({ siteId, ref: subscriptionId, customerId }: JobMessage): Promise<WorkResult> =>
    retryConflicts(`plan transition of subscription ${subscriptionId}`, async () => {
      const now = await ports.siteTime.now(siteId);
      const subscription = await ports.records.get('subscription', siteId, { customerId, subscriptionId });
      const transition = subscription?.transition ?? null;
      if (subscription === null || transition === null || subscription.status !== 'active') {
        return { outcome: 'skipped', detail: 'No plan transition is waiting.' };
      }
      if (transition.error !== undefined || transition.effectiveAt > now) {
        return {
          outcome: 'skipped',
          detail: `The plan transition is not due: ${transition.error ?? instantText(transition.effectiveAt)}`,
        };
      }
      const facts = await loadLifecycle(ports, siteId, subscription.balanceGroupId);
      invariant(facts !== null, `the balance group of subscription ${subscriptionId} exists`);
      const moved = await move(ports, facts, { subscription, transition, now });
      const changes = moved.ok
        ? moved.value
        : [
            {
              put: 'subscription',
              value: { ...subscription, transition: { ...transition, error: moved.error.detail } },
            } as const,
          ];
      const deed = activity(
        ports,
        { siteId, actor: SYSTEM, now },
        {
          customerId,
          action: moved.ok ? 'subscription.plan_changed' : 'subscription.transition_failed',
          objectType: 'subscription',
          objectId: subscriptionId,
          summary: moved.ok
            ? `Subscription ${subscriptionId} moved from ${subscription.plan} to ${transition.plan}`
            : `Subscription ${subscriptionId} could not move to ${transition.plan}: ${moved.error.detail}`,
          before: { plan: subscription.plan },
          ...(moved.ok ? { after: { plan: transition.plan } } : {}),
        },
      );
      if ((await ports.commit([...changes, deed])) === 'conflict') return null;
      return moved.ok
        ? { outcome: 'processed', detail: `Moved from ${subscription.plan} to ${transition.plan}.` }
        : { outcome: 'failed', detail: moved.error.detail };
    });

type Move = {
  readonly subscription: Subscription;
  readonly transition: NonNullable<Subscription['transition']>;
  readonly now: Instant;
};

async function move(
  ports: TransitionPorts,
  facts: LifecycleFacts,
  { subscription, transition, now }: Move,
): Promise<Result<readonly Change[], Refusal>> {
  if (facts.customer.status !== 'active') {
    return err(refusal('customer.inactive', 'The customer is not active and cannot change plans.'));
  }
  const decide = (ids: NewIds) =>
    transitionPlan({
      ...{ subscription, transition, contract: facts.account, book: facts.book, now, ids },
      customer: filteredCustomer(facts.customer, facts.account.profile),
    });
  // Decided once to know how many numbers it needs, so that a refused move uses up none.
  const trial = decide({ purchase: (index) => `trial-${index}`, service: (index) => `trial-${index}` });
  if (!trial.ok) return trial;
  const decision = decide(await reserveIds(ports, facts.site.siteId, trial.value));
  if (!decision.ok) return decision;
  const { head, profile, released, services, subscription: after } = decision.value;
  const changes = await lifecycleChanges(ports, {
    ...facts,
    before: facts.account,
    after: { head, profile },
    released,
    taken: services,
    subscriptions: [{ before: subscription, after }],
  });
  if (!changes.ok) return changes;
  const step = { before: facts.account, after: { head, profile }, book: facts.book };
  return ok([...changes.value, ...renewalChanges(ports, { siteId: facts.site.siteId, actor: SYSTEM, now }, step)]);
}

async function reserveIds(
  ports: TransitionPorts,
  siteId: string,
  { purchases, services, discounts }: TransitionDecision,
): Promise<NewIds> {
  const [purchase, service] = await Promise.all([
    reserveNumbers(ports, siteId, 'purchase', purchases.length + discounts.length),
    reserveNumbers(ports, siteId, 'service', services.length),
  ]);
  return { purchase, service };
}
