import { en } from '../messages/en.ts';
import type { enLater } from '../messages/en-later.ts';

export type MessageKey = keyof typeof en | keyof typeof enLater;

/** The language that the words are written in (BCP 47). */
export const LANGUAGE = 'en';

const known = new Map<string, string>(Object.entries(en));

/** Brings the words of the pages that do not come first. Their modules may only be loaded once it has ended. */
export async function loadWords(): Promise<void> {
  const later = await import('../messages/en-later.ts');
  for (const [key, words] of Object.entries(later.enLater)) known.set(key, words);
}

/** The words of a key, with `{name}` filled in. Whole sentences only: nothing is glued from parts. */
export function t(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  return filled(known.get(key) ?? key, values);
}

/** For words that come from the API: a known one is translated, an unknown one is shown as it is. */
export const translated = (prefix: string, word: string): string => known.get(`${prefix}.${word}`) ?? word;

const filled = (words: string, values: Readonly<Record<string, string | number>>): string =>
  words.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
