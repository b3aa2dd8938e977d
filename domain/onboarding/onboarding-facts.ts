import type { PriceBook } from '../catalog/price-book.ts';
import type { Customer, Site } from '../customer/customer.ts';
import type { CouponCount } from '../promotion/coupon-redemption.ts';
import type { Voucher } from '../promotion/voucher.ts';
import type { NewIds } from '../subscription/buying/buy-products.ts';
import type { RatingProfile, ServiceClaim, SharingGroup } from '../subscription/subscription.ts';
import type { Instant } from '../time/instant.ts';
import type { OnboardingRequest } from './onboarding-request.ts';

/** What onboarding decides on. */
export type OnboardingFacts = {
  readonly site: Site;
  readonly book: PriceBook;
  readonly request: OnboardingRequest;
  readonly isCustomerTypeKnown: boolean;
  readonly isEmailTaken: boolean;
  /** By identifier: those of the request that anyone ever held. */
  readonly claims: ReadonlyMap<string, ServiceClaim>;
  /** By coupon: how often it was used. By its code in capitals: each voucher among the codes. */
  readonly couponCounts: ReadonlyMap<string, CouponCount>;
  readonly vouchers: ReadonlyMap<string, Voucher>;
  /** The sharing group of the request, if there is such a one. */
  readonly sharing: SharingFacts | null;
  readonly ids: OnboardingIds;
  readonly now: Instant;
};

export type SharingFacts = {
  readonly group: SharingGroup;
  readonly owner: { readonly customer: Customer; readonly profile: RatingProfile };
};

export type OnboardingIds = NewIds & {
  readonly customer: string;
  readonly customerCode: string;
  readonly billingProfile: string;
  readonly balanceGroup: string;
  readonly subscription: string;
  readonly activeBill: string;
  readonly nextBill: string;
};
