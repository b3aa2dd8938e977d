import { expect, test } from 'vitest';
import type { Entry } from '../../../domain/ledger/entry.ts';
import { draftEntry } from '../../../domain/ledger/open-ledger.ts';
import { sealedOf } from '../../../functions/use-cases/usage/known-events.ts';
import { MARCH, newHead } from '../../support/usage-world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SEALED = MARCH.from + 20 * DAY;
const head = { ...newHead(), sealedThrough: SEALED };
const entry: Entry = {
  ...draftEntry({ kind: 'usage', id: 'e', at: SEALED, recordedAt: SEALED, service: 's' }),
  seq: 7,
};

/** The ranges that are looked through for events of these times, earliest first, in hours before the last that was sealed. */
async function looked(...hours: readonly number[]): Promise<readonly (readonly [from: number, to: number])[]> {
  const ranges: [number, number][] = [];
  const sealedEntries = async (_: string, __: string, ...asked: readonly { from: number; to: number }[]) => {
    for (const { from, to } of asked) ranges.push([(SEALED - from) / HOUR, (SEALED - to) / HOUR]);
    return [entry];
  };
  const found = await sealedOf(
    { sealedEntries },
    head,
    hours.map((before) => SEALED - before * HOUR),
  );
  expect(found).toEqual(ranges.length === 0 ? [] : [entry]);
  return ranges;
}

test('events that are newer than everything sealed are not looked for', async () => {
  expect(await looked(-1, -2)).toEqual([]);
});

test('late events of about one time are looked for at once', async () => {
  expect(await looked(3, 2.5, 1.75)).toEqual([[3, 1.75]]);
});

test('a very late event among near ones does not make the time between be read', async () => {
  expect(await looked(0.5, 240, 0, -1)).toEqual([
    [240, 240],
    [0.5, 0],
  ]);
});

test('of a great many times the nearest share a range', async () => {
  const ranges = await looked(...Array.from({ length: 40 }, (_, index) => index * 2 + (index > 20 ? 100 : 0)));
  expect(ranges).toHaveLength(8);
  expect(ranges[0]?.[0]).toBe(178);
  expect(ranges.at(-1)?.[1]).toBe(0);
  expect(ranges.some(([from, to]) => from >= 142 && to <= 40)).toBe(false);
});
