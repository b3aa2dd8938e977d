import type { Bundle } from '../../catalog/catalog.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import type { CouponFacts } from '../../promotion/check-coupon.ts';
import { type MarkedCoupons, markCoupons, problemsOfCoupons, refuseEntered } from '../../promotion/mark-coupons.ts';
import type { EnteredCoupon } from '../../promotion/route-codes.ts';
import { type Refusal, type RefusalCode, refusal } from '../../refusal.ts';
import { err, ok, type Result } from '../../result.ts';
import { covers, FOREVER, type Instant, type Period } from '../../time/instant.ts';
import { later } from '../../time/order.ts';
import { startOfDayAfter } from '../../time/zone-calendar.ts';
import type { Contract } from '../end-purchases.ts';
import { startPurchases } from '../start-purchases.ts';
import type { Subscription, SubscriptionTerm } from '../subscription.ts';
import { endUnderTerm, takeOnTerm } from '../terms/take-on-term.ts';
import { type Bought, buyProducts, type NewIds, withBought } from './buy-products.ts';
import { checkChargeable } from './check-plan.ts';
import { chooseDiscounts } from './choose-discounts.ts';
import { chooseProducts, type ProductChoice } from './choose-products.ts';
import { identifyServices } from './identify-services.ts';

export type BundleWish = {
  readonly bundle: string;
  /** Now, if not given. */
  readonly validFrom?: Instant;
  readonly choices: readonly ProductChoice[];
  /** For every service product that has none of its own. */
  readonly identifier: string | null;
  readonly coupons?: {
    readonly entered: readonly EnteredCoupon[];
    readonly facts: Pick<CouponFacts, 'customer' | 'hasBoughtBefore' | 'known'>;
  };
  /** Where these stand in the request. */
  readonly pointers: { readonly bundle: string; readonly choices: string; readonly identifier: string };
};

export type AddBundleFacts = {
  readonly subscription: Subscription;
  readonly isCustomerActive: boolean;
  readonly contract: Contract;
  readonly book: PriceBook;
  readonly now: Instant;
  readonly ids: NewIds;
};

/** A subscription with one bundle more, charged on the open bill. */
export type AddedBundle = Contract &
  Bought & {
    readonly subscription: Subscription;
    /** Which coupon was used for which purchases. */
    readonly couponUses: MarkedCoupons['uses'];
  };

/** How far ahead a bundle may begin, in calendar days. */
const MOST_DAYS = 366;
/** Claims, words to be found by and the uses of codes are written in the one transaction. */
const MOST_SERVICES = 20;

/**
 * Buys a bundle beside the plan's own: its products begin at once or later, are charged by the day to the end of the cycle, and end with
 * the subscription at the latest. A term of the bundle is a commitment of its own, apart from the plan's.
 */
export function addBundle(facts: AddBundleFacts, wish: BundleWish): Result<AddedBundle, Refusal> {
  const { subscription, contract, book, now, ids } = facts;
  const { profile } = contract;
  const bundle = sellableBundle(facts, wish);
  if (!bundle.ok) return bundle;
  const from = startOf(facts, wish);
  if (!from.ok) return from;
  const term = termOf(facts, bundle.value, from.value);
  if (!term.ok) return term;
  const period: Period = { from: from.value, to: endUnderTerm(term.value, subscription.validTo) };
  const { paymentType, resource } = profile;
  const plan = planOfBundle(book, subscription.plan, bundle.value);
  const choosing = {
    book,
    plan,
    choices: wish.choices.map((choice) => ({ ...choice, bundle: bundle.value.code })),
    period,
    now,
    pointer: wish.pointers.choices,
  };
  const chosen = chooseProducts(choosing);
  if (!chosen.ok) return chosen;
  const discounts = chooseDiscounts(choosing);
  if (!discounts.ok) return discounts;
  const terms = { book, code: plan.code, paymentType, now, resource, pointer: wish.pointers.bundle };
  const chargeable = checkChargeable(chosen.value, terms);
  if (!chargeable.ok) return chargeable;
  const needed = identifyServices(chosen.value, { identifier: wish.identifier, pointer: wish.pointers.identifier });
  if (!needed.ok) return needed;
  const { subscriptionId } = subscription;
  const bought = buyProducts(chosen.value, needed.value, {
    ...{ subscriptionId, ids },
    discounts: discounts.value,
    planBundles: [],
  });
  if (bought.services.length > MOST_SERVICES) {
    const message = `At most ${MOST_SERVICES} services can be taken on at once.`;
    return err(refusal('request.invalid', message, [{ pointer: wish.pointers.choices, message }]));
  }
  const marked = enterCoupons(facts, wish, bought.purchases);
  if (!marked.ok) return marked;
  const { purchases, uses: couponUses } = marked.value;
  const started = startPurchases(withBought(contract, { ...bought, purchases }), { book, now });
  if (!started.ok) return started;
  return ok({
    ...started.value.contract,
    ...bought,
    purchases,
    couponUses,
    subscription:
      term.value === null ? subscription : withTerm(subscription, { ...term.value, bundle: bundle.value.code }),
  });
}

/** Coupons act on what the bundle brings. */
function enterCoupons(
  { subscription, contract: { profile }, book, now }: AddBundleFacts,
  { coupons }: BundleWish,
  bought: Bought['purchases'],
): Result<MarkedCoupons, Refusal> {
  if (coupons === undefined) return ok({ purchases: bought, uses: [] });
  const facts = { ...coupons.facts, book, plan: subscription.plan, resource: profile.resource, now };
  const refused = refuseEntered(problemsOfCoupons(coupons.entered, bought, facts));
  return refused === null ? ok(markCoupons(coupons.entered, bought, book)) : err(refused);
}

/** The bundle is on sale, and goes with the plan. */
function sellableBundle(
  { subscription, isCustomerActive, book, now }: AddBundleFacts,
  { bundle: code, pointers }: BundleWish,
): Result<Bundle, Refusal> {
  const refuse = (reason: RefusalCode, message: string) =>
    err(refusal(reason, message, [{ pointer: pointers.bundle, message }]));
  if (!isCustomerActive) {
    return err(refusal('customer.inactive', 'This customer is not active and cannot buy anything.'));
  }
  if (subscription.status !== 'active' && subscription.status !== 'pending') {
    return err(refusal('subscription.state', `This subscription is ${subscription.status}. Choose a running one.`));
  }
  const bundle = book.bundles.get(code);
  if (bundle === undefined) return refuse('catalog.reference_missing', `There is no bundle ${code}. Choose another.`);
  if (!covers({ from: bundle.validFrom, to: bundle.validTo }, now)) {
    return refuse('bundle.closed', `The bundle ${code} is not sold now. Choose another.`);
  }
  const plan = book.plans.get(subscription.plan);
  if (plan?.compatibleOnly === true && !(plan.compatibleBundles ?? []).includes(code)) {
    return refuse('bundle.not_allowed', `The plan ${plan.code} does not go with the bundle ${code}. Choose another.`);
  }
  return ok(bundle);
}

/** Not before the subscription, nor in a cycle that has been billed. */
function startOf(
  { subscription, contract: { head }, book, now }: AddBundleFacts,
  { validFrom }: BundleWish,
): Result<Instant, Refusal> {
  const refuse = (message: string) => err(refusal('request.invalid', message, [{ pointer: '/validFrom', message }]));
  const start = validFrom ?? later(now, subscription.validFrom);
  if (start >= subscription.validTo) return refuse('Start before the subscription ends.');
  if (validFrom === undefined) return ok(start);
  if (validFrom < subscription.validFrom) return refuse('Start with the subscription or later.');
  if (validFrom < head.cycles.active.from) return refuse('Start within the open cycle or later: the rest is billed.');
  if (validFrom > startOfDayAfter(book.zone, now, MOST_DAYS))
    return refuse(`Start at most ${MOST_DAYS} days from now.`);
  return ok(validFrom);
}

function termOf(
  { contract: { profile }, book }: AddBundleFacts,
  { term: code }: Bundle,
  start: Instant,
): Result<SubscriptionTerm | null, Refusal> {
  if (code === undefined) return ok(null);
  return takeOnTerm({ zone: book.zone, cycleRule: profile.cycleRule }, { book, code, start });
}

/** Products are chosen for the bundle alone: the plan's own are bought already. */
const planOfBundle = (book: PriceBook, code: string, { code: bundle }: Bundle) => ({
  ...(book.plans.get(code) ?? {
    code,
    name: code,
    status: 'active' as const,
    validFrom: 0,
    validTo: FOREVER,
    paymentTypes: [],
  }),
  bundles: [bundle],
});

/** Bought once more, the add-on's newer commitment counts. */
const withTerm = (subscription: Subscription, term: NonNullable<Subscription['addOnTerms']>[number]): Subscription => ({
  ...subscription,
  addOnTerms: [...(subscription.addOnTerms ?? []).filter(({ bundle }) => bundle !== term.bundle), term],
});
