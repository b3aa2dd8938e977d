import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { compilePriceBook } from '../domain/catalog/compile-price-book.ts';
import { appendEntries, workOn } from '../domain/ledger/append-entries.ts';
import { bucketKey } from '../domain/ledger/bucket-key.ts';
import { expireBuckets } from '../domain/ledger/expire-buckets.ts';
import type { Head } from '../domain/ledger/head.ts';
import { draftEntry, openLedger } from '../domain/ledger/open-ledger.ts';
import { dec } from '../domain/money/decimal.ts';
import { indexContract } from '../domain/rating/contract-index.ts';
import { rateUsage } from '../domain/rating/rate-usage.ts';
import type { PurchasedProduct, RatingProfile } from '../domain/subscription/subscription.ts';
import { cycleAt } from '../domain/time/cycle.ts';
import { FOREVER, type Instant } from '../domain/time/instant.ts';
import { readUsageEvent } from '../events/usage-event.ts';
import { headerItem, partItem } from '../functions/adapters/dynamo/contract/contract-items.ts';
import { partsOf } from '../functions/adapters/dynamo/contract/contract-parts.ts';
import { layOutLedger } from '../functions/adapters/dynamo/ledger/ledger-chunks.ts';
import { ledgerItems } from '../functions/adapters/dynamo/ledger/ledger-store.ts';
import { chunkItem } from '../functions/adapters/dynamo/ledger/sealed-entries.ts';
import { serviceClaimKey } from '../functions/adapters/dynamo/service-lookup.ts';
import { BENCH_CATALOG, SITE } from './bench-site.ts';
import { TABLE } from './bench-table.ts';
import { BENCH_NOW, MARCH_START } from './rating-world.ts';

/** What an account can have much of. */
export const DIMENSIONS = ['events', 'expired grants', 'services', 'purchases', 'discounts'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** An account with so much of one thing and little else. */
export type ScaledAccount = { readonly group: string; readonly of: Dimension; readonly size: number };

type Item = Record<string, unknown>;

const RULE = {
  interval: { unit: 'month', count: 1 },
  day: 1,
  zone: 'UTC',
  anchor: { year: 2025, month: 3, day: 1 },
} as const;
const BOOK = compilePriceBook({ siteId: SITE, version: 1, zone: 'Europe/Ljubljana' }, BENCH_CATALOG);
const LONG_AGO: Instant = Date.parse('2025-03-01T00:00:00Z');
const always = { validFrom: LONG_AGO, validTo: FOREVER, status: 'active' as const };
/** Usage of the past ends a day before what is measured begins. */
const HISTORY_END: Instant = BENCH_NOW - 86_400_000;
const MOST_MEASURED_SERVICES = 10;

/** The account's items, laid out as the worker and billing would have left them. */
export function* scaledItems(account: ScaledAccount): Generator<Item> {
  const { group, of, size } = account;
  const profile = contractOf(account);
  yield* contractItemsOf(profile);
  for (const { identifier, serviceId, serviceType } of profile.services.slice(0, MOST_MEASURED_SERVICES)) {
    const holder = { serviceId, serviceType, from: LONG_AGO, to: FOREVER, customerId: group, balanceGroupId: group };
    yield {
      ...serviceClaimKey(SITE, identifier),
      data: { version: 1, siteId: SITE, identifier, holders: [holder] },
    };
  }
  const ledger: Ledger = { head: openedHead(group, of === 'expired grants') };
  if (of === 'events') yield* withUsage(ledger, profile, size);
  if (of === 'expired grants') yield* withExpiredGrants(ledger, size);
  const [head] = ledgerItems(TABLE, { before: null, after: ledger.head });
  if (head?.Put?.Item !== undefined) yield head.Put.Item;
}

/** Identifiers of the services that are measured. */
export const measuredServices = ({ of, size, group }: ScaledAccount): readonly string[] =>
  Array.from({ length: of === 'services' ? Math.min(size, MOST_MEASURED_SERVICES) : 1 }, (_, index) =>
    identifierOf(group, index),
  );

const identifierOf = (group: string, index: number): string => `scale-${group}-${index}`;

function contractOf({ group, of, size }: ScaledAccount): RatingProfile {
  const services = of === 'services' ? size : 1;
  const purchase = (id: string, product: string, more: Partial<PurchasedProduct> = {}): PurchasedProduct => ({
    purchaseId: id,
    subscriptionId: '1',
    bundle: 'data',
    product,
    quantity: '1',
    chargedThrough: MARCH_START,
    ...always,
    ...more,
  });
  const sold = Array.from({ length: services }, (_, index) => ({
    serviceId: `s${index}`,
    subscriptionId: '1',
    serviceType: 'data',
    identifier: identifierOf(group, index),
    ...always,
  }));
  // Half of what was ever bought is over.
  const isOver = (index: number) => index % 2 === 1;
  const ended = { status: 'expired' as const, validTo: MARCH_START };
  return {
    version: 0,
    siteId: SITE,
    customerId: group,
    billingProfileId: group,
    balanceGroupId: group,
    name: 'Main',
    status: 'active',
    resource: 'EUR',
    paymentType: 'postpaid',
    cycleRule: RULE,
    services: sold,
    purchases: [
      ...sold.map(({ serviceId }, index) => purchase(`u${index}`, 'data-usage', { serviceId })),
      ...Array.from({ length: of === 'purchases' ? size : 1 }, (_, index) =>
        purchase(`f${index}`, 'fee', isOver(index) ? ended : {}),
      ),
    ],
    // All but a few are over: those that run act on every charge, and every charge pays for each.
    discounts: Array.from({ length: of === 'discounts' ? size : 1 }, (_, index) => ({
      purchaseId: `d${index}`,
      subscriptionId: '1',
      bundle: 'data',
      discount: 'none',
      ...always,
      ...(index < 3 ? {} : ended),
    })),
  };
}

function* contractItemsOf(profile: RatingProfile): Generator<Item> {
  yield headerItem(profile, { written: [], deleted: [] });
  for (const [key, part] of partsOf(profile)) yield partItem(profile, key, part);
}

type Ledger = { head: Head };

function openedHead(group: string, isOld: boolean): Head {
  const at = isOld ? LONG_AGO : MARCH_START;
  const active = cycleAt(RULE, at);
  const cycles = { active, next: cycleAt(RULE, active.to) };
  return openLedger({ siteId: SITE, balanceGroupId: group, resource: 'EUR', cycles, at, now: at });
}

/** Seals what a commit would seal. */
function* sealed(ledger: Ledger, head: Head): Generator<Item> {
  const { chunks, sealedThrough } = layOutLedger(head);
  ledger.head = chunks.length === 0 ? head : { ...head, sealedThrough, tail: [] };
  for (const chunk of chunks) yield chunkItem(SITE, head.balanceGroupId, chunk);
}

/** Usage of the whole month, committed ten at a time. */
function* withUsage(ledger: Ledger, profile: RatingProfile, size: number): Generator<Item> {
  const contract = indexContract(profile);
  for (let from = 0; from < size; from += 10) {
    const work = workOn(ledger.head);
    for (let index = from; index < Math.min(size, from + 10); index++) {
      const at = MARCH_START + Math.floor(((HISTORY_END - MARCH_START) * index) / size);
      const event = readUsageEvent(
        scaledUsage({ identifier: identifierOf(profile.balanceGroupId, 0), at, number: index }),
      );
      if (!event.ok) throw new Error('The bench sends what it cannot read');
      const rated = rateUsage({ state: work.state, contract, book: BOOK, now: BENCH_NOW }, event.value);
      if (!rated.ok) throw new Error(rated.error.detail);
      work.append(rated.value.entry);
    }
    yield* sealed(ledger, work.finish());
  }
}

/** Grants of twelve cycles that ended unused and expired when the cycle after was billed. */
function* withExpiredGrants(ledger: Ledger, size: number): Generator<Item> {
  const perCycle = Math.ceil(size / 12);
  let granted = 0;
  for (let cycle = 0; cycle < 12; cycle++) {
    const { active, next } = ledger.head.cycles;
    const work = workOn(ledger.head);
    for (; granted < Math.min(size, (cycle + 1) * perCycle); granted++) {
      const bucket = bucketKey({ resource: 'MB', ...active, origin: `grant:${granted}` });
      const impacts = [{ resource: 'MB', bucket, amount: dec('-100'), charge: null }];
      const grant = draftEntry({
        kind: 'purchase',
        id: `g${granted}`,
        at: active.from,
        recordedAt: active.from,
        impacts,
      });
      work.append(grant);
    }
    yield* sealed(ledger, work.finish());
    const cycles = { active: next, next: cycleAt(RULE, next.to) };
    const turned = appendEntries(ledger.head, [
      ...expireBuckets(ledger.head, active.to, active.to),
      draftEntry({
        kind: 'bill',
        id: `b${cycle}`,
        at: active.to,
        recordedAt: active.to,
        cycles,
        bill: { billId: `b${cycle}`, cycle: active.from },
      }),
    ]);
    yield* sealed(ledger, turned);
  }
}
/** Usage as `usageMessage` of rating-world, of any service and time. */
export const scaledUsage = ({
  identifier,
  at,
  number,
}: {
  readonly identifier: string;
  readonly at: Instant;
  readonly number: number;
}) => ({
  specversion: '1.0',
  type: 'billow.usage.v1',
  id: `${(number * 2654435761) % 4294967296}-${(number * 40503) % 1000003}-${number}`,
  source: 'bench',
  time: new Date(at).toISOString(),
  site: SITE,
  servicetype: 'data',
  subject: identifier,
  data: { volume: `${((number * 37) % 1000) / 10}`, cell: `cell-${number % 50}` },
});

/** Writes items as fast as the table takes them. */
export async function writeAll(client: DynamoDBDocumentClient, items: Iterable<Item>): Promise<void> {
  const queue = batches(items);
  const writer = async (): Promise<void> => {
    for (const batch of queue) {
      const answer = await client.send(
        new BatchWriteCommand({ RequestItems: { [TABLE]: batch.map((Item) => ({ PutRequest: { Item } })) } }),
      );
      if (Object.keys(answer.UnprocessedItems ?? {}).length > 0) throw new Error('The table took only some items');
    }
  };
  await Promise.all(Array.from({ length: 6 }, writer));
}

function* batches(items: Iterable<Item>): Generator<readonly Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < 25) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
