import type { Entry } from '../../../../domain/ledger/entry.ts';
import type { Head } from '../../../../domain/ledger/head.ts';
import { encodeEntries, encodeState } from './ledger-codec.ts';

/** An immutable run of one month's entries, as it will be stored. */
export type Chunk = {
  readonly month: string;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly firstSeq: number;
  readonly packed: Uint8Array;
};

/** How one commit is laid out: the head's two parts, and the chunks that left its tail. */
export type LedgerLayout = {
  readonly state: Uint8Array;
  readonly tail: Uint8Array;
  readonly sealedThrough: number;
  readonly chunks: readonly Chunk[];
};

/** DynamoDB bills writes by started kilobytes. */
const WRITE_UNIT_BYTES = 1024;
/** Keys, attribute names and version of the head item. */
const ITEM_OVERHEAD_BYTES = 80;
/** Room the tail always gets: sealing costs a transaction, so it must not happen at every event. */
const TAIL_ROOM_BYTES = 256;
/** Far below the 400 KB an item may have, also before compression of the worst content. */
const CHUNK_BYTES = 200_000;
const CHUNK_ENTRIES = 2_000;
const HOUR_MS = 3_600_000;
/**
 * How much time a chunk covers, at most, by class: an hour, half a day, its month. Who looks for a moment reads a class's chunks that end within
 * its span of that moment: of a busy account a few of the first, of a quiet one the few there are.
 */
export const CHUNK_SPANS = [HOUR_MS, 12 * HOUR_MS, 31 * 24 * HOUR_MS] as const;
/** A gap so many times the usual one parts what is late from what is not. */
const UNUSUAL = 32;
/** What a commit seals in two or three ledgers must fit into its transaction, with what it has to tell. */
const MOST_RUNS = 8;

/**
 * The tail grows until the head fills the write unit it already pays for, then it is sealed. So a light account pays one
 * unit for most events, and a busy one pays for compressed bytes, not for events (figures: bench).
 */
export function layOutLedger(head: Head): LedgerLayout {
  const state = encodeState(head);
  const tail = encodeEntries(head.tail);
  const paidFor =
    Math.ceil((ITEM_OVERHEAD_BYTES + state.length + TAIL_ROOM_BYTES) / WRITE_UNIT_BYTES) * WRITE_UNIT_BYTES;
  if (ITEM_OVERHEAD_BYTES + state.length + tail.length <= paidFor) {
    return { state, tail, sealedThrough: head.sealedThrough, chunks: [] };
  }
  let sealedThrough = head.sealedThrough;
  for (const { at } of head.tail) if (at > sealedThrough) sealedThrough = at;
  return {
    state: encodeState({ ...head, sealedThrough }),
    tail: encodeEntries([]),
    sealedThrough,
    chunks: chunksOf(head, tail),
  };
}

/** By month, so that a time range is a few queries; `packed` is reused when everything falls into one. */
function chunksOf({ tail, sealedThrough }: Head, packed: Uint8Array): readonly Chunk[] {
  const months = [...Map.groupBy(tail, ({ at }) => monthOf(at)).values()];
  const most = Math.max(1, Math.floor(MOST_RUNS / months.length));
  const runs = months.flatMap((entries) => runsOf(entries, sealedThrough, most));
  return runs.flatMap((run) => {
    if (runs.length === 1 && packed.length <= CHUNK_BYTES) return [chunk(run, packed)];
    return split(run).map((part) => chunk(part, encodeEntries(part)));
  });
}

/**
 * Entries whose times belong together. A late event gets a chunk of its own: one that covered all the time up to the next would be read with
 * every event of that time. Where events come in order and are far apart anyway they stay together: a chunk more costs two write units.
 */
function runsOf(entries: readonly Entry[], sealedThrough: number, most: number): readonly (readonly Entry[])[] {
  const times = entries.map(({ at }) => at).toSorted((a, b) => a - b);
  const gaps = times.slice(1).map((to, index) => {
    const from = times[index] ?? to;
    return { from, to, length: to - from };
  });
  const lengths = gaps.map(({ length }) => length).toSorted((a, b) => a - b);
  const usual = lengths[Math.floor(lengths.length / 2)] ?? 0;
  const edges = gaps
    .filter(({ from, length }) => length > HOUR_MS && (from <= sealedThrough || length > UNUSUAL * usual))
    .toSorted((a, b) => b.length - a.length)
    .slice(0, most - 1)
    .map(({ to }) => to);
  if (edges.length === 0) return [entries];
  return [...Map.groupBy(entries, ({ at }) => edges.filter((edge) => edge <= at).length).values()];
}

function split(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  if (entries.length <= CHUNK_ENTRIES && (entries.length === 1 || encodeEntries(entries).length <= CHUNK_BYTES))
    return [entries];
  const middle = Math.ceil(entries.length / 2);
  return [...split(entries.slice(0, middle)), ...split(entries.slice(middle))];
}

function chunk(entries: readonly Entry[], packed: Uint8Array): Chunk {
  let firstAt = Number.POSITIVE_INFINITY;
  let lastAt = 0;
  for (const { at } of entries) {
    if (at < firstAt) firstAt = at;
    if (at > lastAt) lastAt = at;
  }
  return { month: monthOf(lastAt), firstAt, lastAt, firstSeq: entries[0]?.seq ?? 0, packed };
}

/** `2026-03`, UTC: the partition an entry is sealed into. */
export const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);

const spanClass = (span: number): number => CHUNK_SPANS.findIndex((most) => span <= most);

/** Sort key in the month's partition: by class, then by the last event's time. */
export const chunkKey = ({ firstAt, lastAt, firstSeq }: Omit<Chunk, 'packed' | 'month'>): string =>
  `${spanClass(lastAt - firstAt)}#${timeKey(lastAt)}#${String(firstSeq).padStart(12, '0')}`;

/**
 * For each class the stretches of sort keys, both ends included, in which chunks may lie that have something of the ranges. They do not
 * meet: ranges that a class's chunks may span are looked through at once, so that no chunk is read twice.
 */
export function chunkStretches(ranges: readonly TimeRange[]): readonly (readonly [from: string, to: string])[] {
  const ordered = ranges.toSorted((a, b) => a.from - b.from);
  return CHUNK_SPANS.flatMap((span, place) => {
    const stretches: { from: number; to: number }[] = [];
    for (const { from, to } of ordered) {
      const before = stretches.at(-1);
      if (before === undefined || before.to < from) stretches.push({ from, to: to + span });
      else before.to = Math.max(before.to, to + span);
    }
    return stretches.map(({ from, to }) => [`${place}#${timeKey(from)}`, `${place}#${timeKey(to)}#~`] as const);
  });
}

/** Both ends included. */
export type TimeRange = { readonly from: number; readonly to: number };

const timeKey = (at: number): string => String(at).padStart(15, '0');

/** Every month that a range touches. */
export function monthsOf(from: number, to: number): readonly string[] {
  const months: string[] = [];
  const last = monthOf(to);
  const cursor = new Date(`${monthOf(from)}-01T00:00:00Z`);
  for (let month = monthOf(from); month <= last; month = cursor.toISOString().slice(0, 7)) {
    months.push(month);
    cursor.setUTCMonth(cursor.getUTCMonth() + 1);
  }
  return months;
}
