import type { Versioned } from '../customer/customer.ts';
import type { DecimalText } from '../money/decimal.ts';
import type { Instant } from '../time/instant.ts';

/** Everything that one customer used a coupon for. Its version keeps the limit per customer under any race. */
export type CouponRedemption = Versioned & {
  readonly siteId: string;
  readonly customerId: string;
  readonly coupon: string;
  /** Oldest first. */
  readonly uses: readonly CouponUse[];
};

export type CouponUse = {
  readonly subscriptionId: string;
  readonly purchases: readonly string[];
  /** What it took off at once, as priced; what is charged later is not in it. */
  readonly amount: DecimalText;
  readonly at: Instant;
};

/** How often a coupon was used, by anybody. Its version keeps the limit: of two who want the last use, one gets it. */
export type CouponCount = Versioned & { readonly siteId: string; readonly coupon: string; readonly redeemed: number };

/** By coupon code: what is known of those that were entered. A coupon that nobody used has none. */
export type KnownUses = {
  readonly counts: ReadonlyMap<string, CouponCount>;
  readonly redemptions: ReadonlyMap<string, CouponRedemption>;
};
