import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { bucketKey } from '../../../../domain/ledger/bucket-key.ts';
import type { Alarms, Entry, EntryKind, Impact, Shared } from '../../../../domain/ledger/entry.ts';
import type { Bucket, Head, UnbilledLine } from '../../../../domain/ledger/head.ts';
import { lineKey } from '../../../../domain/ledger/line-key.ts';
import { dec } from '../../../../domain/money/decimal.ts';
import {
  type ChargeMore,
  type ChargeRow,
  type CountRow,
  chargeMore,
  chargeOf,
  chargeRow,
  countOf,
  countRow,
  type HoldRow,
  holdOf,
  holdRow,
  marksOf,
  type PeriodRow,
  periodOf,
  periodRow,
} from './ledger-rows.ts';

/**
 * Ledgers at rest: arrays instead of objects, times as differences from the entry before, deflated with a dictionary of what most
 * entries hold. The first byte names the layout; a layout, its dictionary included, stays readable for ever (frozen samples in
 * test/store). A new layout gets a new number.
 */
const LAYOUT = 2;
/** Layout 1 is layout 2 without any of the last, optional places of its rows. */
const READABLE = [1, LAYOUT];

/** What deflate may refer to before it has seen anything: makes a lone entry a third as large. Never edit: see LAYOUT. */
const DICTIONARY = Buffer.from(
  '"identifier":"quantity":"session_id":"origin":"destination":"meter":"value":"volume":"station":"location":"end":"start":"kwh":"seconds":"bytes":"tokens":"model":' +
    '000000Z"}T00:00:00Z"2026-2025-2024-|253370764800000|charges|grant:EURUSDGBPusagefeesubscriptiontax' +
    ',null,null,[],[],null,null],[1,"",[[0,"0",[0,"usage",null,null,"0","0",null]]],[]',
);

/** Positions are part of the layout. */
const KINDS = [
  'open',
  'usage',
  'purchase',
  'cycle',
  'adjustment',
  'expiry',
  'bill',
  'shared',
  'discount',
  'rerating',
  'reserve',
  'release',
  'top-up',
  'rollover',
] as const satisfies EntryKind[];

/** What few entries have. `v`: the catalog's version, when it is not that of the usage entry before. */
type EntryMore = {
  v?: number | null;
  h?: HoldRow;
  e?: readonly string[];
  a?: Alarms;
  s?: Shared;
  /** Spent buckets. */
  x?: readonly string[];
  c?: number;
  n?: string;
};
type ImpactRow = [number, string, ChargeRow | 0];
type EntryRow = [
  seqStep: number,
  kind: number,
  id: string,
  atStep: number,
  recordedStep: number,
  service: string | null,
  product: string | null,
  quantity: string | null,
  fields: Record<string, string> | null,
  impacts: ImpactRow[],
  counts: CountRow[],
  cycles: [PeriodRow, PeriodRow] | 0,
  bill: [string, number] | 0,
  more?: EntryMore,
];
/** Bucket names are listed once and referred to by place. */
type EntriesRow = [buckets: [string, string][], entries: EntryRow[]];
type StateRow = [
  seq: number,
  cycles: [PeriodRow, PeriodRow],
  usageCount: number,
  sealedThrough: number,
  buckets: [string, number, number, string, string, string][],
  counters: [string, string][],
  unbilled: LineRow[],
  holds?: HoldRow[],
  alarms?: string[],
];
type LineRow = [
  cycle: number,
  billItem: string,
  product: string | null,
  taxCode: string | null,
  period: PeriodRow | 0,
  net: string,
  tax: string,
  quantity: string,
  events: number,
  more?: ChargeMore,
];

const pack = (value: EntriesRow | StateRow): Uint8Array => {
  const body = deflateRawSync(JSON.stringify(value), { dictionary: DICTIONARY, level: 6 });
  const packed = new Uint8Array(body.length + 1);
  packed[0] = LAYOUT;
  packed.set(body, 1);
  return packed;
};

function unpack<T>(packed: Uint8Array): T {
  if (!READABLE.includes(packed[0] ?? 0))
    throw new Error(`Ledger layout ${packed[0]} is newer than this code: deploy the newer code`);
  // What this file packed, this file unpacks: the layout's number vouches for the type.
  return JSON.parse(inflateRawSync(packed.subarray(1), { dictionary: DICTIONARY }).toString()) as T;
}

export function encodeEntries(entries: readonly Entry[]): Uint8Array {
  const places = new Map<string, number>();
  const buckets: [string, string][] = [];
  const placeOf = ({ bucket, resource }: Impact): number => {
    const known = places.get(bucket);
    if (known !== undefined) return known;
    places.set(bucket, buckets.length);
    return buckets.push([bucket, resource]) - 1;
  };
  let before = { seq: 0, at: 0, recordedAt: 0 };
  let catalogVersion: number | undefined;
  const rows = entries.map((entry): EntryRow => {
    const { seq, kind, id, at, recordedAt, service, product, quantity, fields, impacts, counts, cycles, bill } = entry;
    const row: EntryRow = [
      seq - before.seq,
      KINDS.indexOf(kind),
      id,
      at - before.at,
      recordedAt - before.recordedAt,
      service,
      product,
      quantity === null ? null : quantity.toFixed(),
      fields,
      impacts.map(
        (impact): ImpactRow => [
          placeOf(impact),
          impact.amount.toFixed(),
          impact.charge === null ? 0 : chargeRow(impact.charge),
        ],
      ),
      counts.map(countRow),
      cycles === null ? 0 : [periodRow(cycles.active), periodRow(cycles.next)],
      bill === null ? 0 : [bill.billId, bill.cycle],
    ];
    const more = entryMore(entry, catalogVersion);
    if (more !== null) row.push(more);
    if (kind === 'usage') catalogVersion = entry.catalogVersion;
    before = entry;
    return row;
  });
  return pack([buckets, rows]);
}

function entryMore(entry: Entry, lastCatalogVersion: number | undefined): EntryMore | null {
  const { kind, catalogVersion, hold, endedHolds, alarms, spent, shared, corrects, note } = entry;
  const more: EntryMore = {
    ...(kind === 'usage' && catalogVersion !== lastCatalogVersion ? { v: catalogVersion ?? null } : {}),
    ...(hold === undefined ? {} : { h: holdRow(hold) }),
    ...(endedHolds === undefined ? {} : { e: endedHolds }),
    ...(alarms === undefined ? {} : { a: alarms }),
    ...(spent === undefined ? {} : { x: spent }),
    ...(shared === undefined ? {} : { s: shared }),
    ...(corrects === undefined ? {} : { c: corrects }),
    ...(note === undefined ? {} : { n: note }),
  };
  return Object.keys(more).length === 0 ? null : more;
}

type EntryExtras = Pick<Entry, 'hold' | 'endedHolds' | 'alarms' | 'spent' | 'shared' | 'corrects' | 'note'>;

const entryExtras = ({ h, e, a, x, s, c, n }: EntryMore): EntryExtras => ({
  ...(h === undefined ? {} : { hold: holdOf(h) }),
  ...(e === undefined ? {} : { endedHolds: e }),
  ...(a === undefined ? {} : { alarms: a }),
  ...(x === undefined ? {} : { spent: x }),
  ...(s === undefined ? {} : { shared: s }),
  ...(c === undefined ? {} : { corrects: c }),
  ...(n === undefined ? {} : { note: n }),
});

export function decodeEntries(packed: Uint8Array): readonly Entry[] {
  const [buckets, rows] = unpack<EntriesRow>(packed);
  let before = { seq: 0, at: 0, recordedAt: 0 };
  let catalogVersion: number | undefined;
  return rows.map((row): Entry => {
    const [seqStep, place, id, atStep, recordedStep, service, product, quantity, fields, impacts] = row;
    const [, , , , , , , , , , counts, cycles, bill, more] = row;
    const kind = KINDS[place] ?? unreadable(`entry kind ${place}`);
    if (kind === 'usage' && more?.v !== undefined) catalogVersion = more.v ?? undefined;
    const entry: Entry = {
      seq: before.seq + seqStep,
      kind,
      id,
      at: before.at + atStep,
      recordedAt: before.recordedAt + recordedStep,
      service,
      product,
      quantity: quantity === null ? null : dec(quantity),
      fields,
      impacts: impacts.map(([place, amount, charge]): Impact => {
        const [bucket, resource] = buckets[place] ?? unreadable(`bucket ${place}`);
        return { resource, bucket, amount: dec(amount), charge: charge === 0 ? null : chargeOf(charge) };
      }),
      counts: counts.map(countOf),
      cycles: cycles === 0 ? null : { active: periodOf(cycles[0]), next: periodOf(cycles[1]) },
      bill: bill === 0 ? null : { billId: bill[0], cycle: bill[1] },
      ...(kind === 'usage' && catalogVersion !== undefined ? { catalogVersion } : {}),
      ...(more === undefined ? {} : entryExtras(more)),
    };
    before = entry;
    return entry;
  });
}

const unreadable = (what: string): never => {
  throw new Error(`Ledger layout ${LAYOUT}: unknown ${what}`);
};

/** Everything of a head but its names, its versions and its tail. */
export type StoredState = Omit<Head, 'siteId' | 'balanceGroupId' | 'version' | 'contractVersion' | 'tail'>;

export function encodeState({
  seq,
  cycles,
  usageCount,
  sealedThrough,
  buckets,
  counters,
  unbilled,
  holds,
  alarms,
}: StoredState): Uint8Array {
  const row: StateRow = [
    seq,
    [periodRow(cycles.active), periodRow(cycles.next)],
    usageCount,
    sealedThrough,
    [...buckets.values()].map(({ resource, from, to, origin, amount, granted }) => [
      resource,
      from,
      to,
      origin,
      amount.toFixed(),
      granted.toFixed(),
    ]),
    [...counters].map(([counter, amount]) => [counter, amount.toFixed()]),
    [...unbilled.values()].map(
      (line): LineRow => [
        line.cycle,
        line.billItem,
        line.product,
        line.taxCode,
        line.period === null ? 0 : periodRow(line.period),
        line.net.toFixed(),
        line.tax.toFixed(),
        line.quantity.toFixed(),
        line.events,
        ...chargeMore(line),
      ],
    ),
  ];
  if (holds.size > 0 || alarms.size > 0) row.push([...holds.values()].map(holdRow), [...alarms]);
  return pack(row);
}

export function decodeState(packed: Uint8Array): StoredState {
  const [seq, [active, next], usageCount, sealedThrough, buckets, counters, unbilled, holds = [], alarms = []] =
    unpack<StateRow>(packed);
  return {
    seq,
    cycles: { active: periodOf(active), next: periodOf(next) },
    usageCount,
    sealedThrough,
    buckets: new Map(
      buckets.map(([resource, from, to, origin, amount, granted]): [string, Bucket] => [
        bucketKey({ resource, from, to, origin }),
        { resource, from, to, origin, amount: dec(amount), granted: dec(granted) },
      ]),
    ),
    counters: new Map(counters.map(([counter, amount]) => [counter, dec(amount)])),
    unbilled: new Map(
      unbilled.map(
        ([cycle, billItem, product, taxCode, period, net, tax, quantity, events, more]): [string, UnbilledLine] => {
          const place = { cycle, billItem, product, taxCode, period: period === 0 ? null : periodOf(period) };
          const line = more === undefined ? place : { ...place, ...marksOf(more) };
          return [lineKey(line), { ...line, net: dec(net), tax: dec(tax), quantity: dec(quantity), events }];
        },
      ),
    ),
    holds: new Map(holds.map((row) => [row[0], holdOf(row)])),
    alarms: new Set(alarms),
  };
}
