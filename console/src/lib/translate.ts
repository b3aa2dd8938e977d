import { en } from '../messages/en.ts';

export type MessageKey = keyof typeof en;
type Messages = Readonly<Record<MessageKey, string>>;

let messages: Messages = en;

/** Called once before the first picture: a change of language loads the page anew. */
export const speak = (words: Messages): void => {
  messages = words;
};

/** The words of a key, with `{name}` filled in. Whole sentences only: nothing is glued from parts. */
export function t(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  return messages[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** For words that come from the API: a known one is translated, an unknown one is shown as it is. */
export function translated(prefix: string, word: string): string {
  const key = `${prefix}.${word}`;
  return isKey(key) ? t(key) : word;
}

const isKey = (key: string): key is MessageKey => Object.hasOwn(messages, key);
