import type { DecimalText } from '../money/decimal.ts';
import type { Interval } from '../time/cycle-rule.ts';
import type { Instant } from '../time/instant.ts';
import type { CreditProfile } from './credit-profile.ts';
import type { Discount } from './discount.ts';
import type { EventGenerator } from './event-generator.ts';
import type { GeneralLedger, GeneralLedgerAccount, GeneralLedgerGroup, TaxSupplier } from './finance.ts';
import type { Named } from './named.ts';
import type { Price } from './price.ts';
import type { Coupon, Filter, Term, VoucherBatch } from './promotion.ts';
import type { Rate } from './rate-plan.ts';
import type { Rollover } from './rollover.ts';
import type { MeasurementUnit, RatingSet, ServiceFieldDefinition, TariffCalendar } from './service-design.ts';
import type { CustomAttribute, DunningConfiguration, MessageTemplate, NotificationRule } from './settings.ts';

/** What a balance can be held in: a currency, or a unit such as MB, minutes, tokens. */
export type Resource = Named & {
  readonly kind: 'monetary' | 'unit';
  /** ISO 4217; monetary resources only. */
  readonly currency?: string;
  readonly symbol?: string;
  /** Fraction digits of balances and of rated amounts. */
  readonly ratingScale: number;
  /** Fraction digits of bills; the currency's minor digits for money. */
  readonly billingScale: number;
  /** Which bucket is used first when several are valid. */
  readonly consumptionOrder: 'earliest-end' | 'latest-end' | 'earliest-start' | 'latest-start';
  /** Units only: counts what was used in a cycle instead of holding it in buckets; tiers and discounts may read it. */
  readonly counter?: boolean;
  /** What it is shown under: data, voice, money. */
  readonly category?: string;
};

/** An interval, in the field's words "event type": monthly, weekly, yearly. */
export type EventType = Named & { readonly interval: Interval };

export type ServiceField = { readonly name: string; readonly type: 'text' | 'decimal' | 'instant' };

/** How an event's quantity is found before the unit conversion. */
export type QuantityExpression =
  | { readonly from: 'field'; readonly field: string }
  /** From the event's time to the instant in `endField`, in seconds. */
  | { readonly from: 'duration'; readonly endField: string }
  | { readonly from: 'one' };

export type ServiceType = Named & {
  readonly mandatoryFields: readonly ServiceField[];
  readonly optionalFields: readonly ServiceField[];
  readonly quantity: QuantityExpression;
  /** The unit that is billed, as shown: `min`, `kWh`, `MB`. */
  readonly unit: string;
  /** Measured quantity ÷ `unitSize` = billed quantity: 60 turns seconds into minutes. */
  readonly unitSize: DecimalText;
  /** Billed quantity is rounded up to a multiple of this; null leaves it exact. */
  readonly increment: DecimalText | null;
  /** Days a released identifier rests before another customer may have it. What the site says, if not given on creation. */
  readonly quarantineDays?: number;
  /** Least quantity of an event that has any, in the billed unit. */
  readonly minimumQuantity?: DecimalText;
  /** Field with the instant at which the event ended, for events over a tariff's edge; the duration's own end field, if not given. */
  readonly endField?: string;
  /** Fields that rating sets look at, for forms and lists. */
  readonly ratingSetFields?: readonly ServiceField[];
  /** What an event is called: call, session, reading. */
  readonly eventName?: string;
  /** Codes of measurement units: `unitSize` is the one in the other. */
  readonly measuredIn?: string;
  readonly billedIn?: string;
};

export type BillItem = Named & {
  readonly type: 'subscription' | 'usage' | 'one-time' | 'adjustment' | 'tax' | 'payment' | 'transfer' | 'penalty';
  /** Shown by invoice templates; on, if not given. */
  readonly includedOnInvoice?: boolean;
};

export type Tax = Named & {
  readonly percent: DecimalText;
  /** The price contains the tax. */
  readonly inclusive: boolean;
  readonly validFrom: Instant;
  readonly validTo: Instant;
  /** `gateway`: the percent is asked of the taxation gateway; `percent` is what is shown meanwhile. */
  readonly provider?: 'percentage' | 'gateway';
  /** Country, or region, that levies it: ISO 3166-1 or -2. */
  readonly jurisdiction?: string;
  readonly taxSupplier?: string;
  readonly generalLedger?: string;
  /** Customers with a tax id of another country than the supplier's are charged no tax and owe it themselves. */
  readonly reverseCharge?: boolean;
  /** Why nothing is levied, as invoices must say it, for a tax of zero percent. */
  readonly exemptionReason?: string;
};

export type CustomerType = Named;

/** Names charges (on products and rates) or resources (on a rate's details) for discounts to aim at. */
export type Tag = Named & { readonly type: 'charge' | 'resource' };

export type ProrationOption = 'prorate' | 'full' | 'none';

/** One version of a product: what it costs or grants from `validFrom` on. */
export type ProductVersion = {
  readonly validFrom: Instant;
  /** Recurring and one-time products; usage that no rate of the plan meets, if there is a rate plan at all. */
  readonly price: Price;
  readonly tax?: string;
  readonly chargeTag?: string;
  /** Usage only: rates by zone and time band. Absent: `price` for everything. */
  readonly ratePlan?: {
    readonly ratingSet?: string;
    readonly calendar?: string;
    readonly rates: readonly Rate[];
    /** What no rate meets is priced by `price`, or kept in suspense. */
    readonly otherwise: 'price' | 'reject';
  };
};

/** Whether usage of a service is charged that is not active, or whose customer is not. */
export type NonActiveRating = 'FORBIDDEN' | 'RATE_INACTIVE' | 'RATE_INACTIVE_AND_CLOSED';

export type Duration = { readonly value: number; readonly unit: 'day' | 'week' | 'month' | 'year' };

export type Product = Named & {
  readonly type: 'one-time' | 'recurring' | 'usage';
  /** What it moves: a currency, or, for a grantor, the granted unit (price negative). */
  readonly resource: string;
  readonly billItem: string;
  /** Recurring only. */
  readonly cycle?: 'forward' | 'arrear';
  /** Recurring only: code of an event type. */
  readonly eventType?: string;
  /** Usage only: which service's events it prices. */
  readonly serviceType?: string;
  /** Usage only: the unit resource whose grants are used up before money is charged. */
  readonly allowance?: string;
  /** Recurring only, of units: what is left of a grant at its end. Lost, if not given. */
  readonly rollover?: Rollover;
  readonly prorationOnPurchase: ProrationOption;
  readonly prorationOnCancel: ProrationOption;
  /** Ascending by `validFrom`; at least one. The version valid at the charge's reference time applies. */
  readonly versions: readonly ProductVersion[];
  /** FORBIDDEN, if not given. */
  readonly nonActiveRating?: NonActiveRating;
  /** Target for discounts; a version's or a rate's own tag goes before it. */
  readonly chargeTag?: string;
  readonly generalLedger?: string;
  /** How long after what it is bought with it begins; at once, if not given. */
  readonly startsAfter?: Duration;
  /** How long a purchase lasts from its start; without end, if not given. */
  readonly duration?: Duration;
  /** Event generators that every service bought with it has. */
  readonly eventGenerators?: readonly string[];
  readonly includedOnInvoice?: boolean;
  /** Not offered in self-care. */
  readonly sensitiveData?: boolean;
  readonly attributes?: Readonly<Record<string, string>>;
};

export type BundleItem = {
  readonly product: string;
  readonly quantity: DecimalText;
  readonly optional: boolean;
  /** How long after the bundle it begins; as the product says, if not given. */
  readonly startsAfter?: Duration;
  /** How long the purchase lasts; the product's own duration, if not given. */
  readonly duration?: Duration;
};

export type BundleDiscount = {
  readonly discount: string;
  readonly optional: boolean;
  readonly startsAfter?: Duration;
  readonly duration?: Duration;
};

export type Bundle = Named & {
  readonly validFrom: Instant;
  readonly validTo: Instant;
  readonly items: readonly BundleItem[];
  readonly discounts?: readonly BundleDiscount[];
  /** Term of an add-on, apart from the plan's. */
  readonly term?: string;
  readonly sensitiveData?: boolean;
};

export type PaymentType = 'prepaid' | 'postpaid' | 'pay_now';

export type Plan = Named & {
  readonly status: 'draft' | 'active' | 'inactive';
  readonly bundles: readonly string[];
  readonly validFrom: Instant;
  readonly validTo: Instant;
  /** Empty: all. */
  readonly paymentTypes: readonly PaymentType[];
  readonly term?: string;
  /** Bundles that may be bought beside the plan's own. */
  readonly compatibleBundles?: readonly string[];
  /** Only those, none if there are none; else any bundle that is on sale. */
  readonly compatibleOnly?: boolean;
  /** Who it is offered to. */
  readonly filter?: string;
  readonly sensitiveData?: boolean;
};

/** Every kind of catalog object by its name. */
export type CatalogObjects = {
  readonly resource: Resource;
  readonly eventType: EventType;
  readonly serviceType: ServiceType;
  readonly billItem: BillItem;
  readonly tax: Tax;
  readonly customerType: CustomerType;
  readonly product: Product;
  readonly bundle: Bundle;
  readonly plan: Plan;
  readonly tag: Tag;
  readonly serviceField: ServiceFieldDefinition;
  readonly measurementUnit: MeasurementUnit;
  readonly ratingSet: RatingSet;
  readonly tariffCalendar: TariffCalendar;
  readonly discount: Discount;
  readonly term: Term;
  readonly coupon: Coupon;
  readonly voucherBatch: VoucherBatch;
  readonly filter: Filter;
  readonly eventGenerator: EventGenerator;
  readonly creditProfile: CreditProfile;
  readonly taxSupplier: TaxSupplier;
  readonly generalLedgerAccount: GeneralLedgerAccount;
  readonly generalLedgerGroup: GeneralLedgerGroup;
  readonly generalLedger: GeneralLedger;
  readonly dunningConfiguration: DunningConfiguration;
  readonly customAttribute: CustomAttribute;
  readonly messageTemplate: MessageTemplate;
  readonly notificationRule: NotificationRule;
};
export type CatalogKind = keyof CatalogObjects;
