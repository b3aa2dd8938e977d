import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DE } from '../../../templates/words/de.ts';
import { EN } from '../../../templates/words/en.ts';
import { fillWords } from '../../../templates/words/fill-words.ts';
import { SL } from '../../../templates/words/sl.ts';

const ROOM = new URL('../../../templates/', import.meta.url).pathname;
const sources = globSync(`${ROOM}**/*.{liquid,ts}`)
  .filter((path) => !path.includes('/words/'))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');
const placesOf = (text: string) => text.match(/\{\w+\}/g)?.toSorted() ?? [];

test('templates use no word that no language has', () => {
  const used = [...sources.matchAll(/(?<![-\w])words\.(\w+)/g)].map(([, key = '']) => key);
  expect(used.filter((key) => !(key in EN))).toEqual([]);
});

test('every word is used', () => {
  expect(Object.keys(EN).filter((key) => !sources.includes(`words.${key}`))).toEqual([]);
});

test.for([
  { language: 'German', words: DE },
  { language: 'Slovenian', words: SL },
])('$language fills the same places as English, and leaves no word empty', ({ words }) => {
  const english = new Map<string, string>(Object.entries(EN));
  for (const [key, text] of Object.entries(words)) {
    expect(text).not.toBe('');
    expect({ key, places: placesOf(text) }).toEqual({ key, places: placesOf(english.get(key) ?? '') });
  }
});

test('a value is put in as it is, also when it looks like a place', () => {
  expect(
    fillWords(
      '{a} and {b}',
      new Map([
        ['a', '{b}'],
        ['b', '$&'],
      ]),
    ),
  ).toBe('{b} and $&');
});
