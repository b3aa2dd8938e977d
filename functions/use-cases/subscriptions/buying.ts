import { type ChargedSince, chargedSince } from '../../../domain/billing/charged-since.ts';
import type { Customer } from '../../../domain/customer/customer.ts';
import { searchTokens } from '../../../domain/customer/search-tokens.ts';
import type { CouponRecords } from '../../../domain/promotion/coupon-records.ts';
import type { RedeemedVouchers } from '../../../domain/promotion/redeem-vouchers.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { AddBundleFacts, AddedBundle } from '../../../domain/subscription/buying/add-bundle.ts';
import type { Bought as BoughtAtOnce, NewIds } from '../../../domain/subscription/buying/buy-products.ts';
import type { Contract } from '../../../domain/subscription/end-purchases.ts';
import { resumed } from '../../../domain/subscription/prepaid/contract-ahead.ts';
import { refuseUncovered } from '../../../domain/subscription/prepaid/funds.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Change, Sequences, SystemTime } from '../../ports.ts';
import type { Call } from '../call.ts';
import { type KnownCodes, knownCodes } from '../promotions/known-codes.ts';
import { reserveNumbers } from '../reserve-numbers.ts';
import type { LifecyclePorts, SubscriptionState } from './cancel-subscription.ts';
import { lifecycleChanges } from './lifecycle-changes.ts';
import { type LifecycleFacts, type LifecycleReads, loadSubscription } from './load-subscription.ts';

/** A subscription after something was bought for it: what is new, and what it costs or brings at once. */
export type Bought = SubscriptionState & {
  readonly bundles: readonly string[];
  readonly purchases: BoughtAtOnce['purchases'];
  readonly discounts: BoughtAtOnce['discounts'];
  readonly dueNow: ChargedSince;
};

export type BuyingPorts = LifecyclePorts & { readonly sequences: Sequences; readonly systemTime: SystemTime };
export type BuyingCall = Pick<Call, 'siteId' | 'actor' | 'now'> & {
  readonly remember: (status: number, result: Bought) => readonly Change[];
};

/** What buying is decided on: a subscription, and the codes that were entered with it. */
export type BuyingFacts = LifecycleFacts & Pick<SubscriptionState, 'subscription'> & { readonly codes: KnownCodes };

/** A decision to buy: what there is afterwards, and everything that is new. */
export type Purchase = {
  readonly contract: Contract;
  readonly services: BoughtAtOnce['services'];
  readonly coupons: CouponRecords;
  readonly vouchers: Pick<RedeemedVouchers, 'vouchers' | 'redemptions'>;
  readonly bought: Bought;
};

/** Names for what a preview would create: it uses up no numbers. */
export const PREVIEW_IDS: NewIds = {
  purchase: (index) => `preview-${index + 1}`,
  service: (index) => `preview-${index + 1}`,
};

/** The facts in the words of the decision. */
export const factsOf = (
  { subscription, account, book, customer }: BuyingFacts,
  { now, ids }: { readonly now: Instant; readonly ids: NewIds },
): AddBundleFacts => ({
  subscription,
  isCustomerActive: customer.status === 'active',
  contract: account,
  ...{ book, now, ids },
});

/** A subscription with its balance group and what is known of the codes. */
export async function loadBuying(
  ports: LifecycleReads,
  siteId: string,
  { subscriptionId, codes, pointer }: { subscriptionId: string; codes: readonly string[]; pointer: string },
): Promise<Result<BuyingFacts, Refusal>> {
  const facts = await loadSubscription(ports, siteId, subscriptionId);
  if (!facts.ok) return facts;
  const { book, customer } = facts.value;
  const { customerId } = customer;
  return ok({ ...facts.value, codes: await knownCodes(ports, book, { siteId, customerId, codes, pointer }) });
}

/**
 * Puts together what was bought by choice and with vouchers. Prepaid, the money in hand must cover it, with what it brings itself; what waits for
 * money goes on with it, beside what the purchase costs.
 */
export function purchaseOf(
  { account, book }: BuyingFacts,
  {
    added,
    used,
    coupons,
    now,
  }: {
    readonly added: AddedBundle | null;
    readonly used: RedeemedVouchers;
    readonly coupons: CouponRecords;
    readonly now: Instant;
  },
): Result<Purchase, Refusal> {
  const { head, profile, subscription, vouchers, redemptions } = used;
  const uncovered = refuseUncovered(account.head, head, { profile, book, now });
  if (uncovered !== null) return err(uncovered);
  const dueNow = chargedSince(account.head, head, { book, resource: profile.resource });
  if (!dueNow.ok) return dueNow;
  // Some bundles bring nothing but discounts.
  const contract = resumed({ head, profile }, { book, now });
  const [chosen] = [...(added?.purchases ?? []), ...(added?.discounts ?? [])];
  return ok({
    contract,
    services: [...(added?.services ?? []), ...used.services],
    coupons,
    vouchers: { vouchers, redemptions },
    bought: {
      ...{ subscription, profile: contract.profile, dueNow: dueNow.value },
      bundles: [...(chosen === undefined ? [] : [chosen.bundle]), ...redemptions.map(({ bundle }) => bundle)],
      purchases: [...(added?.purchases ?? []), ...used.purchases],
      discounts: [...(added?.discounts ?? []), ...used.discounts],
    },
  });
}

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

/** The customer is found by the identifiers of new services, too. */
async function searchChanges(
  { records }: Pick<LifecycleReads, 'records'>,
  { siteId, customerId, name, email, status }: Customer,
  services: BoughtAtOnce['services'],
): Promise<readonly Change[]> {
  // The first token of a text is the text as a whole.
  const tokens = new Set(services.flatMap(({ service }) => searchTokens([service.identifier]).slice(0, 1)));
  const known = await Promise.all(
    [...tokens].map((token) => records.get('searchToken', siteId, { token, customerId })),
  );
  return [...tokens].flatMap((token, index): readonly Change[] =>
    known[index] === null
      ? [{ put: 'searchToken', value: { siteId, token, customerId, name, email, status, version: 0 } }]
      : [],
  );
}

/** Everything that a purchase writes, but the audit entry. Refused when an identifier is not to be had. */
export async function purchaseChanges(
  ports: Pick<LifecycleReads, 'records'>,
  facts: BuyingFacts,
  { contract, services, coupons, vouchers, bought }: Purchase,
): Promise<Result<readonly Change[], Refusal>> {
  const changes = await lifecycleChanges(ports, {
    ...facts,
    before: facts.account,
    after: contract,
    released: [],
    taken: services,
    // Written even where it stays as it is: of two who cancel it and add to it at once, one looks again.
    subscriptions: [{ before: facts.subscription, after: bought.subscription }],
  });
  if (!changes.ok) return changes;
  return ok([
    ...changes.value,
    ...(await searchChanges(ports, facts.customer, services)),
    ...coupons.counts.map((value): Change => ({ put: 'couponCount', value })),
    ...coupons.redemptions.map((value): Change => ({ put: 'couponRedemption', value })),
    ...vouchers.vouchers.map((value): Change => ({ put: 'voucher', value })),
    ...vouchers.redemptions.map((value): Change => ({ put: 'voucherRedemption', value })),
  ]);
}
