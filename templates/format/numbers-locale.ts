import { numberFormat } from './number-format.ts';

const markOf = (locale: string, style: 'decimal' | 'currency'): string | undefined =>
  numberFormat(locale, { style, ...(style === 'currency' ? { currency: 'EUR' } : {}), minimumFractionDigits: 1 })
    .formatToParts(0)
    .find(({ type }) => type === 'decimal')?.value;

/**
 * The locale to write numbers by that stand beside money. English in Slovenia and in many other countries writes €10,100.50 and 10.100,5: on
 * one page nobody can tell thousands from fractions. There numbers are written as the language writes them everywhere, if that is how
 * its money is written.
 */
export function numbersLocale(locale: string): string {
  const money = markOf(locale, 'currency');
  const [language = locale] = locale.split('-');
  return markOf(locale, 'decimal') !== money && markOf(language, 'decimal') === money ? language : locale;
}
