import type { DecimalText } from '../../domain/money/decimal.ts';
import { printableLocale } from './locale.ts';
import { numberFormat } from './number-format.ts';
import { numbersLocale } from './numbers-locale.ts';
import { fractionDigits, isPlainDecimal } from './plain-decimal.ts';

/** A quantity with every digit it has, grouped as the locale does: `1234.50` → `1,234.5`. */
export function quantityText(quantity: DecimalText, locale: string): string {
  if (!isPlainDecimal(quantity)) return quantity;
  return numberFormat(numbersLocale(printableLocale(locale)), {
    maximumFractionDigits: fractionDigits(quantity),
  }).format(quantity);
}
