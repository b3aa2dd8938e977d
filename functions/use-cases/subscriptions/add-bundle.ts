import { type ChargedSince, chargedSince } from '../../../domain/billing/charged-since.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { type AddedBundle, addBundle as decide } from '../../../domain/subscription/add-bundle.ts';
import type { NewIds } from '../../../domain/subscription/buy-products.ts';
import type { ProductChoice } from '../../../domain/subscription/choose-products.ts';
import { type Instant, instantText } from '../../../domain/time/instant.ts';
import type { Change, Sequences } from '../../ports.ts';
import { activity } from '../activity.ts';
import type { Call } from '../call.ts';
import { reserveNumbers } from '../reserve-numbers.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import type { LifecyclePorts, SubscriptionState } from './cancel-subscription.ts';
import { lifecycleChanges } from './lifecycle-changes.ts';
import { type LifecycleFacts, type LifecycleReads, loadSubscription } from './load-subscription.ts';

export type AddBundleRequest = {
  readonly subscriptionId: string;
  readonly bundle: string;
  readonly validFrom?: Instant;
  readonly identifier?: string;
  /** Of the bundle itself. */
  readonly products: readonly Omit<ProductChoice, 'bundle'>[];
};

/** A subscription after something was bought for it: what is new, and what it costs or brings at once. */
export type Bought = SubscriptionState & {
  readonly bundles: readonly string[];
  readonly purchases: AddedBundle['purchases'];
  readonly discounts: AddedBundle['discounts'];
  readonly dueNow: ChargedSince;
};

export type BuyingPorts = LifecyclePorts & { readonly sequences: Sequences };
export type BuyingCall = Pick<Call, 'siteId' | 'actor' | 'now'> & {
  readonly remember: (status: number, result: Bought) => readonly Change[];
};

/** Names for what a preview would create: it uses up no numbers. */
export const PREVIEW_IDS: NewIds = {
  purchase: (index) => `preview-${index + 1}`,
  service: (index) => `preview-${index + 1}`,
};
const POINTERS = { bundle: '/bundle', choices: '/products', identifier: '/identifier' };

type Decision = { readonly added: AddedBundle; readonly bought: Bought };

function decideOn(
  facts: LifecycleFacts & Pick<SubscriptionState, 'subscription'>,
  { bundle, validFrom, identifier, products }: AddBundleRequest,
  { now, ids }: { readonly now: Instant; readonly ids: NewIds },
): Result<Decision, Refusal> {
  const { subscription, account, book, customer } = facts;
  const added = decide(
    { subscription, isCustomerActive: customer.status === 'active', contract: account, book, now, ids },
    {
      bundle,
      ...(validFrom === undefined ? {} : { validFrom }),
      choices: products.map((choice) => ({ ...choice, bundle })),
      identifier: identifier ?? null,
      pointers: POINTERS,
    },
  );
  if (!added.ok) return added;
  const { resource } = account.profile;
  const dueNow = chargedSince(account.head, added.value.head, { book, resource });
  if (!dueNow.ok) return dueNow;
  const { profile, purchases, discounts } = added.value;
  return ok({
    added: added.value,
    bought: {
      subscription: added.value.subscription,
      profile,
      bundles: [bundle],
      purchases,
      discounts,
      dueNow: dueNow.value,
    },
  });
}

/** What a bundle would cost and bring now, with nothing written. Identifiers that are not to be had refuse it, too. */
export const previewBundle =
  (ports: LifecycleReads) =>
  async (
    { siteId, now }: Pick<Call, 'siteId' | 'now'>,
    request: AddBundleRequest,
  ): Promise<Result<Bought, Refusal>> => {
    const facts = await loadSubscription(ports, siteId, request.subscriptionId);
    if (!facts.ok) return facts;
    const decision = decideOn(facts.value, request, { now, ids: PREVIEW_IDS });
    if (!decision.ok) return decision;
    const changes = await changesOf(ports, facts.value, decision.value);
    return changes.ok ? ok(decision.value.bought) : changes;
  };

/** Buys a bundle for a running subscription, in one commit: purchases, services with their claims, charges, commitment. */
export const addBundle =
  (ports: BuyingPorts) =>
  async (call: BuyingCall, request: AddBundleRequest): Promise<Result<Bought, Refusal>> => {
    const { siteId, now } = call;
    const { subscriptionId, bundle } = request;
    // Decided once to know how many numbers it needs, so that a refused purchase uses up none.
    const trial = await previewBundle(ports)(call, request);
    if (!trial.ok) return trial;
    const ids = await reserveIds(ports, siteId, trial.value);
    return retryConflicts(`bundle ${bundle} for subscription ${subscriptionId}`, async () => {
      const facts = await loadSubscription(ports, siteId, subscriptionId);
      if (!facts.ok) return facts;
      const decision = decideOn(facts.value, request, { now, ids });
      if (!decision.ok) return decision;
      const changes = await changesOf(ports, facts.value, decision.value);
      if (!changes.ok) return changes;
      const { bought } = decision.value;
      const outcome = await ports.commit([
        ...changes.value,
        activity(ports, call, {
          customerId: facts.value.customer.customerId,
          action: 'subscription.bundle_added',
          objectType: 'subscription',
          objectId: subscriptionId,
          summary: `Bundle ${bundle} bought for subscription ${subscriptionId}, ${bought.dueNow.total} due now`,
          after: { bundle, validFrom: instantText(bought.purchases[0]?.validFrom ?? now) },
        }),
        ...call.remember(201, bought),
      ]);
      return outcome === 'done' ? ok(bought) : null;
    });
  };

/** Numbers for what a trial run bought; the decision that is written buys the same. */
export async function reserveIds(
  ports: Pick<BuyingPorts, 'sequences'>,
  siteId: string,
  { purchases, discounts }: Pick<Bought, 'purchases' | 'discounts'>,
): Promise<NewIds> {
  const services = new Set(purchases.flatMap(({ serviceId }) => serviceId ?? [])).size;
  const [purchase, service] = await Promise.all([
    reserveNumbers(ports, siteId, 'purchase', purchases.length + discounts.length),
    reserveNumbers(ports, siteId, 'service', services),
  ]);
  return { purchase, service };
}

const changesOf = (
  ports: Pick<LifecycleReads, 'records'>,
  facts: LifecycleFacts & Pick<SubscriptionState, 'subscription'>,
  { added: { head, profile, services, subscription } }: Decision,
): Promise<Result<readonly Change[], Refusal>> =>
  lifecycleChanges(ports, {
    ...facts,
    before: facts.account,
    after: { head, profile },
    released: [],
    taken: services,
    // Written even where it stays as it is: of two who cancel it and add to it at once, one looks again.
    subscriptions: [{ before: facts.subscription, after: subscription }],
  });
