import { Decimal } from 'decimal.js';
import { isExact, powerOfTen, type Rounding, roundedQuotient } from './whole-number.ts';

/** Private clones: the shared constructor rounds every result to 20 digits, and anyone may reconfigure it. Sums and products: exact. */
const Exact = Decimal.clone({ precision: 500, toExpNeg: -500, toExpPos: 500 });
/**
 * Quotients come with 150 digits and are rounded again to what is asked. That rounds once: a quotient that is no tie, of numbers of up
 * to 60 digits, differs from one long before.
 */
const Quotients = Decimal.clone({ precision: 150, toExpNeg: -500, toExpPos: 500 });
const MODES = {
  'half-up': Decimal.ROUND_HALF_UP,
  down: Decimal.ROUND_DOWN,
  floor: Decimal.ROUND_FLOOR,
  ceil: Decimal.ROUND_CEIL,
} as const satisfies Record<Rounding, Decimal.Rounding>;

/** A decimal as text at rest and on the wire: `-12.5`, never an exponent. */
export type DecimalText = string;

/** What a decimal is computed with. Numbers are whole: a fraction of a double has lost its last digits before it gets here. */
type Operand = Dec | DecimalText | number;

/** Digits after the point of a quotient that does not end. */
const QUOTIENT_DIGITS = 60;
const SIGNED_DECIMAL = /^-?\d+(\.\d+)?$/;

/**
 * An exact decimal number. Sums, differences and products keep every digit; a quotient that does not end is rounded at its 60th digit
 * after the point.
 *
 * Rating is mostly arithmetic, and nearly all of it fits into doubles that are exact, which are more than ten times as fast as a library
 * for numbers of any length. So a number is held as a whole double and how many of its digits are after the point (12.5 is 125 and 1), and
 * by the library where that is not exact. Each operation is done with doubles, and by the library if their result is not exact.
 */
export class Dec {
  /** NaN where a double is not exact, and only there. */
  private readonly units: number;
  /** Digits after the point. The last one is not zero: equal numbers look alike. */
  private readonly scale: number;
  /** The number, where a double is not exact. */
  private readonly beyond: Decimal | null;

  private constructor(units: number, scale: number, beyond: Decimal | null = null) {
    this.units = units;
    this.scale = scale;
    this.beyond = beyond;
  }

  private static readonly ZERO = new Dec(0, 0);
  private static readonly ONE = new Dec(1, 0);

  /** See dec. */
  static of(value: DecimalText | number): Dec {
    if (typeof value === 'number') return Dec.ofWhole(value);
    if (!SIGNED_DECIMAL.test(value)) throw new Error(`Not a decimal: ${value.slice(0, 60)}`);
    const point = value.indexOf('.');
    const scale = point < 0 ? 0 : value.length - point - 1;
    const digits = point < 0 ? value : value.slice(0, point) + value.slice(point + 1);
    return Dec.small(parseInt(digits, 10), scale) ?? Dec.large(new Exact(value));
  }

  private static ofWhole(value: number): Dec {
    const whole = Math.trunc(value) === value ? Dec.small(value, 0) : null;
    if (whole === null) throw new Error(`Not a whole number: ${value}`);
    return whole;
  }

  static min(first: Dec, ...others: readonly Operand[]): Dec {
    let least = first;
    for (const other of others) if (least.gt(other)) least = read(other);
    return least;
  }

  static max(first: Dec, ...others: readonly Operand[]): Dec {
    let most = first;
    for (const other of others) if (most.lt(other)) most = read(other);
    return most;
  }

  plus(other: Operand): Dec {
    const that = read(other);
    const scale = Math.max(this.scale, that.scale);
    return Dec.small(this.at(scale) + that.at(scale), scale) ?? Dec.large(this.whole().plus(that.whole()));
  }

  minus(other: Operand): Dec {
    const that = read(other);
    const scale = Math.max(this.scale, that.scale);
    return Dec.small(this.at(scale) - that.at(scale), scale) ?? Dec.large(this.whole().minus(that.whole()));
  }

  times(other: Operand): Dec {
    const that = read(other);
    const scale = this.scale + that.scale;
    const product = Dec.small(this.at(this.scale) * that.at(that.scale), scale);
    return product ?? Dec.large(this.whole().times(that.whole()));
  }

  /** Exact if it ends. */
  div(other: Operand): Dec {
    const that = read(other);
    return this.shortQuotient(that) ?? this.quotient(that, QUOTIENT_DIGITS);
  }

  /** The quotient to so many digits after the point, rounded once. */
  quotient(other: Operand, digits: number, rounding: Rounding = 'half-up'): Dec {
    const that = read(other);
    if (that.isZero()) throw new RangeError('Division by zero.');
    const moved = digits + that.scale - this.scale;
    const mine = moved > 0 ? this.scale + moved : this.scale;
    const its = moved < 0 ? that.scale - moved : that.scale;
    const rounded = Dec.small(roundedQuotient(this.at(mine), that.at(its), rounding), digits);
    if (rounded !== null) return rounded;
    const quotient = Quotients.div(this.whole(), that.whole());
    return Dec.large(new Exact(quotient).toDecimalPlaces(digits, MODES[rounding]));
  }

  negated(): Dec {
    return Dec.small(-this.units, this.scale) ?? Dec.large(this.whole().negated());
  }

  abs(): Dec {
    return this.isNegative() ? this.negated() : this;
  }

  floor(): Dec {
    return this.toDecimalPlaces(0, 'floor');
  }

  ceil(): Dec {
    return this.toDecimalPlaces(0, 'ceil');
  }

  toDecimalPlaces(digits: number, rounding: Rounding = 'half-up'): Dec {
    return this.scale <= digits ? this : this.quotient(Dec.ONE, digits, rounding);
  }

  decimalPlaces(): number {
    return this.scale;
  }

  /** Negative, zero or positive, as this is less than the other, equal or more. */
  cmp(other: Operand): number {
    const that = read(other);
    const scale = Math.max(this.scale, that.scale);
    const mine = this.at(scale);
    const its = that.at(scale);
    if (mine < its) return -1;
    if (mine > its) return 1;
    if (mine === its) return 0;
    return this.whole().cmp(that.whole());
  }

  eq(other: Operand): boolean {
    return this.cmp(other) === 0;
  }

  lt(other: Operand): boolean {
    return this.cmp(other) < 0;
  }

  lte(other: Operand): boolean {
    return this.cmp(other) <= 0;
  }

  gt(other: Operand): boolean {
    return this.cmp(other) > 0;
  }

  gte(other: Operand): boolean {
    return this.cmp(other) >= 0;
  }

  isZero(): boolean {
    return this.units === 0;
  }

  isNegative(): boolean {
    return this.beyond === null ? this.units < 0 : this.beyond.isNegative();
  }

  /** More than zero. */
  isPositive(): boolean {
    return this.beyond === null ? this.units > 0 : this.beyond.isPositive();
  }

  /** For what is no amount: milliseconds, the height of a bar. */
  toNumber(): number {
    return Number(this.toFixed());
  }

  /** Rounded half up to, and filled with zeros up to, so many digits after the point; as many as there are, if not told. */
  toFixed(digits: number = this.scale): DecimalText {
    if (digits < this.scale) return this.toDecimalPlaces(digits).toFixed(digits);
    if (this.beyond !== null) return this.beyond.toFixed(digits);
    const text = `${this.units}`;
    const sign = this.isNegative() ? '-' : '';
    const all = `${text.slice(sign.length)}${'0'.repeat(digits - this.scale)}`.padStart(digits + 1, '0');
    return digits === 0 ? `${sign}${all}` : `${sign}${all.slice(0, -digits)}.${all.slice(-digits)}`;
  }

  toString(): DecimalText {
    return this.toFixed();
  }

  toJSON(): DecimalText {
    return this.toFixed();
  }

  /** Null where doubles do not do. */
  private static small(units: number, scale: number): Dec | null {
    if (units === 0) return Dec.ZERO;
    if (!isExact(units)) return null;
    let whole = units;
    let places = scale;
    // Not by `%`, which is a call where doubles are: a quarter of a sum.
    while (places > 0) {
      const tenth = whole / 10;
      if (Math.trunc(tenth) !== tenth) break;
      whole = tenth;
      places -= 1;
    }
    return new Dec(whole, places);
  }

  private static large(value: Decimal): Dec {
    const scale = value.decimalPlaces();
    const units = value.times(`1e${scale}`).toNumber();
    return Dec.small(units, scale) ?? new Dec(NaN, scale, value);
  }

  /** The whole number of this with more digits after the point; NaN where doubles do not do. */
  private at(scale: number): number {
    if (scale === this.scale) return this.units;
    const units = this.units * powerOfTen(scale - this.scale);
    return isExact(units) ? units : NaN;
  }

  private whole(): Decimal {
    return this.beyond ?? new Exact(`${this.units}e-${this.scale}`);
  }

  /** Most quotients end: in a whole number, or after a few digits. Null: this one does not, or doubles do not do. */
  private shortQuotient(that: Dec): Dec | null {
    for (const more of [0, 6]) {
      const quotient = this.at(this.scale + more) / that.at(that.scale);
      if (Math.trunc(quotient) !== quotient) continue;
      const scale = this.scale + more - that.scale;
      return scale < 0 ? Dec.small(quotient * powerOfTen(-scale), 0) : Dec.small(quotient, scale);
    }
    return null;
  }
}

const read = (value: Operand): Dec => (value instanceof Dec ? value : Dec.of(value));

const PLAIN_DECIMAL = /^-?\d{1,21}(\.\d{1,12})?$/;

export const ZERO = Dec.of(0);

/** True for plain decimals of at most 21 integer and 12 fraction digits: what the system accepts from outside. */
export const isDecimalText = (text: string): boolean => PLAIN_DECIMAL.test(text);

/** Reads a decimal that was written by the system or validated at an edge; or a whole number. */
export const dec = (value: DecimalText | number): Dec => Dec.of(value);

/** Writes a decimal without an exponent and without trailing zeros. */
export const decimalText = (value: Dec): DecimalText => value.toFixed();

/** Rounds half up (away from zero on ties) to `digits` fraction digits. Most values have no more, and stay what they are. */
export const roundTo = (value: Dec, digits: number): Dec => value.toDecimalPlaces(digits);

/** One in the last of so many digits after the point: 0.01 for 2. */
export const lastPlace = (digits: number): Dec => dec(1).quotient(`1${'0'.repeat(digits)}`, digits);

/** 22 percent as 0.22. */
export const shareOfPercent = (percent: DecimalText): Dec => dec(percent).times('0.01');

export const sum = (values: Iterable<Dec>): Dec => {
  let total = ZERO;
  for (const value of values) total = total.plus(value);
  return total;
};
