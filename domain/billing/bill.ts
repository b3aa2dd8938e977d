import type { PaymentType } from '../catalog/catalog.ts';
import type { Versioned } from '../customer/customer.ts';
import type { DecimalText } from '../money/decimal.ts';
import type { CycleRule } from '../time/cycle-rule.ts';
import type { Instant, Period } from '../time/instant.ts';

/** How a customer is billed. Exactly one active and one inactive bill while it lives. */
export type BillingProfile = Versioned & {
  readonly siteId: string;
  readonly customerId: string;
  readonly billingProfileId: string;
  readonly code: string;
  readonly name: string;
  readonly paymentType: PaymentType;
  /** Code of the monetary resource. */
  readonly resource: string;
  readonly currency: string;
  readonly eventType: string | null;
  readonly cycleRule: CycleRule | null;
  readonly status: 'active' | 'ended';
  readonly validFrom: Instant;
  readonly validTo: Instant;
  readonly balanceGroups: readonly string[];
  /** Custom attributes. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly activeBill: Period & { readonly billId: string };
  readonly nextBill: Period & { readonly billId: string };
  /** Money received and not allocated: zero or negative. */
  readonly creditBalance: DecimalText;
  /** Refused to be billed: why, since when. It stays in the operators' list until a run succeeds. */
  readonly parked: { readonly reason: string; readonly at: Instant } | null;
};

export type BillStatus = 'inactive' | 'active' | 'billing' | 'closed';

/** One line of a finalised bill. Money rounded to the currency's minor digits. */
export type BillLine = {
  readonly billItem: string;
  readonly product: string | null;
  /** Code of the discount or coupon that this line takes off the product's charges. */
  readonly discount?: string;
  readonly taxCode: string | null;
  /** Why the tax code levies nothing on this customer. */
  readonly exemption?: string;
  readonly quantity: DecimalText;
  readonly unit: string | null;
  /** The rounded, tax-exclusive amount. */
  readonly net: DecimalText;
  /** The exact tax, rounded only per tax code in `taxes`. */
  readonly exactTax: DecimalText;
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly events: number;
};

/** One row per tax code and reason to be exempt of it. */
export type BillTax = {
  readonly taxCode: string;
  /** Why it levied nothing: `reverse-charge`, or what an operator wrote. `percent` is 0 then. */
  readonly exemption?: string;
  readonly percent: DecimalText;
  readonly base: DecimalText;
  readonly tax: DecimalText;
};

export type Bill = Versioned & {
  readonly siteId: string;
  readonly customerId: string;
  readonly billingProfileId: string;
  readonly billId: string;
  readonly status: BillStatus;
  readonly kind: 'regular' | 'bill_now';
  readonly currency: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly lines: readonly BillLine[];
  readonly taxes: readonly BillTax[];
  readonly net: DecimalText;
  readonly tax: DecimalText;
  readonly total: DecimalText;
  /** Rounded total minus the exact total: booked to rounding, never lost. */
  readonly rounding: DecimalText;
  readonly creditApplied: DecimalText;
  /** Prepaid: what money paid ahead had paid before the bill was made. */
  readonly paidAhead?: DecimalText;
  readonly paid: DecimalText;
  readonly due: DecimalText;
  readonly finalisedAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly closedAt: Instant | null;
  /** Set once the invoice is complete; until then invoicing is due. */
  readonly invoiceId: string | null;
  /** Prepaid customers get none. */
  readonly withoutInvoice?: true;
  /** Automatic collection of what is due; null when the customer pays by invoice. */
  readonly collection: {
    readonly method: 'credit_card' | 'direct_debit';
    readonly attempts: number;
    /** Null: no further attempt. */
    readonly nextAt: Instant | null;
    readonly error?: string;
  } | null;
};

export type InvoiceStatus = 'pending_render' | 'invoice';

/** The presentation of a bill. The snapshot in the documents bucket never changes. */
export type Invoice = Versioned & {
  readonly siteId: string;
  readonly customerId: string;
  readonly billingProfileId: string;
  readonly invoiceId: string;
  readonly billId: string;
  /** Gapless per site and year, given in the write that creates the invoice. */
  readonly number: string;
  readonly status: InvoiceStatus;
  readonly issuedAt: Instant;
  readonly dueAt: Instant;
  readonly currency: string;
  readonly total: DecimalText;
  readonly from: Instant;
  readonly to: Instant;
  /** Object keys in the documents bucket. */
  readonly documents: { readonly json: string; readonly html: string; readonly pdf: string };
  /** Unguessable; the mailed link carries it. */
  readonly linkToken: string;
  readonly error?: string;
};

/** Last invoice number given out per site and year. */
export type InvoiceSequence = Versioned & { readonly siteId: string; readonly year: string; readonly last: number };

/** Money in (charge) or back out (refund), with where it went. */
export type Payment = Versioned & {
  readonly siteId: string;
  readonly customerId: string;
  readonly billingProfileId: string;
  readonly paymentId: string;
  readonly direction: 'charge' | 'refund';
  readonly method: 'cash' | 'credit_card' | 'transfer';
  readonly amount: DecimalText;
  readonly currency: string;
  readonly provider?: string;
  readonly reference?: string;
  readonly note?: string;
  readonly receivedAt: Instant;
  readonly recordedBy: string;
  readonly allocations: readonly { readonly billId: string; readonly amount: DecimalText }[];
  /** What was left over and went to the credit balance. */
  readonly credited: DecimalText;
  /** Prepaid: what was left over and is money ahead of a balance group. */
  readonly paidAhead?: DecimalText;
};
