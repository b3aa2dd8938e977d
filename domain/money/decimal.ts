import { Decimal as DecimalJs } from 'decimal.js';

/**
 * Private clone: the shared constructor rounds every result to 20 digits, and anyone may reconfigure it.
 * Half up is away from zero on ties, as the domain asks.
 */
export const Dec = DecimalJs.clone({ precision: 60, rounding: DecimalJs.ROUND_HALF_UP, toExpNeg: -60, toExpPos: 60 });
export type Dec = DecimalJs;

/** A decimal as text at rest and on the wire: `-12.5`, never an exponent. */
export type DecimalText = string;

const PLAIN_DECIMAL = /^-?\d{1,21}(\.\d{1,12})?$/;

export const ZERO: Dec = new Dec(0);

/** True for plain decimals of at most 21 integer and 12 fraction digits: what the system accepts from outside. */
export const isDecimalText = (text: string): boolean => PLAIN_DECIMAL.test(text);

/** Reads a decimal that was written by the system or validated at an edge. */
export const dec = (text: DecimalText): Dec => new Dec(text);

/** Writes a decimal without an exponent and without trailing zeros. */
export const decimalText = (value: Dec): DecimalText => (value.isZero() ? '0' : value.toFixed());

/** Rounds half up (away from zero on ties) to `digits` fraction digits. Most values have no more, and stay what they are. */
export const roundTo = (value: Dec, digits: number): Dec =>
  value.decimalPlaces() <= digits ? value : value.toDecimalPlaces(digits, Dec.ROUND_HALF_UP);

const HUNDREDTH: Dec = new Dec('0.01');

/** 22 percent as 0.22, exact: to be made once and multiplied by often, since a division costs five times as much. */
export const shareOfPercent = (percent: DecimalText): Dec => dec(percent).times(HUNDREDTH);

export const sum = (values: Iterable<Dec>): Dec => {
  let total = ZERO;
  for (const value of values) total = total.plus(value);
  return total;
};
