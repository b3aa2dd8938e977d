import type { DecimalText } from '../money/decimal.ts';

/**
 * What a grantor does with what is left of its grants when they end: it is granted again, once, for some more of the product's intervals. What
 * goes beyond the limits is lost, as all of it is without a rollover.
 */
export type Rollover = {
  /** How many intervals what is rolled over lasts. */
  readonly intervals: number;
  /** Most that one grant's end rolls over. */
  readonly maximumPerInterval?: DecimalText;
  /** Most that may be in hand of all that was rolled over. */
  readonly maximumTotal?: DecimalText;
};
