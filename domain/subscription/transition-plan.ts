import type { Plan } from '../catalog/catalog.ts';
import type { FilteredCustomer } from '../catalog/fits-filter.ts';
import type { PriceBook } from '../catalog/price-book.ts';
import { type FieldProblem, type Refusal, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { type Bought, buyProducts, type NewIds, type ServiceOf, withBought } from './buying/buy-products.ts';
import { checkChargeable, sellablePlan } from './buying/check-plan.ts';
import { goesWith } from './buying/choose-bundles.ts';
import { chooseDiscounts } from './buying/choose-discounts.ts';
import { type ChosenProduct, chooseProducts } from './buying/choose-products.ts';
import { IDENTIFIER_WORDS, isIdentifier } from './buying/identifier.ts';
import type { LifecycleDecision } from './cancel-subscription.ts';
import { type Contract, endPurchases, isLive, type Purchase, releaseIdleServices } from './end-purchases.ts';
import { resumeContract } from './prepaid/contract-ahead.ts';
import { refuseUncovered } from './prepaid/funds.ts';
import { startPurchases } from './start-purchases.ts';
import type {
  PlanTransition,
  PurchasedProduct,
  ServiceInstance,
  Subscription,
  SubscriptionTerm,
} from './subscription.ts';
import { leavePlanTerm, type TerminationCharge, withFees } from './terms/leave-terms.ts';
import { monthlyPrice } from './terms/monthly-price.ts';
import { endUnderTerm, takeOnTerm } from './terms/take-on-term.ts';

export type TransitionFacts = {
  readonly subscription: Subscription;
  readonly transition: PlanTransition;
  readonly contract: Contract;
  /** Who moves: the new plan's filter must admit them. */
  readonly customer: FilteredCustomer;
  readonly book: PriceBook;
  readonly now: number;
  readonly ids: NewIds;
};

export type TransitionDecision = LifecycleDecision & {
  /** Services that the new plan has and the old one had not. */
  readonly services: Bought['services'];
  readonly purchases: Bought['purchases'];
  readonly discounts: Bought['discounts'];
  /** For leaving the old plan's commitment. */
  readonly fees: readonly TerminationCharge[];
};

/**
 * Moves a subscription to another plan as of the transition's time: what the old plan's bundles brought ends with credit by the
 * day, what the new plan brings is charged by the day; add-ons stay, unless the new plan does not go with them. Services go over to
 * products of the same type with their identifiers; a type that the new plan lacks is given back. Old grants end, new ones come
 * whole. The old plan's commitment ends, at its fee if the new plan is cheaper; the new plan's begins.
 */
export function transitionPlan(facts: TransitionFacts): Result<TransitionDecision, Refusal> {
  const { subscription, transition, contract, customer, book, now } = facts;
  const { resource, paymentType } = contract.profile;
  const terms = { book, code: transition.plan, paymentType, now, pointer: '/plan', customer };
  const plan = sellablePlan(terms);
  if (!plan.ok) return plan;
  const term = planTerm(facts, plan.value);
  if (!term.ok) return term;
  const period = { from: transition.effectiveAt, to: endUnderTerm(term.value, transition.validTo) };
  const choosing = { book, plan: plan.value, choices: [], period, now, pointer: '/plan' };
  const chosen = chooseProducts(choosing);
  if (!chosen.ok) return chosen;
  const discounts = chooseDiscounts(choosing);
  if (!discounts.ok) return discounts;
  const chargeable = checkChargeable(chosen.value, { ...terms, resource });
  if (!chargeable.ok) return chargeable;

  const oldBundles = book.plans.get(subscription.plan)?.bundles ?? [];
  const isReplaced = ({ subscriptionId, bundle }: Purchase) =>
    subscriptionId === subscription.subscriptionId && oldBundles.includes(bundle);
  const isUnfit = ({ subscriptionId, bundle }: Purchase) =>
    subscriptionId === subscription.subscriptionId && !goesWith(plan.value, bundle);
  const serviceOf = carryServices(facts, chosen.value, isReplaced);
  if (!serviceOf.ok) return serviceOf;

  const { subscriptionId } = subscription;
  const bought = buyProducts(chosen.value, serviceOf.value, {
    subscriptionId,
    ids: facts.ids,
    discounts: discounts.value,
    planBundles: plan.value.bundles,
  });
  const fees = feesOfMove(facts, bought.purchases, isReplaced);
  if (!fees.ok) return fees;
  const ended = endPurchases(withFees(contract, fees.value), { book, now }, (purchase) =>
    isReplaced(purchase) || isUnfit(purchase) ? { at: transition.effectiveAt, as: 'cancelled' } : null,
  );
  if (!ended.ok) return ended;
  const started = startPurchases(withBought(ended.value, bought), { book, now });
  if (!started.ok) return started;
  const uncovered = refuseUncovered(contract.head, started.value.contract.head, { ...contract, book, now });
  if (uncovered !== null) return err(uncovered);
  // Add-ons that were suspended with the old plan may go on with the new one.
  const resumed = resumeContract(started.value.contract, { book, now });
  if (!resumed.ok) return resumed;
  const { profile, released } = releaseIdleServices(resumed.value.profile);
  const { term: _leftTerm, addOnTerms, ...rest } = subscription;
  const keptTerms = (addOnTerms ?? []).filter(({ bundle }) => goesWith(plan.value, bundle));
  return ok({
    head: resumed.value.head,
    profile,
    released,
    ...bought,
    fees: fees.value,
    subscription: {
      ...rest,
      plan: plan.value.code,
      name: plan.value.name,
      validFrom: transition.effectiveAt,
      validTo: period.to,
      transition: null,
      ...(term.value === null ? {} : { term: term.value }),
      ...(keptTerms.length === 0 ? {} : { addOnTerms: keptTerms }),
    },
  });
}

/** The new plan's commitment begins with the move. */
function planTerm(
  { transition, contract: { profile }, book }: TransitionFacts,
  { term: code }: Plan,
): Result<SubscriptionTerm | null, Refusal> {
  if (code === undefined) return ok(null);
  const calendar = { zone: book.zone, cycleRule: profile.cycleRule };
  return takeOnTerm(calendar, { book, code, start: transition.effectiveAt });
}

/** Leaving a commitment for a plan that costs a month as much or more is free; for a cheaper one it costs the fee. */
function feesOfMove(
  { subscription, transition, contract, book, now }: TransitionFacts,
  bought: readonly PurchasedProduct[],
  isReplaced: (purchase: PurchasedProduct) => boolean,
): Result<readonly TerminationCharge[], Refusal> {
  if (subscription.term === undefined) return ok([]);
  const replaced = contract.profile.purchases.filter((one) => isLive(one) && isReplaced(one));
  const before = monthlyPrice(book, replaced, transition.effectiveAt);
  if (!before.ok) return before;
  const after = monthlyPrice(book, bought, transition.effectiveAt);
  if (!after.ok) return after;
  if (after.value.gte(before.value)) return ok([]);
  return leavePlanTerm(contract, subscription, { book, now, at: transition.effectiveAt });
}

/** Services of the old plan's products, type by type, for the new plan's; what is missing must have come with the request. */
function carryServices(
  { contract: { profile }, transition }: TransitionFacts,
  chosen: readonly ChosenProduct[],
  isReplaced: (purchase: PurchasedProduct) => boolean,
): Result<readonly ServiceOf[], Refusal> {
  const replaced = new Set(
    profile.purchases.filter((one) => isLive(one) && isReplaced(one)).map(({ serviceId }) => serviceId),
  );
  const free: ServiceInstance[] = profile.services.filter(
    ({ serviceId, status }) => status !== 'released' && replaced.has(serviceId),
  );
  const missing: FieldProblem[] = [];
  const wrong: FieldProblem[] = [];
  const given = new Map(Object.entries(transition.identifiers));
  const serviceOf = chosen.map(({ product }): ServiceOf => {
    const { type, serviceType } = product;
    if (type !== 'usage' || serviceType === undefined) return null;
    const index = free.findIndex((service) => service.serviceType === serviceType);
    const [carried] = index < 0 ? [] : free.splice(index, 1);
    if (carried !== undefined) return { carried };
    const identifier = given.get(serviceType);
    const pointer = `/identifiers/${serviceType}`;
    if (identifier !== undefined) {
      given.delete(serviceType);
      if (!isIdentifier(identifier)) wrong.push({ pointer, message: IDENTIFIER_WORDS });
      return { serviceType, identifier, pointer };
    }
    missing.push({ pointer, message: `${product.code} needs the identifier of its ${serviceType} service.` });
    return null;
  });
  if (missing.length > 0) {
    return err(refusal('service.identifier_missing', 'The new plan has services that the old one has not.', missing));
  }
  if (wrong.length > 0) return err(refusal('request.invalid', 'An identifier has signs that are not allowed.', wrong));
  return ok(serviceOf);
}
