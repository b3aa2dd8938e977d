import { en } from '../messages/en.ts';

export type MessageKey = keyof typeof en;

/** The language that the words are written in (BCP 47). */
export const LANGUAGE = 'en';

/** The words of a key, with `{name}` filled in. Whole sentences only: nothing is glued from parts. */
export function t(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  const words: string = en[key];
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** For words that come from the API: a known one is translated, an unknown one is shown as it is. */
export function translated(prefix: string, word: string): string {
  const key = `${prefix}.${word}`;
  return isKey(key) ? t(key) : word;
}

const isKey = (key: string): key is MessageKey => Object.hasOwn(en, key);
