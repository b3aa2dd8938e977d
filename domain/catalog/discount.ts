import type { DecimalText } from '../money/decimal.ts';
import type { Instant } from '../time/instant.ts';
import type { NonActiveRating } from './catalog.ts';
import type { Named } from './named.ts';

/** Which charges a rule aims at: all that is given must fit, each list by any of its codes. */
export type DiscountFilter = {
  readonly chargeTags?: readonly string[];
  readonly resourceTags?: readonly string[];
  readonly products?: readonly string[];
  readonly serviceTypes?: readonly string[];
  /** What the charge moves; the customer's currency, if not given. */
  readonly resources?: readonly string[];
};

/**
 * A rule holds while the counter, as it stands before the event (at billing: at the cycle's end), lies in (above, upTo]. A range that starts
 * at zero includes a counter in which nothing is counted yet: the first 100 units are those above 0, up to 100.
 */
export type CounterRange = {
  readonly counter: string;
  readonly above: DecimalText;
  readonly upTo: DecimalText | null;
};

export type DiscountEffect =
  /** Of the charge. Never more than the charge itself. */
  | { readonly type: 'percentage'; readonly value: DecimalText }
  /** Off the charge. Never more than the charge itself. */
  | { readonly type: 'flat'; readonly value: DecimalText }
  /** Gives units: `amount` an event, or for each unit of quantity. Valid for the cycle. */
  | {
      readonly type: 'grant';
      readonly resource: string;
      readonly amount: DecimalText;
      readonly per: 'event' | 'quantity';
    }
  /** Uses up units that the customer has; what they cover is free. */
  | { readonly type: 'consume'; readonly resource: string }
  /** Counts into a counter resource, which other discounts and tiers read. */
  | { readonly type: 'count'; readonly counter: string; readonly what: 'quantity' | 'amount' | 'events' };

export type DiscountRule = {
  readonly filter: DiscountFilter;
  readonly when?: CounterRange;
  readonly effect: DiscountEffect;
};

/**
 * A discount is sold in a bundle like a product. Simple: one rule, a percentage or a flat amount on one charge tag and currency.
 * Advanced: several rules, by priority (lower first; then the higher value, then the code).
 */
export type Discount = Named & {
  readonly mode: 'simple' | 'advanced';
  readonly validFrom: Instant;
  readonly validTo: Instant;
  readonly priority: number;
  /** On what earlier discounts left, or on the original charge. */
  readonly combination: 'sequential' | 'parallel';
  /** Event by event, or once on the charges of a bill when it is made. */
  readonly appliesAt: 'rating' | 'billing';
  readonly nonActiveRating?: NonActiveRating;
  readonly rules: readonly DiscountRule[];
};
