import type { DecimalText } from '../money/decimal.ts';
import type { Price } from './price.ts';

/** What a rate does to one resource. */
export type RateDetail = {
  /** The product's resource, if not given. A unit resource is consumed (positive) or granted (negative); a counter is counted up. */
  readonly resource?: string;
  readonly price: Price;
  /** Target for discounts, together with the rate's charge tag. */
  readonly resourceTag?: string;
  /** Instead of the product's or the version's own. */
  readonly tax?: string;
  readonly billItem?: string;
  readonly generalLedger?: string;
  /** Of a part's quantity that allowances left, on top of the service type's own. */
  readonly minimumQuantity?: DecimalText;
  readonly increment?: DecimalText;
};

/**
 * One row of a rate plan. It applies to its zone and time band; without a zone to every zone, without a band at any time.
 * Exact zone goes before parent zone, parent before none; within a zone the band goes before none.
 */
export type Rate = {
  readonly zone?: string;
  readonly timeBand?: string;
  readonly chargeTag?: string;
  /** Unit resources used up first, in this order, instead of the product's allowance. Empty: none. */
  readonly allowances?: readonly string[];
  readonly details: readonly RateDetail[];
};
