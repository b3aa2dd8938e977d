import type { Plan } from '../catalog/catalog.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { buyProducts, type NewService, withBought } from '../subscription/buy-products.ts';
import { checkChargeable, sellablePlan } from '../subscription/check-plan.ts';
import type { Choosing } from '../subscription/choose-bundles.ts';
import { type ChosenDiscount, chooseDiscounts } from '../subscription/choose-discounts.ts';
import { type ChosenProduct, chooseProducts } from '../subscription/choose-products.ts';
import type { Contract } from '../subscription/end-purchases.ts';
import { identifyServices } from '../subscription/identify-services.ts';
import { claimIdentifier } from '../subscription/service-claim.ts';
import { startPurchases } from '../subscription/start-purchases.ts';
import type {
  PurchasedProduct,
  RatingProfile,
  ServiceClaim,
  Subscription,
  SubscriptionTerm,
} from '../subscription/subscription.ts';
import { endUnderTerm, takeOnTerm } from '../subscription/take-on-term.ts';
import type { Instant, Period } from '../time/instant.ts';
import type { BillingTerms } from './billing-terms.ts';
import {
  codesOf,
  customerOf,
  enterCoupons,
  enterVouchers,
  type UsedCodes,
  type UsedVoucher,
  usedCodes,
} from './enter-codes.ts';
import type { OnboardingFacts } from './onboarding-facts.ts';

export type BoughtPlan = {
  readonly contract: Contract;
  readonly claims: readonly ServiceClaim[];
  readonly subscription: Subscription;
  /** Coupons and vouchers that were used with it. */
  readonly codes: UsedCodes;
};

/** All claims are written in the one transaction. */
const MOST_SERVICES = 30;
const PRODUCTS = '/subscription/products';
const DISCOUNTS = '/subscription/discounts';

/**
 * Step 4: what the plan's bundles, add-ons and vouchers bring, its services, and the first charges on a new ledger, less the coupons. A
 * term of the plan is a commitment from the start on.
 */
export function buyPlan(facts: OnboardingFacts, terms: BillingTerms): Result<BoughtPlan, Refusal> {
  const { book, request, ids, now } = facts;
  const { plan: code, paymentType, resource, identifier = null } = request.subscription;
  const planTerms = { book, code, paymentType, now, pointer: '/subscription/plan', customer: customerOf(facts) };
  const plan = sellablePlan(planTerms);
  if (!plan.ok) return plan;
  const term = planTerm(facts, terms, plan.value);
  if (!term.ok) return term;
  const codes = codesOf(facts);
  const vouchers = enterVouchers(facts, plan.value, codes.others);
  const period = { from: terms.startAt, to: endUnderTerm(term.value) };
  const chosen = chooseAll(facts, plan.value, { period, vouchers: vouchers.used });
  if (!chosen.ok) return chosen;
  const products = chosen.value.flatMap((one) => one.products);
  const chargeable = checkChargeable(products, { ...planTerms, resource });
  if (!chargeable.ok) return chargeable;
  const needed = identifyServices(products, { identifier, pointer: '/subscription/identifier' });
  if (!needed.ok) return needed;
  const bought = buyProducts(products, needed.value, {
    subscriptionId: ids.subscription,
    ids,
    discounts: chosen.value.flatMap((one) => one.discounts),
  });
  const entered = enterCoupons(facts, codes, { plan: plan.value, ...bought, problems: vouchers.problems });
  if (!entered.ok) return entered;
  const claims = claimAll(facts, bought.services);
  if (!claims.ok) return claims;
  const profile = newProfile(facts, terms);
  const head = openLedger({ ...profile, cycles: terms.cycles, at: terms.cycles.active.from, now });
  const contract = withBought({ head, profile }, { ...bought, purchases: entered.value.purchases });
  const started = startPurchases(contract, { book, now });
  if (!started.ok) return started;
  const { purchases } = started.value.contract.profile;
  return ok({
    contract: started.value.contract,
    claims: claims.value,
    subscription: newSubscription(facts, {
      startAt: terms.startAt,
      validTo: period.to,
      plan: plan.value,
      term: term.value,
    }),
    codes: usedCodes(facts, {
      uses: entered.value.uses,
      vouchers: ofVouchers(vouchers.used, chosen.value, purchases),
      purchases,
    }),
  });
}

function planTerm(
  { site, book }: OnboardingFacts,
  { cycleRule, startAt }: BillingTerms,
  { term: code }: Plan,
): Result<SubscriptionTerm | null, Refusal> {
  return code === undefined ? ok(null) : takeOnTerm({ zone: site.zone, cycleRule }, { book, code, start: startAt });
}

/** What one purchase brings: the plan with its add-ons first, then each voucher's bundle. */
type Chosen = { readonly products: readonly ChosenProduct[]; readonly discounts: readonly ChosenDiscount[] };

function chooseAll(
  { book, request, now }: OnboardingFacts,
  plan: Plan,
  { period, vouchers }: { readonly period: Period; readonly vouchers: readonly UsedVoucher[] },
): Result<readonly Chosen[], Refusal> {
  const { products = [], discounts = [] } = request.subscription;
  const wishes: readonly Choosing[] = [
    {
      ...{ book, plan, period, now },
      choices: products,
      pointer: PRODUCTS,
      discounts: { choices: discounts, pointer: DISCOUNTS },
    },
    ...vouchers.map(({ bundle, pointer }) => ({
      ...{ book, period, now, pointer },
      plan: { ...plan, bundles: [bundle] },
      choices: [],
    })),
  ];
  const chosen: Chosen[] = [];
  for (const wish of wishes) {
    const ofWish = chooseProducts(wish);
    if (!ofWish.ok) return ofWish;
    const brought = chooseDiscounts(wish);
    if (!brought.ok) return brought;
    chosen.push({ products: ofWish.value, discounts: brought.value });
  }
  return ok(chosen);
}

/** Purchases stand in the order in which they were chosen: the plan's first, then each voucher's. */
function ofVouchers(
  vouchers: readonly UsedVoucher[],
  [ofPlan, ...chosen]: readonly Chosen[],
  purchases: readonly PurchasedProduct[],
): readonly (UsedVoucher & { readonly purchases: readonly string[] })[] {
  let place = ofPlan?.products.length ?? 0;
  return vouchers.map((voucher, index) => {
    const count = chosen[index]?.products.length ?? 0;
    const own = purchases.slice(place, place + count).map(({ purchaseId }) => purchaseId);
    place += count;
    return { ...voucher, purchases: own };
  });
}

function claimAll(
  { site, ids, claims: known }: OnboardingFacts,
  services: readonly NewService[],
): Result<readonly ServiceClaim[], Refusal> {
  if (services.length > MOST_SERVICES) {
    const message = `At most ${MOST_SERVICES} services can be taken on at once.`;
    return err(refusal('request.invalid', message, [{ pointer: PRODUCTS, message }]));
  }
  const claims = new Map<string, ServiceClaim>();
  for (const { service, pointer } of services) {
    const { identifier, serviceType, serviceId, validFrom } = service;
    const claim = claimIdentifier(claims.get(identifier) ?? known.get(identifier) ?? null, {
      siteId: site.siteId,
      zone: site.zone,
      customerId: ids.customer,
      balanceGroupId: ids.balanceGroup,
      identifier,
      serviceType,
      serviceId,
      from: validFrom,
      pointer,
    });
    if (!claim.ok) return claim;
    claims.set(identifier, claim.value);
  }
  return ok([...claims.values()]);
}

function newProfile({ site, request, ids }: OnboardingFacts, { cycleRule }: BillingTerms): RatingProfile {
  const { paymentType, resource } = request.subscription;
  const { attributes } = request.customer;
  const { taxId, billingAddress = request.customer } = request.payment;
  return {
    siteId: site.siteId,
    customerId: ids.customer,
    billingProfileId: ids.billingProfile,
    balanceGroupId: ids.balanceGroup,
    name: 'Main',
    status: 'active',
    resource,
    paymentType,
    cycleRule,
    services: [],
    purchases: [],
    taxStatus: { country: billingAddress.country, ...(taxId === undefined ? {} : { taxId }) },
    ...(attributes === undefined ? {} : { attributes }),
    version: 0,
  };
}

const newSubscription = (
  { site, ids, now }: OnboardingFacts,
  {
    startAt,
    validTo,
    plan,
    term,
  }: {
    readonly startAt: Instant;
    readonly validTo: Instant;
    readonly plan: Plan;
    readonly term: SubscriptionTerm | null;
  },
): Subscription => ({
  siteId: site.siteId,
  customerId: ids.customer,
  subscriptionId: ids.subscription,
  billingProfileId: ids.billingProfile,
  balanceGroupId: ids.balanceGroup,
  name: plan.name,
  plan: plan.code,
  status: startAt <= now ? 'active' : 'pending',
  validFrom: startAt,
  validTo,
  cancelledAt: null,
  transition: null,
  ...(term === null ? {} : { term }),
  version: 0,
});
