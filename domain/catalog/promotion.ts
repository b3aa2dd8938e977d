import type { DecimalText } from '../money/decimal.ts';
import type { Instant } from '../time/instant.ts';
import type { Named } from './named.ts';

/** A length of contract time: exact, or stretched to the end of the billing cycle that it ends in. */
export type TermLength = {
  readonly value: number;
  readonly unit: 'day' | 'month' | 'year';
  readonly alignment: 'exact' | 'cycle';
};

export type TerminationFee = {
  /** `remaining`: monthly price × months left. `declining`: amount × months left ÷ months in all. `percent`: of `remaining`. */
  readonly type: 'flat' | 'remaining' | 'percent' | 'declining';
  /** Money, or percent for `percent`; not used for `remaining`. */
  readonly amount: DecimalText;
  readonly billItem: string;
  readonly tax?: string;
  readonly generalLedger?: string;
};

/** A commitment: leaving within it and after the grace period costs the fee. */
export type Term = Named & {
  readonly commitment: TermLength;
  readonly grace?: TermLength;
  /** What begins when the commitment is over. */
  readonly renewal:
    | { readonly type: 'none' }
    | { readonly type: 'same' }
    | { readonly type: 'month-to-month' }
    | { readonly type: 'term'; readonly term: string };
  readonly fee?: TerminationFee;
  /** Paid for at least, whenever the customer leaves. */
  readonly minimumLength?: TermLength;
  readonly noticePeriod?: TermLength;
};

/** Acts once, on the purchase that it is entered with: on the first charge only of what recurs. */
export type Coupon = Named & {
  readonly type: 'percentage' | 'flat';
  readonly value: DecimalText;
  /** Currency of a flat value; any, for a percentage, if not given. */
  readonly resource?: string;
  readonly validFrom: Instant;
  readonly validTo: Instant;
  readonly maxRedemptions?: number;
  readonly maxPerCustomer?: number;
  /** Empty or absent: all. */
  readonly plans?: readonly string[];
  readonly bundles?: readonly string[];
  readonly products?: readonly string[];
  readonly chargeTags?: readonly string[];
  readonly filter?: string;
  /** Only for a customer who has bought nothing before. */
  readonly firstPurchaseOnly?: boolean;
};

/**
 * Codes that each buy a bundle. `#` in the template is one character of the set, every other character stands for itself; the codes are
 * made when the batch is created and a batch is never edited.
 */
export type VoucherBatch = Named & {
  readonly vendor?: string;
  readonly characters: 'numeric' | 'alphanumeric';
  readonly template: string;
  readonly quantity: number;
  /** Uses of each code. */
  readonly redemptions: number;
  /** First number of the series. */
  readonly rangeStart: number;
  readonly bundle: string;
  readonly validFrom: Instant;
  readonly validTo: Instant;
};

/** Who something is for. All that is given must fit, each list by any of its values. */
export type Filter = Named & {
  readonly customerTypes?: readonly string[];
  readonly countries?: readonly string[];
  readonly paymentTypes?: readonly ('prepaid' | 'postpaid' | 'pay_now')[];
  readonly paymentMethods?: readonly ('invoice' | 'credit_card' | 'direct_debit')[];
  /** Custom attributes and the values that fit. */
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
};
