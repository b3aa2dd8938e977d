import type { DecimalText } from '../money/decimal.ts';
import type { Interval } from '../time/cycle-rule.ts';
import type { Instant } from '../time/instant.ts';
import type { Price } from './price.ts';

type Named = { readonly code: string; readonly name: string; readonly description?: string };

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
  /** Days a released identifier rests before another customer may have it. */
  readonly quarantineDays: number;
};

export type BillItem = Named & { readonly type: 'subscription' | 'usage' | 'one-time' | 'adjustment' | 'penalty' };

export type Tax = Named & {
  readonly percent: DecimalText;
  /** The price contains the tax. */
  readonly inclusive: boolean;
  readonly validFrom: Instant;
  readonly validTo: Instant;
};

export type CustomerType = Named;

export type ProrationOption = 'prorate' | 'full' | 'none';

/** One version of a product: what it costs or grants from `validFrom` on. */
export type ProductVersion = {
  readonly validFrom: Instant;
  readonly price: Price;
  readonly tax?: string;
};

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
  readonly prorationOnPurchase: ProrationOption;
  readonly prorationOnCancel: ProrationOption;
  /** Ascending by `validFrom`; at least one. The version valid at the charge's reference time applies. */
  readonly versions: readonly ProductVersion[];
};

export type BundleItem = { readonly product: string; readonly quantity: DecimalText; readonly optional: boolean };

export type Bundle = Named & {
  readonly validFrom: Instant;
  readonly validTo: Instant;
  readonly items: readonly BundleItem[];
};

export type PaymentType = 'prepaid' | 'postpaid' | 'pay_now';

export type Plan = Named & {
  readonly status: 'draft' | 'active' | 'inactive';
  readonly bundles: readonly string[];
  readonly validFrom: Instant;
  readonly validTo: Instant;
  /** Empty: all. */
  readonly paymentTypes: readonly PaymentType[];
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
};
export type CatalogKind = keyof CatalogObjects;
