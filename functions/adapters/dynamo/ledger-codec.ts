import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { bucketKey } from '../../../domain/ledger/bucket-key.ts';
import type { Charge, Count, Entry, EntryKind, Impact } from '../../../domain/ledger/entry.ts';
import type { Bucket, Head, UnbilledLine } from '../../../domain/ledger/head.ts';
import { lineKey } from '../../../domain/ledger/line-key.ts';
import { dec } from '../../../domain/money/decimal.ts';
import type { Period } from '../../../domain/time/instant.ts';

/**
 * Ledgers at rest: arrays instead of objects, times as differences from the entry before, deflated with a dictionary of what most
 * entries hold. The first byte names the layout; a layout, its dictionary included, stays readable for ever (frozen samples in
 * test/store). A new layout gets a new number.
 */
const LAYOUT = 1;

/** What deflate may refer to before it has seen anything: makes a lone entry a third as large. Never edit: see LAYOUT. */
const DICTIONARY = Buffer.from(
  '"identifier":"quantity":"session_id":"origin":"destination":"meter":"value":"volume":"station":"location":"end":"start":"kwh":"seconds":"bytes":"tokens":"model":' +
    '000000Z"}T00:00:00Z"2026-2025-2024-|253370764800000|charges|grant:EURUSDGBPusagefeesubscriptiontax' +
    ',null,null,[],[],null,null],[1,"",[[0,"0",[0,"usage",null,null,"0","0",null]]],[]',
);

/** Positions are part of the layout. */
const KINDS = ['open', 'usage', 'purchase', 'cycle', 'adjustment', 'expiry', 'bill'] as const satisfies EntryKind[];

type ChargeRow = [number, string, string | null, string | null, string, string, [number, number] | null];
type ImpactRow = [number, string, ChargeRow | 0];
type PeriodRow = [number, number];
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
  counts: [string, string][],
  cycles: [PeriodRow, PeriodRow] | 0,
  bill: [string, number] | 0,
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
  unbilled: [number, string, string | null, string | null, PeriodRow | 0, string, string, string, number][],
];

const pack = (value: EntriesRow | StateRow): Uint8Array => {
  const body = deflateRawSync(JSON.stringify(value), { dictionary: DICTIONARY, level: 6 });
  const packed = new Uint8Array(body.length + 1);
  packed[0] = LAYOUT;
  packed.set(body, 1);
  return packed;
};

function unpack<T>(packed: Uint8Array): T {
  if (packed[0] !== LAYOUT)
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
      counts.map(({ counter, amount }): [string, string] => [counter, amount.toFixed()]),
      cycles === null ? 0 : [periodRow(cycles.active), periodRow(cycles.next)],
      bill === null ? 0 : [bill.billId, bill.cycle],
    ];
    before = entry;
    return row;
  });
  return pack([buckets, rows]);
}

const periodRow = ({ from, to }: Period): PeriodRow => [from, to];
const periodOf = ([from, to]: PeriodRow): Period => ({ from, to });

const chargeRow = ({ cycle, billItem, product, taxCode, tax, quantity, period }: Charge): ChargeRow => [
  cycle,
  billItem,
  product,
  taxCode,
  tax.toFixed(),
  quantity.toFixed(),
  period === null ? null : periodRow(period),
];

const chargeOf = ([cycle, billItem, product, taxCode, tax, quantity, period]: ChargeRow): Charge => ({
  cycle,
  billItem,
  product,
  taxCode,
  tax: dec(tax),
  quantity: dec(quantity),
  period: period === null ? null : periodOf(period),
});

export function decodeEntries(packed: Uint8Array): readonly Entry[] {
  const [buckets, rows] = unpack<EntriesRow>(packed);
  let before = { seq: 0, at: 0, recordedAt: 0 };
  return rows.map((row): Entry => {
    const [seqStep, kind, id, atStep, recordedStep, service, product, quantity, fields, impacts, counts, cycles, bill] =
      row;
    const entry: Entry = {
      seq: before.seq + seqStep,
      kind: KINDS[kind] ?? unreadable(`entry kind ${kind}`),
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
      counts: counts.map(([counter, amount]): Count => ({ counter, amount: dec(amount) })),
      cycles: cycles === 0 ? null : { active: periodOf(cycles[0]), next: periodOf(cycles[1]) },
      bill: bill === 0 ? null : { billId: bill[0], cycle: bill[1] },
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
}: StoredState): Uint8Array {
  return pack([
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
    [...unbilled.values()].map(({ cycle, billItem, product, taxCode, period, net, tax, quantity, events }) => [
      cycle,
      billItem,
      product,
      taxCode,
      period === null ? 0 : periodRow(period),
      net.toFixed(),
      tax.toFixed(),
      quantity.toFixed(),
      events,
    ]),
  ]);
}

export function decodeState(packed: Uint8Array): StoredState {
  const [seq, [active, next], usageCount, sealedThrough, buckets, counters, unbilled] = unpack<StateRow>(packed);
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
        ([cycle, billItem, product, taxCode, period, net, tax, quantity, events]): [string, UnbilledLine] => {
          const line = { cycle, billItem, product, taxCode, period: period === 0 ? null : periodOf(period) };
          return [lineKey(line), { ...line, net: dec(net), tax: dec(tax), quantity: dec(quantity), events }];
        },
      ),
    ),
  };
}
