/** Where a number goes that has more digits than are kept. Half up: the nearer one, away from zero on ties. */
export type Rounding = 'half-up' | 'down' | 'floor' | 'ceil';

/** The greatest whole number that a double tells from the next. */
const LARGEST_EXACT = 2 ** 53 - 1;

/** True if a sum, difference or product of exact whole doubles is the exact one: else it has left their range, or is NaN. */
export const isExact = (value: number): boolean => value <= LARGEST_EXACT && value >= -LARGEST_EXACT;

/** 10^0 to 10^15: all that can be exact in a product. */
const POWERS: readonly number[] = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/** 10^exponent; NaN where a double does not do. */
export const powerOfTen = (exponent: number): number => POWERS[exponent] ?? NaN;

/** Of exact whole doubles. Dividing rounds to 53 binary digits, which makes a whole number of none that is not: it would need 54. */
export function roundedQuotient(dividend: number, divisor: number, rounding: Rounding): number {
  const quotient = dividend / divisor;
  if (rounding === 'floor') return Math.floor(quotient);
  if (rounding === 'ceil') return Math.ceil(quotient);
  const whole = Math.trunc(quotient);
  if (rounding === 'down') return whole;
  const rest = Math.abs(dividend - whole * divisor);
  if (rest * 2 < Math.abs(divisor)) return whole;
  return quotient < 0 ? whole - 1 : whole + 1;
}
