import type { PaymentType } from '../catalog/catalog.ts';
import type { Term, TerminationFee, TermLength } from '../catalog/promotion.ts';
import type { Versioned } from '../customer/customer.ts';
import type { DecimalText } from '../money/decimal.ts';
import type { CycleRule } from '../time/cycle-rule.ts';
import type { Instant, Period } from '../time/instant.ts';

export type SubscriptionStatus = 'pending' | 'active' | 'cancelled' | 'expired';

export type Subscription = Versioned & {
  readonly siteId: string;
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly name: string;
  readonly plan: string;
  readonly status: SubscriptionStatus;
  readonly billingProfileId: string;
  readonly balanceGroupId: string;
  readonly validFrom: Instant;
  readonly validTo: Instant;
  readonly cancelledAt: Instant | null;
  /** At most one pending move to another plan; it is carried out by the plan transition job. */
  readonly transition: PlanTransition | null;
  /** The commitment that the customer took on with the plan. */
  readonly term?: SubscriptionTerm;
  /** Commitments of add-on bundles, apart from the plan's. */
  readonly addOnTerms?: readonly AddOnTerm[];
};

/** Fixed when the plan was bought, whatever becomes of the catalog's term afterwards. */
export type SubscriptionTerm = {
  readonly code: string;
  readonly startedAt: Instant;
  readonly commitmentEnd: Instant;
  /** Cancelling before this is free. Null: no grace. */
  readonly graceEnd: Instant | null;
  readonly minimumEnd: Instant | null;
  readonly commitment: TermLength;
  /** Months of the whole commitment: what a declining fee is divided by. */
  readonly months: number;
  readonly fee: TerminationFee | null;
  readonly renewal: Term['renewal'];
  readonly noticePeriod: TermLength | null;
};

export type AddOnTerm = SubscriptionTerm & { readonly bundle: string };

export type PlanTransition = {
  readonly plan: string;
  readonly effectiveAt: Instant;
  readonly validTo: Instant;
  /** Service type → identifier, for services the old plan does not have. */
  readonly identifiers: Readonly<Record<string, string>>;
  readonly requestedAt: Instant;
  readonly error?: string;
};

/** A product that was bought: the rating profile holds it beside the ledger's head. */
export type PurchasedProduct = {
  readonly purchaseId: string;
  readonly subscriptionId: string;
  readonly bundle: string;
  readonly product: string;
  readonly quantity: DecimalText;
  /** Price override given at purchase; renewals keep it. */
  readonly value?: DecimalText;
  readonly serviceId?: string;
  readonly validFrom: Instant;
  readonly validTo: Instant;
  readonly status: 'pending' | 'active' | 'cancelled' | 'expired';
  /** Recurring: charged up to here. */
  readonly chargedThrough: Instant;
  /** Bought beside the plan: its renewal is paid, or not, apart from the plan's. */
  readonly addOn?: true;
  /** Prepaid: from here on nothing is charged, granted or rated, because the money in hand did not cover it. Gone once it does. */
  readonly suspendedAt?: Instant;
  /** When it went on after its last suspension, in the middle of an interval: what it is charged for begins there. */
  readonly resumedAt?: Instant;
  /** Coupons that were entered with it, in the order in which they act. */
  readonly coupons?: readonly PurchaseCoupon[];
};

/** A coupon acts on the first charge of a purchase, and after that only on what is given back of it. */
export type PurchaseCoupon = {
  readonly code: string;
  /** The use of the coupon that this is part of: all purchases of one use share a flat value. */
  readonly use: string;
  readonly type: 'percentage' | 'flat';
  readonly value: DecimalText;
  /** What it took off the first charge, once that was made. */
  readonly taken?: {
    /** As priced: an inclusive price with its tax. */
    readonly value: DecimalText;
    readonly net: DecimalText;
    readonly tax: DecimalText;
    /** The net charge that it was taken off. */
    readonly of: DecimalText;
  };
};

/** A discount that was bought with a bundle: it acts on the charges of the same subscription. */
export type PurchasedDiscount = Pick<
  PurchasedProduct,
  'purchaseId' | 'subscriptionId' | 'bundle' | 'validFrom' | 'validTo' | 'status'
> & { readonly discount: string };

/** What a customer receives usage on: an identifier of a service type. */
export type ServiceInstance = {
  readonly serviceId: string;
  readonly subscriptionId: string;
  readonly serviceType: string;
  readonly identifier: string;
  readonly status: 'active' | 'inactive' | 'released';
  readonly validFrom: Instant;
  readonly validTo: Instant;
};

/**
 * Everything that rating and recurring charging need to know of one balance group, in one item beside the ledger's head:
 * the contract that the ledger is charged under.
 */
export type RatingProfile = Versioned & {
  readonly siteId: string;
  readonly customerId: string;
  readonly billingProfileId: string;
  readonly balanceGroupId: string;
  readonly name: string;
  readonly status: 'active' | 'inactive' | 'closed';
  /** Code of the monetary resource. */
  readonly resource: string;
  readonly paymentType: PaymentType;
  /** Null for pay now: no cycle. */
  readonly cycleRule: CycleRule | null;
  readonly services: readonly ServiceInstance[];
  readonly purchases: readonly PurchasedProduct[];
  readonly discounts?: readonly PurchasedDiscount[];
  /** Groups whose owner stands in for this one, by the time of joining. */
  readonly memberships?: readonly SharingMembership[];
  /** Groups that this balance group's subscriptions own. */
  readonly sharingGroups?: readonly SharingGroup[];
  /** Code of a credit profile; the default one of the payment type, if not given. */
  readonly creditProfile?: string;
  readonly taxStatus?: TaxStatus;
  /** Custom attributes of the customer and the billing profile that rating and generators read. */
  readonly attributes?: Readonly<Record<string, string>>;
};

/** What decides which tax a customer is charged. */
export type TaxStatus = {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly taxId?: string;
  readonly exemption?: { readonly reason: string; readonly until: Instant };
};

/** Member's side. Both sides must be active and valid for anything to be shared. */
export type SharingMembership = Period & {
  readonly groupId: string;
  readonly ownerCustomerId: string;
  readonly ownerBalanceGroupId: string;
  readonly status: 'active' | 'inactive' | 'removed';
  readonly joinedAt: Instant;
};

/** Owner's side: members use what the owner's subscription has, as far as the policy goes. */
export type SharingGroup = Period & {
  readonly groupId: string;
  readonly name: string;
  readonly subscriptionId: string;
  /** Discounts bought with that subscription: their filters say which charges and allowances, their percentage how much of the money. */
  readonly policy: { readonly name: string; readonly discounts: readonly string[] };
  readonly status: 'active' | 'inactive' | 'cancelled';
  readonly members: readonly (Period & {
    readonly customerId: string;
    readonly balanceGroupId: string;
    readonly status: 'active' | 'inactive' | 'removed';
    readonly joinedAt: Instant;
  })[];
};

/** Site-wide claim of a service identifier, and where its usage goes. */
export type ServiceClaim = Versioned & {
  readonly siteId: string;
  readonly identifier: string;
  /** Newest last. Late usage still finds its old owner by time. */
  readonly holders: readonly (Period & {
    readonly serviceType: string;
    readonly serviceId: string;
    readonly customerId: string;
    readonly balanceGroupId: string;
  })[];
  /** Released: free for another customer from here on; null while held. */
  readonly reusableFrom: Instant | null;
};
