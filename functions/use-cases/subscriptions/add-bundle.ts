import { couponRecords } from '../../../domain/promotion/coupon-records.ts';
import { idsAfter, redeemVouchers } from '../../../domain/promotion/redeem-vouchers.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { addBundle as decide } from '../../../domain/subscription/buying/add-bundle.ts';
import type { NewIds } from '../../../domain/subscription/buying/buy-products.ts';
import type { ProductChoice } from '../../../domain/subscription/buying/choose-products.ts';
import { type Instant, instantText } from '../../../domain/time/instant.ts';
import { activity } from '../activity.ts';
import type { Call } from '../call.ts';
import { filteredCustomer } from '../promotions/known-codes.ts';
import { type ThrottlePorts, throttled } from '../promotions/throttle.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import {
  type Bought,
  type BuyingCall,
  type BuyingFacts,
  type BuyingPorts,
  factsOf,
  loadBuying,
  PREVIEW_IDS,
  type Purchase,
  purchaseChanges,
  purchaseOf,
  reserveIds,
} from './buying.ts';
import type { LifecycleReads } from './load-subscription.ts';
import { renewalChanges } from './renewal-changes.ts';

export type AddBundleRequest = {
  readonly subscriptionId: string;
  readonly bundle: string;
  readonly validFrom?: Instant;
  readonly identifier?: string;
  /** Of the bundle itself. */
  readonly products: readonly Omit<ProductChoice, 'bundle'>[];
  /** Coupons act on the bundle; vouchers buy theirs beside it. */
  readonly promotionCodes: readonly string[];
};

const POINTERS = { bundle: '/bundle', choices: '/products', identifier: '/identifier' };
const CODES = '/promotionCodes';

function decideOn(
  facts: BuyingFacts,
  { bundle, validFrom, identifier, products }: AddBundleRequest,
  when: { readonly now: Instant; readonly ids: NewIds },
): Result<Purchase, Refusal> {
  const { customer, account, codes, subscription } = facts;
  const { profile } = account;
  const buying = factsOf(facts, when);
  const added = decide(buying, {
    bundle,
    ...(validFrom === undefined ? {} : { validFrom }),
    choices: products.map((choice) => ({ ...choice, bundle })),
    identifier: identifier ?? null,
    pointers: POINTERS,
    coupons: {
      entered: codes.coupons,
      facts: {
        customer: filteredCustomer(customer, profile),
        hasBoughtBefore: profile.purchases.length > 0,
        known: codes.known,
      },
    },
  });
  if (!added.ok) return added;
  const { head, profile: after } = added.value;
  const used = redeemVouchers(
    {
      ...buying,
      subscription: added.value.subscription,
      contract: { head, profile: after },
      ids: idsAfter(when.ids, added.value),
    },
    codes.vouchers,
  );
  if (!used.ok) return used;
  const { siteId, customerId } = customer;
  const { subscriptionId } = subscription;
  const coupons = couponRecords(added.value.couponUses, used.value.profile.purchases, {
    ...{ siteId, customerId, subscriptionId, known: codes.known, now: when.now },
  });
  return purchaseOf(facts, { added: added.value, used: used.value, coupons, now: when.now });
}

const load = (ports: LifecycleReads, siteId: string, { subscriptionId, promotionCodes: codes }: AddBundleRequest) =>
  loadBuying(ports, siteId, { subscriptionId, codes, pointer: CODES });

async function tryOut(
  ports: LifecycleReads,
  { siteId, now }: Pick<Call, 'siteId' | 'now'>,
  request: AddBundleRequest,
): Promise<Result<Bought, Refusal>> {
  const facts = await load(ports, siteId, request);
  if (!facts.ok) return facts;
  const decision = decideOn(facts.value, request, { now, ids: PREVIEW_IDS });
  if (!decision.ok) return decision;
  const changes = await purchaseChanges(ports, facts.value, decision.value);
  return changes.ok ? ok(decision.value.bought) : changes;
}

const entering = ({ siteId, actor: who }: Pick<Call, 'siteId' | 'actor'>, { promotionCodes }: AddBundleRequest) => ({
  ...{ siteId, who },
  codes: promotionCodes,
  pointer: CODES,
});

/** What a bundle would cost and bring now, with nothing written. Identifiers that are not to be had refuse it, too. */
export const previewBundle =
  (ports: LifecycleReads & ThrottlePorts) =>
  async (call: Pick<Call, 'siteId' | 'actor' | 'now'>, request: AddBundleRequest): Promise<Result<Bought, Refusal>> =>
    throttled(ports, entering(call, request), () => tryOut(ports, call, request));

/**
 * Buys a bundle for a running subscription, in one commit: purchases, services with their claims, charges, commitment, coupons, and what
 * vouchers bring beside it.
 */
export const addBundle =
  (ports: BuyingPorts) =>
  async (call: BuyingCall, request: AddBundleRequest): Promise<Result<Bought, Refusal>> =>
    throttled(ports, entering(call, request), async () => {
      const { siteId, now } = call;
      const { subscriptionId, bundle } = request;
      // Decided once to know how many numbers it needs, so that a refused purchase uses up none.
      const trial = await tryOut(ports, call, request);
      if (!trial.ok) return trial;
      const ids = await reserveIds(ports, siteId, trial.value);
      return retryConflicts(`bundle ${bundle} for subscription ${subscriptionId}`, async () => {
        const facts = await load(ports, siteId, request);
        if (!facts.ok) return facts;
        const decision = decideOn(facts.value, request, { now, ids });
        if (!decision.ok) return decision;
        const changes = await purchaseChanges(ports, facts.value, decision.value);
        if (!changes.ok) return changes;
        const { bought } = decision.value;
        const outcome = await ports.commit([
          ...changes.value,
          ...renewalChanges(ports, call, {
            before: facts.value.account,
            after: decision.value.contract,
            book: facts.value.book,
          }),
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
    });
