import type { Plan } from '../catalog/catalog.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { buyProducts, type NewService, withBought } from '../subscription/buying/buy-products.ts';
import { checkChargeable, sellablePlan } from '../subscription/buying/check-plan.ts';
import { identifyServices } from '../subscription/buying/identify-services.ts';
import { claimIdentifier } from '../subscription/buying/service-claim.ts';
import type { Contract } from '../subscription/end-purchases.ts';
import { refuseUncovered } from '../subscription/prepaid/funds.ts';
import { startPurchases } from '../subscription/start-purchases.ts';
import type { RatingProfile, ServiceClaim, Subscription } from '../subscription/subscription.ts';
import { attributesOf } from './attributes-given.ts';
import type { BillingTerms } from './billing-terms.ts';
import { chooseAll, ofVouchers, PRODUCTS } from './choose-all.ts';
import { codesOf, customerOf, enterCoupons, enterVouchers, type UsedCodes, usedCodes } from './enter-codes.ts';
import type { OnboardingFacts } from './onboarding-facts.ts';
import { type Commitments, takeOnTerms } from './take-on-terms.ts';

export type BoughtPlan = {
  readonly contract: Contract;
  readonly claims: readonly ServiceClaim[];
  readonly subscription: Subscription;
  /** Coupons and vouchers that were used with it. */
  readonly codes: UsedCodes;
};

/** All claims are written in the one transaction. */
const MOST_SERVICES = 30;

/**
 * Step 4: what the plan's bundles, add-ons and vouchers bring, its services, and the first charges on a new ledger, less the coupons.
 * Terms are commitments from the start on.
 */
export function buyPlan(facts: OnboardingFacts, terms: BillingTerms): Result<BoughtPlan, Refusal> {
  const { book, request, ids, now } = facts;
  const { plan: code, paymentType, resource, identifier = null } = request.subscription;
  const planTerms = { book, code, paymentType, now, pointer: '/subscription/plan', customer: customerOf(facts) };
  const plan = sellablePlan(planTerms);
  if (!plan.ok) return plan;
  const codes = codesOf(facts);
  const vouchers = enterVouchers(facts, plan.value, codes.others);
  const committed = takeOnTerms(facts, terms, { plan: plan.value, vouchers: vouchers.used });
  if (!committed.ok) return committed;
  const chosen = chooseAll(facts, plan.value, { ...committed.value, vouchers: vouchers.used });
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
    planBundles: plan.value.bundles,
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
  const uncovered = refuseUncovered(null, started.value.contract.head, { profile, book, now });
  if (uncovered !== null) return err(uncovered);
  const { purchases } = started.value.contract.profile;
  return ok({
    contract: started.value.contract,
    claims: claims.value,
    subscription: newSubscription(facts, plan.value, committed.value),
    codes: usedCodes(facts, {
      uses: entered.value.uses,
      vouchers: ofVouchers(vouchers.used, chosen.value, purchases),
      purchases,
    }),
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
  const attributes = attributesOf(request);
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
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
    version: 0,
  };
}

const newSubscription = (
  { site, ids, now }: OnboardingFacts,
  { code, name }: Plan,
  { period, term, addOnTerms }: Commitments,
): Subscription => ({
  siteId: site.siteId,
  customerId: ids.customer,
  subscriptionId: ids.subscription,
  billingProfileId: ids.billingProfile,
  balanceGroupId: ids.balanceGroup,
  name,
  plan: code,
  status: period.from <= now ? 'active' : 'pending',
  validFrom: period.from,
  validTo: period.to,
  cancelledAt: null,
  transition: null,
  ...(term === null ? {} : { term }),
  ...(addOnTerms.length === 0 ? {} : { addOnTerms }),
  version: 0,
});
