import type { PaymentType } from '../catalog/catalog.ts';
import type { Address, PaymentInfo } from '../customer/customer.ts';
import type { DiscountChoice } from '../subscription/buying/choose-discounts.ts';
import type { ProductChoice } from '../subscription/buying/choose-products.ts';
import type { Instant } from '../time/instant.ts';

/** Step 1: who the customer is. The contact becomes the primary one. */
export type AccountRequest = Address & {
  readonly type: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly organization?: string;
  /** Custom attributes of customers. */
  readonly attributes?: Readonly<Record<string, string>>;
};

/** Step 2: how the customer pays. */
export type PaymentRequest = {
  readonly method: PaymentInfo['method'];
  /** The contact's address, if not given. */
  readonly billingAddress?: Address;
  readonly taxId?: string;
  readonly card?: NonNullable<PaymentInfo['card']>;
  readonly mandate?: NonNullable<PaymentInfo['mandate']>;
};

/** Step 4: what the customer buys and how it is billed. Pay now has neither an event type nor a billing day. */
export type SubscriptionRequest = {
  readonly plan: string;
  readonly paymentType: PaymentType;
  readonly resource: string;
  readonly eventType?: string;
  /** 1–31 for months and years, 1–7 (Monday–Sunday) for weeks; the day of the start, if not given. */
  readonly billingDay?: number;
  /** Custom attributes of billing profiles. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Now, if not given. */
  readonly startAt?: Instant;
  /** For every service product that has none of its own. */
  readonly identifier?: string;
  readonly products?: readonly ProductChoice[];
  readonly discounts?: readonly DiscountChoice[];
  /** Coupons and vouchers, in any case of letters; coupons act on what is bought now, each voucher buys its bundle. */
  readonly promotionCodes?: readonly string[];
};

export type OnboardingRequest = {
  readonly customer: AccountRequest;
  readonly payment: PaymentRequest;
  /** Step 3: the customer becomes a member of this sharing group. */
  readonly sharing?: { readonly groupId: string };
  readonly subscription: SubscriptionRequest;
};
