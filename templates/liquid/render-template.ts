import type { Liquid, Template } from 'liquidjs';
import { languageOf, printableLocale } from '../format/locale.ts';
import { wordsFor } from '../words/words-for.ts';

/** Whose formats and words a template prints in. */
export type PrintSettings = { readonly locale: string; readonly currency: string; readonly timeZone: string };

/**
 * Prints `variables`; besides them a template sees `words`, `language`, `locale`, `currency` and `timeZone`.
 * Throws when the template runs past its limits.
 */
export function renderTemplate(
  engine: Liquid,
  template: Template[],
  variables: Readonly<Record<string, unknown>>,
  { locale, currency, timeZone }: PrintSettings,
): string {
  const globals = {
    words: wordsFor(locale),
    language: languageOf(locale),
    locale: printableLocale(locale),
    currency,
    timeZone,
  };
  const rendered: unknown = engine.renderSync(template, variables, { globals });
  return typeof rendered === 'string' ? rendered : '';
}
