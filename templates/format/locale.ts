/** Languages that have words (templates/words). Every other language reads English in its own number and date formats. */
export const LANGUAGES = ['en', 'de', 'sl'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The tag in its canonical form, or English: a wrong locale must not keep a document from being printed. */
export function printableLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** Whose words a locale reads: `de-AT` → `de`, `fr-FR` → `en`. */
export function languageOf(locale: string): Language {
  const language = printableLocale(locale).split('-')[0];
  return LANGUAGES.find((known) => known === language) ?? 'en';
}
