import type { DecimalText } from './decimal.ts';
import { minorDigits } from './minor-digits.ts';

/** Money in a sentence: every digit it has, and at least those that its currency is paid in. `6.1`, EUR → `6.10 EUR`; units stay as they are. */
export function moneyWords(amount: DecimalText, resource: string): string {
  const [whole = amount, fraction = ''] = amount.split('.');
  const digits = fraction.padEnd(minorDigits(resource) ?? 0, '0');
  return digits === '' ? `${whole} ${resource}` : `${whole}.${digits} ${resource}`;
}
