import type { VoucherBatch } from '../catalog/promotion.ts';

/** What the codes of a batch are made of. */
export type CodeSeries = Pick<VoucherBatch, 'template' | 'characters' | 'quantity' | 'rangeStart'>;

/** Most codes of one batch: each is a record of its own, and all of them are made while an operator waits. */
export const MOST_CODES = 10_000;

/** Digits that stand for themselves; letters and digits that nobody takes for each other: no I, L, O, 0, 1. */
const CHARACTERS = { numeric: '0123456789', alphanumeric: '23456789ABCDEFGHJKMNPQRSTUVWXYZ' } as const;

/** How a template is filled: so many places for the number in the series, the rest at random. */
export type CodeLayout = { readonly characters: string; readonly serialPlaces: number; readonly randomPlaces: number };

/** Null: the numbers of the series do not fit into the template. */
export function codeLayout({ template, characters, quantity, rangeStart }: CodeSeries): CodeLayout | null {
  const set = CHARACTERS[characters];
  const places = placesOf(template);
  const last = BigInt(rangeStart) + BigInt(quantity) - 1n;
  const base = BigInt(set.length);
  let serialPlaces = 1;
  while (base ** BigInt(serialPlaces) <= last) serialPlaces += 1;
  return serialPlaces > places ? null : { characters: set, serialPlaces, randomPlaces: places - serialPlaces };
}

/** How many numbers from the start of the series on a template has room for. */
export function roomFor({ template, characters, rangeStart }: Omit<CodeSeries, 'quantity'>): bigint {
  const room = BigInt(CHARACTERS[characters].length) ** BigInt(placesOf(template)) - BigInt(rangeStart);
  return room < 0n ? 0n : room;
}

/**
 * The code with a number of the series: the number first, then places filled at random as far as the template has them, so that whoever has
 * one code does not have the next. `noise`: 32 random bytes that belong to this code; the same bytes give the same code.
 */
export function codeOf(
  { template }: CodeSeries,
  { characters, serialPlaces, randomPlaces }: CodeLayout,
  { serial, noise }: { readonly serial: number; readonly noise: Uint8Array },
): string {
  const filling =
    digitsOf(BigInt(serial), characters, serialPlaces) + digitsOf(numberOf(noise), characters, randomPlaces);
  let place = 0;
  return template.toUpperCase().replaceAll('#', () => filling.charAt(place++));
}

const placesOf = (template: string): number => [...template].filter((character) => character === '#').length;

/** The last `places` digits of a number in the base of the set. */
function digitsOf(value: bigint, characters: string, places: number): string {
  const base = BigInt(characters.length);
  let rest = value;
  let digits = '';
  for (let place = 0; place < places; place++) {
    digits = characters.charAt(parseInt(`${rest % base}`, 10)) + digits;
    rest /= base;
  }
  return digits;
}

/** 256 bits are so many more than 40 places need that no digit comes up noticeably more often. */
function numberOf(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  return value;
}

/** Whether a text could be a code of the batch, whatever its number and the random places. */
export function couldBeCode(
  text: string,
  { template, characters }: Pick<CodeSeries, 'template' | 'characters'>,
): boolean {
  const set = CHARACTERS[characters];
  const [left, right] = [text.toUpperCase(), template.toUpperCase()];
  return (
    left.length === right.length &&
    [...right].every((place, index) =>
      place === '#' ? set.includes(left.charAt(index)) : place === left.charAt(index),
    )
  );
}

/** Whether two templates could ever give the same code. */
export function couldMeet(
  one: Pick<CodeSeries, 'template' | 'characters'>,
  other: Pick<CodeSeries, 'template' | 'characters'>,
): boolean {
  const [left, right] = [one.template.toUpperCase(), other.template.toUpperCase()];
  const at = (template: string, index: number, characters: CodeSeries['characters']): string => {
    const place = template.charAt(index);
    return place === '#' ? CHARACTERS[characters] : place;
  };
  return (
    left.length === right.length &&
    [...left].every((_, index) => {
      const possible = at(right, index, other.characters);
      return [...at(left, index, one.characters)].some((character) => possible.includes(character));
    })
  );
}
