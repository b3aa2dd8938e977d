import { type FilteredCustomer, fitsFilter } from '../catalog/fits-filter.ts';
import { type PriceBook, productVersionAt } from '../catalog/price-book.ts';
import type { Coupon } from '../catalog/promotion.ts';
import type { RefusalCode } from '../refusal.ts';
import type { PurchasedProduct } from '../subscription/subscription.ts';
import { type Instant, instantText } from '../time/instant.ts';
import type { KnownUses } from './coupon-redemption.ts';

/** Who enters a coupon, with what purchase. */
export type CouponFacts = {
  readonly book: PriceBook;
  readonly plan: string;
  readonly customer: FilteredCustomer;
  /** The monetary resource that is charged. */
  readonly resource: string;
  readonly hasBoughtBefore: boolean;
  readonly known: KnownUses;
  readonly now: Instant;
};

/** Why a coupon cannot be used, and what to do about it. */
export type CouponProblem = { readonly code: RefusalCode; readonly message: string };

/** Everything that speaks against a coupon; nothing: it can be used. `purchases`: what is bought now. */
export function couponProblems(
  coupon: Coupon,
  purchases: readonly PurchasedProduct[],
  facts: CouponFacts,
): readonly CouponProblem[] {
  const problems: CouponProblem[] = [];
  const add = (code: RefusalCode, message: string) => problems.push({ code, message });
  const { book, now, known, customer, plan, resource } = facts;
  const { code, validFrom, validTo, maxRedemptions, maxPerCustomer } = coupon;
  if (now < validFrom) add('code.not_yet_valid', `The coupon ${code} begins at ${instantText(validFrom)}.`);
  if (now >= validTo) add('code.expired', `The coupon ${code} ended at ${instantText(validTo)}.`);
  if (maxRedemptions !== undefined && (known.counts.get(code)?.redeemed ?? 0) >= maxRedemptions) {
    add('code.exhausted', `The coupon ${code} has been used up.`);
  }
  if (maxPerCustomer !== undefined && (known.redemptions.get(code)?.uses.length ?? 0) >= maxPerCustomer) {
    add('code.already_used', `This customer has used the coupon ${code} as often as it allows.`);
  }
  if (coupon.firstPurchaseOnly === true && facts.hasBoughtBefore) {
    add('code.not_applicable', `The coupon ${code} is for a first purchase only.`);
  }
  if (coupon.resource !== undefined && coupon.resource !== resource) {
    add('code.not_applicable', `The coupon ${code} is for ${coupon.resource}, and ${resource} is charged.`);
  }
  const filter = coupon.filter === undefined ? undefined : book.filters.get(coupon.filter);
  if (coupon.filter !== undefined && (filter === undefined || !fitsFilter(filter, customer))) {
    add('code.not_applicable', `The coupon ${code} is not for this customer.`);
  }
  if (!isIn(coupon.plans, plan)) add('code.not_applicable', `The coupon ${code} does not go with the plan ${plan}.`);
  else if (!purchases.some((purchase) => couponFits(coupon, purchase, book))) {
    add('code.not_applicable', `Nothing that is bought goes with the coupon ${code}.`);
  }
  return problems;
}

/** Whether a coupon acts on a purchase: one that is charged money, and that all its lists admit. */
export function couponFits(coupon: Coupon, purchase: PurchasedProduct, book: PriceBook): boolean {
  const product = book.products.get(purchase.product);
  if (product === undefined || product.type === 'usage') return false;
  if (book.resources.get(product.resource)?.kind !== 'monetary') return false;
  const tag = productVersionAt(product, purchase.validFrom)?.chargeTag ?? product.chargeTag;
  return isIn(coupon.bundles, purchase.bundle) && isIn(coupon.products, product.code) && isIn(coupon.chargeTags, tag);
}

const isIn = (list: readonly string[] | undefined, value: string | undefined): boolean =>
  list === undefined || list.length === 0 || (value !== undefined && list.includes(value));
