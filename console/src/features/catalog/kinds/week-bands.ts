import type { ObjectOf } from './answer.ts';

export type Band = ObjectOf<'tariffCalendar'>['bands'][number];
export const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'] as const;
type Day = (typeof WEEK)[number];

/** A stretch of a day in minutes since midnight. Null: no band fits. */
export type Stretch = { readonly from: number; readonly to: number; readonly band: string | null };

const DAY_MINUTES = 24 * 60;
const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** What holds when on a day: of all bands that fit a minute, the first one is taken. */
export function stretchesOf(bands: readonly Band[], day: Day): readonly Stretch[] {
  const own = bands
    .filter(({ days }) => days.includes(day))
    .map(({ band, from, to }) => ({ band, from: minutesOf(from), to: minutesOf(to) }));
  const edges = [...new Set([0, DAY_MINUTES, ...own.flatMap(({ from, to }) => [from, to])])].toSorted((a, b) => a - b);
  const pieces = edges.slice(0, -1).map((from, index): Stretch => {
    const band = own.find((one) => one.from <= from && from < one.to)?.band ?? null;
    return { from, to: edges[index + 1] ?? DAY_MINUTES, band };
  });
  const joined: Stretch[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.band === piece.band) joined[joined.length - 1] = { ...last, to: piece.to };
    else joined.push(piece);
  }
  return joined;
}
