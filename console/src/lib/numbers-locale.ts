const markOf = (locale: string, options: Intl.NumberFormatOptions): string | undefined =>
  new Intl.NumberFormat(locale, { ...options, minimumFractionDigits: 1 })
    .formatToParts(0)
    .find(({ type }) => type === 'decimal')?.value;

const chosen = new Map<string, string>();

/**
 * The locale to write numbers by that stand beside money. English in Slovenia and in many other countries writes €10,100.50 and 10.100,5: on
 * one page nobody can tell thousands from fractions. There numbers are written as the language writes them everywhere, if that is how
 * its money is written.
 */
export function numbersLocale(locale: string): string {
  const known = chosen.get(locale);
  if (known !== undefined) return known;
  const money = markOf(locale, { style: 'currency', currency: 'EUR' });
  const [language = locale] = locale.split('-');
  const isMixed = markOf(locale, {}) !== money && markOf(language, {}) === money;
  chosen.set(locale, isMixed ? language : locale);
  return isMixed ? language : locale;
}
