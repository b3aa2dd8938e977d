import type { DecimalText } from '../../domain/money/decimal.ts';

/** RFC 3339, e.g. `2026-04-01T00:00:00Z`. Printed in the document's own time zone. */
export type Rfc3339 = string;

/** Half-open: `from` is the first moment, `to` the first moment after it. Pages print the last day inside. */
export type DocumentPeriod = { readonly from: Rfc3339; readonly to: Rfc3339 };

/** Who sells: the letterhead and the legal line at the foot. */
export type DocumentSeller = {
  readonly name: string;
  /** Legal name, when it differs from the name on the letterhead. */
  readonly organization?: string;
  readonly addressLines: readonly string[];
  readonly vatNumber?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly iban?: string;
};

export type DocumentCustomer = {
  readonly id: string;
  readonly name: string;
  readonly organization?: string;
  readonly vatId?: string;
};

/** One line of the bill. `net` is exact to the minor unit and the lines' nets add up to `totals.net`. */
export type DocumentLine = {
  /** What the line is grouped under: the bill item's name, not its code. */
  readonly billItem: string;
  /** The product's code, for programs; pages print the description. */
  readonly product?: string;
  /** The code of the discount or coupon that this line takes off the product; pages print the description. */
  readonly discount?: string;
  readonly description: string;
  readonly quantity?: DecimalText;
  readonly unit?: string;
  /** Tax-exclusive price of one unit; may have more digits than the currency. */
  readonly unitPrice?: DecimalText;
  readonly net: DecimalText;
  readonly taxCode?: string;
  /** Percent as text: `22` is 22 %. */
  readonly taxRate?: DecimalText;
  /** The line's share of the tax. Tax is rounded per tax code, so the shares may miss `totals.tax` by cents. */
  readonly tax: DecimalText;
  /** `net` + `tax`. */
  readonly gross: DecimalText;
  readonly period?: DocumentPeriod;
};

/** One row per tax code and reason to be exempt of it. The taxes add up to `totals.tax`. */
export type DocumentTax = {
  readonly taxCode: string;
  readonly name: string;
  /** Percent as text: `22` is 22 %. */
  readonly rate: DecimalText;
  /** Why this customer owes the seller none of it: `reverse-charge`, or a reason in words. `rate` is 0 then. */
  readonly exemption?: string;
  /** What the law wants to be said, in the seller's words: in place of ours. */
  readonly statement?: string;
  /** What the tax is computed on. */
  readonly net: DecimalText;
  readonly tax: DecimalText;
};

export type DocumentTotals = {
  readonly net: DecimalText;
  readonly tax: DecimalText;
  /** Cash rounding between `net` + `tax` and `total`. Not the bookkeeping difference of exact and rounded tax. */
  readonly rounding?: DecimalText;
  readonly total: DecimalText;
  /** Credit balance used (positive), or a negative total handed to it (negative). */
  readonly creditApplied: DecimalText;
  /** Payments received. */
  readonly paid: DecimalText;
  /** `total` − `creditApplied` − `paid`. */
  readonly due: DecimalText;
};

/** Usage of one service in the period, added up. */
export type DocumentUsage = {
  /** The service type's name. */
  readonly service: string;
  /** The customer's service: a phone number, a card, a meter. */
  readonly identifier: string;
  /** How many events. */
  readonly count: number;
  readonly quantity: DecimalText;
  readonly unit: string;
  /** Charged for it, before tax; may have more digits than the currency. */
  readonly amount: DecimalText;
};

/** One event, on documents with details. */
export type DocumentUsageDetail = {
  readonly at: Rfc3339;
  readonly service: string;
  readonly identifier: string;
  readonly description?: string;
  readonly quantity: DecimalText;
  readonly unit: string;
  readonly amount: DecimalText;
};

/**
 * Everything an invoice says, as plain JSON: the snapshot that never changes, whatever template prints it.
 * Decimals are plain text (`-12.50`), times RFC 3339. A new shape gets a new number; V1 stays readable for ever.
 */
export type InvoiceDocumentV1 = {
  readonly schema: 'billow.invoice.v1';
  /** A preview shows what the next invoice would say; it has no number. */
  readonly kind: 'invoice' | 'preview';
  /** From a sandbox: printed under the watermark “SAMPLE – sandbox”. */
  readonly sample: boolean;
  /** `2026-000123`; empty on a preview. */
  readonly number: string;
  readonly billId: string;
  readonly issueDate: Rfc3339;
  readonly period: DocumentPeriod;
  readonly dueDate: Rfc3339;
  /** ISO 4217. */
  readonly currency: string;
  /** BCP 47: decides words, number and date formats. Words exist in English, German and Slovenian; others read English. */
  readonly locale: string;
  /** IANA name: decides where a day ends. */
  readonly timeZone: string;
  readonly seller: DocumentSeller;
  readonly customer: DocumentCustomer;
  /** As on an envelope, without the name. */
  readonly billingAddress: readonly string[];
  readonly lines: readonly DocumentLine[];
  readonly taxSummary: readonly DocumentTax[];
  readonly totals: DocumentTotals;
  readonly usage: readonly DocumentUsage[];
  readonly usageDetails?: readonly DocumentUsageDetail[];
  /** How to pay. `reference` is what the customer must quote; `automatic`: it will be collected, nothing to do. */
  readonly payment: {
    readonly iban?: string;
    readonly bic?: string;
    readonly reference: string;
    readonly automatic?: 'credit_card' | 'direct_debit';
  };
  /** A sentence or two of the seller's own, printed below the totals. */
  readonly note?: string;
};
