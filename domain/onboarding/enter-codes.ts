import type { Plan } from '../catalog/catalog.ts';
import type { FilteredCustomer } from '../catalog/fits-filter.ts';
import type { CouponFacts } from '../promotion/check-coupon.ts';
import { type CouponRecords, couponRecords } from '../promotion/coupon-records.ts';
import { type CodeProblem, markCoupons, problemsOfCoupons, refuseEntered } from '../promotion/mark-coupons.ts';
import { redeemVoucher } from '../promotion/redeem-voucher.ts';
import { type EnteredCode, enteredCodes, type RoutedCodes, routeCodes } from '../promotion/route-codes.ts';
import { type Voucher, type VoucherRedemption, voucherKey } from '../promotion/voucher.ts';
import type { Refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { goesWith } from '../subscription/buying/choose-bundles.ts';
import type { PurchasedProduct } from '../subscription/subscription.ts';
import { covers } from '../time/instant.ts';
import { attributesOf } from './attributes-given.ts';
import type { OnboardingFacts } from './onboarding-facts.ts';

export const PROMOTION_CODES = '/subscription/promotionCodes';

/** What using promotion codes leaves, besides what was bought. */
export type UsedCodes = CouponRecords & {
  readonly vouchers: readonly Voucher[];
  readonly voucherRedemptions: readonly VoucherRedemption[];
};

/** The promotion codes of the request: coupons, and the rest, which are vouchers or nothing. */
export const codesOf = ({ request, book }: Pick<OnboardingFacts, 'request' | 'book'>): RoutedCodes =>
  routeCodes(book, enteredCodes(request.subscription.promotionCodes ?? [], PROMOTION_CODES));

/** A voucher with one use gone, where its code stands, and the bundle that it buys. */
export type UsedVoucher = EnteredCode & { readonly voucher: Voucher; readonly bundle: string };

/** The bundles that vouchers buy beside the plan's, and what speaks against the codes. */
export function enterVouchers(
  { book, vouchers, now }: OnboardingFacts,
  plan: Plan,
  codes: readonly EnteredCode[],
): { readonly used: readonly UsedVoucher[]; readonly problems: readonly CodeProblem[] } {
  const used: UsedVoucher[] = [];
  const problems: CodeProblem[] = [];
  for (const { code, pointer } of codes) {
    const voucher = vouchers.get(voucherKey(code)) ?? null;
    const redeemed = redeemVoucher({
      ...{ code, voucher, now, pointer },
      batch: voucher === null ? undefined : book.voucherBatches.get(voucher.batch),
      usedByCustomer: used.some((one) => voucherKey(one.code) === voucherKey(code)),
    });
    if (!redeemed.ok) {
      problems.push({ code: redeemed.error.code, pointer, message: redeemed.error.detail });
      continue;
    }
    const bundle = book.bundles.get(redeemed.value.bundle);
    if (bundle === undefined || !covers({ from: bundle.validFrom, to: bundle.validTo }, now)) {
      problems.push({ code: 'code.not_applicable', pointer, message: `What the code ${code} buys is not sold now.` });
    } else if (!plan.bundles.includes(bundle.code) && !goesWith(plan, bundle.code)) {
      const message = `The plan ${plan.code} does not go with what the code ${code} buys.`;
      problems.push({ code: 'code.not_applicable', pointer, message });
    } else {
      used.push({ code, pointer, voucher: redeemed.value.voucher, bundle: bundle.code });
    }
  }
  return { used, problems };
}

/** The customer as filters see them. */
export function customerOf({ request }: Pick<OnboardingFacts, 'request'>): FilteredCustomer {
  const { customer, payment, subscription } = request;
  return {
    customerType: customer.type,
    country: customer.country,
    paymentType: subscription.paymentType,
    paymentMethod: payment.method,
    attributes: attributesOf(request),
  };
}

/** Coupons act on what is bought. A new customer has bought nothing before and used nothing. */
export function enterCoupons(
  facts: OnboardingFacts,
  { coupons }: RoutedCodes,
  {
    plan,
    purchases,
    problems,
  }: {
    readonly plan: Plan;
    readonly purchases: readonly PurchasedProduct[];
    /** What speaks against the other codes. */
    readonly problems: readonly CodeProblem[];
  },
): Result<ReturnType<typeof markCoupons>, Refusal> {
  const couponFacts: CouponFacts = {
    book: facts.book,
    plan: plan.code,
    customer: customerOf(facts),
    resource: facts.request.subscription.resource,
    hasBoughtBefore: false,
    known: { counts: facts.couponCounts, redemptions: new Map() },
    now: facts.now,
  };
  const all = [...problemsOfCoupons(coupons, purchases, couponFacts), ...problems];
  const refused = refuseEntered(all.toSorted((a, b) => placeOf(a) - placeOf(b)));
  return refused === null ? ok(markCoupons(coupons, purchases, facts.book)) : err(refused);
}

const placeOf = ({ pointer }: CodeProblem): number => parseInt(pointer.slice(PROMOTION_CODES.length + 1), 10);

/** The records of all codes, once the first charges are made: `purchases` as they are then. */
export function usedCodes(
  { site, ids, couponCounts, now }: OnboardingFacts,
  {
    uses,
    vouchers,
    purchases,
  }: {
    readonly uses: ReturnType<typeof markCoupons>['uses'];
    readonly vouchers: readonly (UsedVoucher & { readonly purchases: readonly string[] })[];
    readonly purchases: readonly PurchasedProduct[];
  },
): UsedCodes {
  const { siteId } = site;
  const [customerId, subscriptionId] = [ids.customer, ids.subscription];
  const known = { counts: couponCounts, redemptions: new Map() };
  return {
    ...couponRecords(uses, purchases, { siteId, customerId, subscriptionId, known, now }),
    vouchers: vouchers.map(({ voucher }) => voucher),
    voucherRedemptions: vouchers.map(({ voucher: { code, batch }, bundle, purchases: bought }) => ({
      ...{ siteId, code, customerId, subscriptionId, batch, bundle },
      purchases: bought,
      at: now,
      version: 0,
    })),
  };
}
