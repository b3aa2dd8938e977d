import { type DecimalText, dec, decimalText } from '../../domain/money/decimal.ts';
import { printableLocale } from './locale.ts';
import { numberFormat } from './number-format.ts';
import { numbersLocale } from './numbers-locale.ts';
import { fractionDigits, isPlainDecimal } from './plain-decimal.ts';

/** A rate in percent as the locale writes it: `22` → `22%` in English, `22 %` in German. */
export function percentText(percent: DecimalText, locale: string): string {
  if (!isPlainDecimal(percent)) return percent;
  const ratio = decimalText(dec(percent).div(100));
  if (!isPlainDecimal(ratio)) return percent;
  const style = { style: 'percent', maximumFractionDigits: fractionDigits(percent) } as const;
  return numberFormat(numbersLocale(printableLocale(locale)), style).format(ratio);
}
