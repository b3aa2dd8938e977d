import { dec, decimalText, sum } from '../money/decimal.ts';
import type { PurchasedProduct } from '../subscription/subscription.ts';
import type { Instant } from '../time/instant.ts';
import type { CouponCount, CouponRedemption, KnownUses } from './coupon-redemption.ts';
import type { MarkedCoupons } from './mark-coupons.ts';

/** The records that uses of coupons leave. */
export type CouponRecords = {
  readonly counts: readonly CouponCount[];
  readonly redemptions: readonly CouponRedemption[];
};

/** What is to be written with the purchase, once its first charges are made: `purchases` as they are then. */
export function couponRecords(
  uses: MarkedCoupons['uses'],
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
