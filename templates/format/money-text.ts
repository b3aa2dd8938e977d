import type { DecimalText } from '../../domain/money/decimal.ts';
import { minorDigits } from '../../domain/money/minor-digits.ts';
import { printableLocale } from './locale.ts';
import { numberFormat } from './number-format.ts';
import { fractionDigits, isPlainDecimal } from './plain-decimal.ts';

/**
 * Money as the locale writes it, always with the currency: `-12.5`, EUR, de → `-12,50 €`.
 * At least the currency's minor digits; more when the amount has more (unit prices of 0.0015), because hiding digits
 * would print a price that was not charged. What is no plain decimal comes back as it is.
 */
export function moneyText(amount: DecimalText, currency: string, locale: string): string {
  if (!isPlainDecimal(amount)) return amount;
  const least = minorDigits(currency) ?? 0;
  const digits = {
    minimumFractionDigits: least,
    maximumFractionDigits: Math.max(least, fractionDigits(amount)),
    signDisplay: 'negative',
  } as const;
  if (!/^[A-Z]{3}$/.test(currency))
    return `${numberFormat(printableLocale(locale), digits).format(amount)} ${currency}`;
  return numberFormat(printableLocale(locale), { style: 'currency', currency, ...digits }).format(amount);
}
