import { chargedSince } from '../../../domain/billing/charged-since.ts';
import { redeemVoucher } from '../../../domain/promotion/redeem-voucher.ts';
import { type Voucher, type VoucherRedemption, voucherKey } from '../../../domain/promotion/voucher.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { addBundle } from '../../../domain/subscription/add-bundle.ts';
import type { NewIds, NewService } from '../../../domain/subscription/buy-products.ts';
import type { Contract } from '../../../domain/subscription/end-purchases.ts';
import type { Subscription } from '../../../domain/subscription/subscription.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Change, Records, SystemTime } from '../../ports.ts';
import { activity } from '../activity.ts';
import { throttled } from '../promotions/throttle.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { type Bought, type BuyingCall, type BuyingPorts, PREVIEW_IDS, reserveIds } from './add-bundle.ts';
import { lifecycleChanges } from './lifecycle-changes.ts';
import { type LifecycleFacts, loadSubscription } from './load-subscription.ts';

export type VoucherPorts = BuyingPorts & { readonly systemTime: SystemTime };

export type VouchersRequest = {
  readonly subscriptionId: string;
  /** As they were typed; used in this order. */
  readonly codes: readonly string[];
};

type Facts = LifecycleFacts & { readonly subscription: Subscription };

/** A code with everything that is known of it. */
type KnownCode = {
  readonly code: string;
  readonly voucher: Voucher | null;
  readonly redemption: VoucherRedemption | null;
};

/** What the codes come to: the bought bundles, and the records of their uses. */
type Applied = {
  readonly contract: Contract;
  readonly bought: Bought;
  readonly services: readonly NewService[];
  readonly vouchers: readonly Voucher[];
  readonly redemptions: readonly VoucherRedemption[];
};

/**
 * Uses voucher codes for a subscription: each buys its batch's bundle, in their order, all of them or none. Of two who want the last use of
 * a code at once, one gets it and the other is refused. Codes that do not work are counted, and who tries too many has to wait.
 */
export const applyVouchers =
  (ports: VoucherPorts) =>
  async (call: BuyingCall, { subscriptionId, codes }: VouchersRequest): Promise<Result<Bought, Refusal>> => {
    const { siteId, now } = call;
    const first = await loadSubscription(ports, siteId, subscriptionId);
    if (!first.ok) return first;
    return throttled(ports, { siteId, who: call.actor, codes, pointer: '/codes' }, async () => {
      // Decided once to know how many numbers it needs, so that refused codes use up none.
      const trial = await decide(ports, first.value, { codes, now, ids: PREVIEW_IDS });
      if (!trial.ok) return trial;
      const ids = await reserveIds(ports, siteId, trial.value.bought);
      return retryConflicts(`vouchers for subscription ${subscriptionId}`, async () => {
        const facts = await loadSubscription(ports, siteId, subscriptionId);
        if (!facts.ok) return facts;
        const applied = await decide(ports, facts.value, { codes, now, ids });
        if (!applied.ok) return applied;
        const changes = await changesOf(ports, call, facts.value, applied.value);
        if (!changes.ok) return changes;
        const outcome = await ports.commit([...changes.value, ...call.remember(201, applied.value.bought)]);
        return outcome === 'done' ? ok(applied.value.bought) : null;
      });
    });
  };

async function decide(
  { records }: Pick<VoucherPorts, 'records'>,
  facts: Facts,
  { codes, now, ids }: { readonly codes: readonly string[]; readonly now: Instant; readonly ids: NewIds },
): Promise<Result<Applied, Refusal>> {
  const known = await Promise.all(codes.map((code) => knownCode(records, facts.customer, code)));
  return applyAll(facts, known, { now, ids });
}

async function knownCode(
  records: Pick<Records, 'get'>,
  { siteId, customerId }: { readonly siteId: string; readonly customerId: string },
  typed: string,
): Promise<KnownCode> {
  const code = voucherKey(typed);
  const [voucher, redemption] = await Promise.all([
    records.get('voucher', siteId, { code }),
    records.get('voucherRedemption', siteId, { code, customerId }),
  ]);
  return { code, voucher, redemption };
}

function applyAll(
  { subscription: before, account, book, customer }: Facts,
  codes: readonly KnownCode[],
  { now, ids }: { readonly now: Instant; readonly ids: NewIds },
): Result<Applied, Refusal> {
  const { siteId, customerId } = customer;
  let contract: Contract = account;
  let subscription = before;
  const purchases: Bought['purchases'][number][] = [];
  const discounts: Bought['discounts'][number][] = [];
  const services: NewService[] = [];
  const vouchers: Voucher[] = [];
  const redemptions: VoucherRedemption[] = [];
  for (const [index, { code, voucher, redemption }] of codes.entries()) {
    const pointer = `/codes/${index}`;
    const batch = voucher === null ? undefined : book.voucherBatches.get(voucher.batch);
    const usedByCustomer = redemption !== null || redemptions.some((one) => one.code === code);
    const redeemed = redeemVoucher({ code, voucher, batch, usedByCustomer, now, pointer });
    if (!redeemed.ok) return redeemed;
    const { bundle } = redeemed.value;
    const [boughtBefore, servicesBefore] = [purchases.length + discounts.length, services.length];
    const added = addBundle(
      {
        ...{ subscription, contract, book, now },
        isCustomerActive: customer.status === 'active',
        ids: {
          purchase: (one) => ids.purchase(boughtBefore + one),
          service: (one) => ids.service(servicesBefore + one),
        },
      },
      {
        bundle,
        choices: [],
        identifier: null,
        pointers: { bundle: pointer, choices: pointer, identifier: pointer },
      },
    );
    if (!added.ok) return added;
    contract = { head: added.value.head, profile: added.value.profile };
    subscription = added.value.subscription;
    purchases.push(...added.value.purchases);
    discounts.push(...added.value.discounts);
    services.push(...added.value.services);
    vouchers.push(redeemed.value.voucher);
    redemptions.push({
      ...{ siteId, code, customerId, bundle, at: now, version: 0 },
      subscriptionId: subscription.subscriptionId,
      batch: redeemed.value.voucher.batch,
      purchases: added.value.purchases.map(({ purchaseId }) => purchaseId),
    });
  }
  const { profile } = contract;
  const dueNow = chargedSince(account.head, contract.head, { book, resource: profile.resource });
  if (!dueNow.ok) return dueNow;
  const bundles = redemptions.map(({ bundle }) => bundle);
  const bought = { subscription, profile, bundles, purchases, discounts, dueNow: dueNow.value };
  return ok({ contract, bought, services, vouchers, redemptions });
}

async function changesOf(
  ports: VoucherPorts,
  call: BuyingCall,
  facts: Facts,
  { contract, bought, services, vouchers, redemptions }: Applied,
): Promise<Result<readonly Change[], Refusal>> {
  const changes = await lifecycleChanges(ports, {
    ...facts,
    before: facts.account,
    after: contract,
    released: [],
    taken: services,
    subscriptions: [{ before: facts.subscription, after: bought.subscription }],
  });
  if (!changes.ok) return changes;
  const { subscriptionId } = facts.subscription;
  const used = redemptions.map(({ code, bundle }) => `${code} (${bundle})`).join(', ');
  return ok([
    ...changes.value,
    ...vouchers.map((value): Change => ({ put: 'voucher', value })),
    ...redemptions.map((value): Change => ({ put: 'voucherRedemption', value })),
    activity(ports, call, {
      customerId: facts.customer.customerId,
      action: 'subscription.vouchers_used',
      objectType: 'subscription',
      objectId: subscriptionId,
      summary: `Vouchers used for subscription ${subscriptionId}: ${used}`,
    }),
  ]);
}
