import type { Entry } from '../../../domain/ledger/entry.ts';
import type { Head } from '../../../domain/ledger/head.ts';
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
    chunks: chunksOf(head.tail, tail),
  };
}

/** By month, so that a time range is a few queries; `packed` is reused when everything falls into one. */
function chunksOf(entries: readonly Entry[], packed: Uint8Array): readonly Chunk[] {
  const byMonth = new Map<string, Entry[]>();
  for (const entry of entries) {
    const month = monthOf(entry.at);
    const list = byMonth.get(month);
    if (list === undefined) byMonth.set(month, [entry]);
    else list.push(entry);
  }
  return [...byMonth].flatMap(([month, list]) => {
    if (byMonth.size === 1 && packed.length <= CHUNK_BYTES) return [chunk(month, list, packed)];
    return split(list).map((part) => chunk(month, part, encodeEntries(part)));
  });
}

function split(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  if (entries.length <= CHUNK_ENTRIES && (entries.length === 1 || encodeEntries(entries).length <= CHUNK_BYTES))
    return [entries];
  const middle = Math.ceil(entries.length / 2);
  return [...split(entries.slice(0, middle)), ...split(entries.slice(middle))];
}

function chunk(month: string, entries: readonly Entry[], packed: Uint8Array): Chunk {
  let firstAt = Number.POSITIVE_INFINITY;
  let lastAt = 0;
  for (const { at } of entries) {
    if (at < firstAt) firstAt = at;
    if (at > lastAt) lastAt = at;
  }
  return { month, firstAt, lastAt, firstSeq: entries[0]?.seq ?? 0, packed };
}

/** `2026-03`, UTC: the partition an entry is sealed into. */
export const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);

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
