import { dec, decimalText, sum } from '../money/decimal.ts';
import { type FieldProblem, type Refusal, type RefusalCode, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import type { PurchaseCoupon, PurchasedProduct } from '../subscription/subscription.ts';
import type { Instant } from '../time/instant.ts';
import { type CouponFacts, couponFits, couponProblems } from './check-coupon.ts';
import type { CouponCount, CouponRedemption, KnownUses } from './coupon-redemption.ts';
import type { EnteredCoupon } from './route-codes.ts';

/** Purchases with the coupons that act on them, and which coupon was used for which. */
export type UsedCoupons = {
  readonly purchases: readonly PurchasedProduct[];
  readonly uses: readonly { readonly coupon: string; readonly use: string; readonly purchases: readonly string[] }[];
};

/**
 * Enters coupons with a purchase: each acts on all that it fits of what is bought now. All problems of all codes are told at once, each at
 * its place.
 */
export function useCoupons(
  entered: readonly EnteredCoupon[],
  bought: readonly PurchasedProduct[],
  facts: CouponFacts,
): Result<UsedCoupons, Refusal> {
  const problems: (FieldProblem & { readonly code: RefusalCode })[] = [];
  const seen = new Set<string>();
  for (const { coupon, pointer } of entered) {
    for (const { code, message } of couponProblems(coupon, bought, facts)) problems.push({ code, pointer, message });
    if (seen.has(coupon.code)) {
      const message = `The coupon ${coupon.code} was entered above already.`;
      problems.push({ code: 'code.already_used', pointer, message });
    }
    seen.add(coupon.code);
  }
  const [first] = problems;
  if (first !== undefined) {
    const errors = problems.map(({ pointer, message }) => ({ pointer, message }));
    return err(refusal(first.code, first.message, errors));
  }
  let purchases = bought;
  const uses = entered.map(({ coupon }) => {
    const { code, type, value } = coupon;
    const fitting = bought.filter((purchase) => couponFits(coupon, purchase, facts.book));
    const use = `${code}:${fitting[0]?.purchaseId ?? ''}`;
    const mark: PurchaseCoupon = { code, use, type, value };
    const concerned = new Set(fitting.map(({ purchaseId }) => purchaseId));
    purchases = purchases.map((purchase) =>
      concerned.has(purchase.purchaseId) ? { ...purchase, coupons: [...(purchase.coupons ?? []), mark] } : purchase,
    );
    return { coupon: code, use, purchases: [...concerned] };
  });
  return ok({ purchases, uses });
}

/** The records that uses of coupons leave. */
export type CouponRecords = {
  readonly counts: readonly CouponCount[];
  readonly redemptions: readonly CouponRedemption[];
};

/** What is to be written with the purchase, once its first charges are made: `purchases` as they are then. */
export function couponRecords(
  uses: UsedCoupons['uses'],
  purchases: readonly PurchasedProduct[],
  {
    siteId,
    customerId,
    subscriptionId,
    known,
    now,
  }: {
    readonly siteId: string;
    readonly customerId: string;
    readonly subscriptionId: string;
    readonly known: KnownUses;
    readonly now: Instant;
  },
): CouponRecords {
  const marks = purchases.flatMap(({ coupons = [] }) => coupons);
  return {
    counts: uses.map(({ coupon }): CouponCount => {
      const { redeemed, version } = known.counts.get(coupon) ?? { redeemed: 0, version: 0 };
      return { siteId, coupon, redeemed: redeemed + 1, version };
    }),
    redemptions: uses.map(({ coupon, use, purchases: concerned }): CouponRedemption => {
      const before = known.redemptions.get(coupon) ?? { uses: [], version: 0 };
      const taken = marks.flatMap((mark) =>
        mark.use === use && mark.taken !== undefined ? dec(mark.taken.value) : [],
      );
      const one = { subscriptionId, purchases: concerned, amount: decimalText(sum(taken)), at: now };
      return { siteId, customerId, coupon, uses: [...before.uses, one], version: before.version };
    }),
  };
}
