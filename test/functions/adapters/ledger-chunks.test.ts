import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { appendEntries } from '../../../domain/ledger/append-entries.ts';
import type { Head } from '../../../domain/ledger/head.ts';
import { draftEntry } from '../../../domain/ledger/open-ledger.ts';
import {
  chunkKey,
  chunkStretches,
  layOutLedger,
  monthsOf,
} from '../../../functions/adapters/dynamo/ledger/ledger-chunks.ts';
import { decodeEntries } from '../../../functions/adapters/dynamo/ledger/ledger-codec.ts';
import { MARCH, newHead } from '../../support/usage-world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOON = MARCH.from + 20 * DAY + 12 * HOUR;

/** A head whose tail has usage of these times, in this order: too much to stay in the tail. */
const headWith = (times: readonly number[], sealedThrough = 0): Head =>
  appendEntries(
    { ...newHead(), tail: [], sealedThrough },
    times.map((at, index) =>
      draftEntry({
        kind: 'usage',
        id: `${(index * 2654435761) % 4294967296}-${index}-${at}`,
        at,
        recordedAt: NOON,
        service: 's',
        // Cannot be compressed.
        fields: { cell: createHash('sha256').update(`${index}-${at}`).digest('hex') },
      }),
    ),
  );

const near = Array.from({ length: 40 }, (_, index) => NOON + index * MINUTE);
const spansOf = (head: Head): readonly number[] =>
  layOutLedger(head).chunks.map(({ firstAt, lastAt }) => lastAt - firstAt);

describe('what leaves the tail', () => {
  test('is one chunk as long as events come one after the other', () => {
    expect(spansOf(headWith(near))).toEqual([39 * MINUTE]);
  });

  test('is one chunk also of a quiet account, whose events are days apart', () => {
    const quiet = Array.from({ length: 40 }, (_, index) => MARCH.from + index * 15 * HOUR + (index % 7) * HOUR);
    expect(spansOf(headWith(quiet))).toHaveLength(1);
  });

  test('parts a late event from those of now: neither chunk covers the time between', () => {
    const late = NOON - 10 * DAY;
    expect(spansOf(headWith([...near.slice(0, 20), late, ...near.slice(20)], NOON - MINUTE))).toEqual([39 * MINUTE, 0]);
  });

  test('parts late events from each other, as far as a commit has room', () => {
    const late = Array.from({ length: 40 }, (_, index) => MARCH.from + ((index * 17) % 40) * 11 * HOUR);
    const spans = spansOf(headWith(late, NOON));
    expect(spans).toHaveLength(8);
    expect(
      spansOf(
        headWith(
          late.slice(0, 6).flatMap((at) => near.slice(0, 6).map((_, i) => at + i)),
          NOON,
        ),
      ),
    ).toEqual(Array.from({ length: 6 }, () => 5));
  });

  test('keeps every entry once, in the order of the ledger', () => {
    const times = [...near, ...near.map((at) => at - 9 * DAY), ...near.map((at) => at - 40 * DAY)];
    const { chunks } = layOutLedger(headWith(times, NOON));
    const seqs = chunks.map(({ packed }) => decodeEntries(packed).map(({ seq }) => seq));
    for (const list of seqs) expect(list).toEqual(list.toSorted((a, b) => a - b));
    expect(seqs.flat().toSorted((a, b) => a - b)).toEqual(times.map((_, index) => index + 2));
  });

  test('seals no more chunks of a year at once than a transaction takes', () => {
    const year = Array.from({ length: 400 }, (_, index) => NOON - ((index * 131) % 400) * DAY);
    expect(layOutLedger(headWith(year, NOON)).chunks.length).toBeLessThanOrEqual(14);
  });
});

test.for([
  [0, 'a moment'],
  [HOUR, 'an hour'],
  [HOUR + 1, 'just over an hour'],
  [12 * HOUR, 'half a day'],
  [12 * HOUR + 1, 'just over half a day'],
  [31 * DAY - 1, 'a month'],
] as const)('a chunk of %d ms (%s) is looked for wherever it meets the range, and nowhere else', ([span]) => {
  const firstAt = MARCH.from;
  const lastAt = firstAt + span;
  const key = chunkKey({ firstAt, lastAt, firstSeq: 7 });
  const isLookedFor = (from: number, to: number) =>
    chunkStretches([{ from, to }]).some(([low, high]) => low <= key && key <= high);
  for (const at of [firstAt, firstAt + Math.floor(span / 2), lastAt]) expect(isLookedFor(at, at)).toBe(true);
  expect(isLookedFor(firstAt - DAY, lastAt + DAY)).toBe(true);
  expect(isLookedFor(lastAt + 1, lastAt + DAY)).toBe(false);
  // How far before a chunk a look still finds its key: what it reads in vain is no more than its class's span.
  expect(isLookedFor(firstAt - 32 * DAY, firstAt - 31 * DAY - 1)).toBe(false);
});

test('of many moments of a month the chunks of a month are looked for once, those of an hour moment by moment', () => {
  const moments = [20, 3, 9, 3.2, 15].map((day) => MARCH.from + day * DAY);
  const stretches = chunkStretches(moments.map((at) => ({ from: at, to: at })));
  const ofClass = (place: number) => stretches.filter(([low]) => low.startsWith(`${place}#`));
  expect([0, 1, 2].map((place) => ofClass(place).length)).toEqual([5, 4, 1]);
  for (const place of [0, 1, 2]) {
    const edges = ofClass(place).flat();
    expect(edges).toEqual(edges.toSorted());
  }
});

test('a range touches every month from its first to its last', () => {
  expect(monthsOf(Date.parse('2025-12-31T23:59:59Z'), Date.parse('2026-02-01T00:00:00Z'))).toEqual([
    '2025-12',
    '2026-01',
    '2026-02',
  ]);
});
