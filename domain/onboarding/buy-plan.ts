import { openLedger } from '../ledger/open-ledger.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { buyProducts, type NewService } from '../subscription/buy-products.ts';
import { checkChargeable, sellablePlan } from '../subscription/check-plan.ts';
import { chooseProducts } from '../subscription/choose-products.ts';
import type { Contract } from '../subscription/end-purchases.ts';
import { identifyServices } from '../subscription/identify-services.ts';
import { claimIdentifier } from '../subscription/service-claim.ts';
import { startPurchases } from '../subscription/start-purchases.ts';
import type { RatingProfile, ServiceClaim, Subscription } from '../subscription/subscription.ts';
import { FOREVER } from '../time/instant.ts';
import type { BillingTerms } from './billing-terms.ts';
import type { OnboardingFacts } from './onboarding-facts.ts';

export type BoughtPlan = {
  readonly contract: Contract;
  readonly claims: readonly ServiceClaim[];
  readonly subscription: Subscription;
};

/** All claims are written in the one transaction. */
const MOST_SERVICES = 30;
const PRODUCTS = '/subscription/products';

/** Step 4: the plan's products, their services, and the first charges on a new ledger. */
export function buyPlan(facts: OnboardingFacts, terms: BillingTerms): Result<BoughtPlan, Refusal> {
  const { book, request, ids, now } = facts;
  const { plan: code, paymentType, resource, identifier = null, products: choices = [] } = request.subscription;
  const planTerms = { book, code, paymentType, now, pointer: '/subscription/plan' };
  const plan = sellablePlan(planTerms);
  if (!plan.ok) return plan;
  const period = { from: terms.startAt, to: FOREVER };
  const chosen = chooseProducts({ book, plan: plan.value, choices, period, now, pointer: PRODUCTS });
  if (!chosen.ok) return chosen;
  const chargeable = checkChargeable(chosen.value, { ...planTerms, resource });
  if (!chargeable.ok) return chargeable;
  const needed = identifyServices(chosen.value, { identifier, pointer: '/subscription/identifier' });
  if (!needed.ok) return needed;
  const { purchases, services } = buyProducts(chosen.value, needed.value, { subscriptionId: ids.subscription, ids });
  const claims = claimAll(facts, services);
  if (!claims.ok) return claims;
  const profile = newProfile(facts, terms);
  const started = startPurchases(
    {
      head: openLedger({ ...profile, cycles: terms.cycles, at: terms.cycles.active.from, now }),
      profile: { ...profile, purchases, services: services.map(({ service }) => service) },
    },
    { book, now },
  );
  if (!started.ok) return started;
  const subscription = newSubscription(facts, terms, plan.value);
  return ok({ contract: started.value.contract, claims: claims.value, subscription });
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
    version: 0,
  };
}

const newSubscription = (
  { site, ids, now }: OnboardingFacts,
  { startAt }: BillingTerms,
  { code, name }: { readonly code: string; readonly name: string },
): Subscription => ({
  siteId: site.siteId,
  customerId: ids.customer,
  subscriptionId: ids.subscription,
  billingProfileId: ids.billingProfile,
  balanceGroupId: ids.balanceGroup,
  name,
  plan: code,
  status: startAt <= now ? 'active' : 'pending',
  validFrom: startAt,
  validTo: FOREVER,
  cancelledAt: null,
  transition: null,
  version: 0,
});
