import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import type { Connection } from '../../functions/adapters/dynamo/connection.ts';
import {
  catalogPartition,
  dueKeys,
  dueOfSortKey,
  instantKey,
  jobRunKey,
  siteClockKey,
  siteKey,
} from '../../functions/adapters/dynamo/keys.ts';
import { serviceClaimKey } from '../../functions/adapters/dynamo/service-lookup.ts';
import type { RecordKind } from '../../functions/records.ts';
import { put, stored } from './changes.ts';
import { freshTable } from './fresh-table.ts';
import { KINDS, sample } from './sample-records.ts';

/** Upper and lower case and every other character that a site id may have. */
const SITE = 'Demo_Site-1.X';
const NOW = Date.parse('2026-05-05T05:05:05Z');
const KEY_NAMES = ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk'] as const;

let connection: Connection;
const items = new Map<string, Record<string, unknown>>();

beforeAll(async () => {
  connection = await freshTable();
  const commit = dynamoCommit(connection, { systemNow: () => NOW });
  for (const kind of KINDS) await commit([put(kind, sample(kind, SITE))]);
  const { Items = [] } = await connection.client.send(new ScanCommand({ TableName: connection.table }));
  for (const item of Items) items.set(item['entity'] === 'link' ? `link ${item['pk']}` : item['entity'], item);
});

const itemOf = (kind: string): Record<string, unknown> => {
  const item = items.get(kind);
  if (item === undefined) throw new Error(`There is no item of ${kind}.`);
  return item;
};

/** The keys of every kind's sample, as they lie in the table. Changing one means moving data. */
const KEYS: Readonly<Record<RecordKind, readonly string[]>> = {
  site: ['#site', 'site'],
  siteClock: ['#site', 'clock'],
  catalog: ['#catalog', 'product#Call.Minutes_1'],
  catalogRevision: [
    '#catalog-revisions',
    '000000001007#eventType#Every.Month_1',
    '',
    '',
    '#catalog-revisions#eventType#Every.Month_1',
    '000000001007',
  ],
  customer: [
    '#customer#000000001001',
    'customer',
    '#due#account-closure#7',
    '2026-04-01T00:00:00.000Z#1001',
    '#customers',
    '000000001001',
  ],
  contact: ['#customer#000000001001', 'contact#primary'],
  paymentInfo: ['#customer#000000001001', 'payment-info'],
  activity: ['#activity#000000001001', '2026-03-15T12:00:00.000Z#a-1'],
  communication: [
    '#customer#000000001001',
    'communication#c-1',
    '',
    '',
    '#communications#000000001001',
    '2026-03-15T12:00:00.000Z#c-1',
  ],
  emailClaim: ['#email#Ada+x#1@example.com', 'claim'],
  searchToken: ['#search#ä', 'ähre#000000001001'],
  subscription: [
    '#customer#000000001001',
    'subscription#000000002001',
    '#due#plan-transition#4',
    '2026-04-01T00:00:00.000Z#2001',
  ],
  serviceClaim: ['#service#DRIVER-35897499', 'claim'],
  billingProfile: [
    '#customer#000000001001',
    'billing-profile#000000003001',
    '#due#billing#1',
    '2026-04-01T00:00:00.000Z#3001',
    '#parked',
    '000000003001',
  ],
  bill: ['#customer#000000001001', 'bill#000000005001', '#due#payment-collection#3', '2026-05-01T00:00:00.000Z#5001'],
  invoice: ['#customer#000000001001', 'invoice#000000005001'],
  invoiceSequence: ['#invoice-sequence#2026', 'sequence'],
  payment: ['#customer#000000001001', 'payment#000000008001'],
  jobRun: ['#run#000000009001', 'run', '', '', '#runs', '000000009001'],
  jobLease: ['#job-lease#billing', 'lease'],
  jobResult: ['#results#000000009001', '000000003001'],
  suspense: ['#suspense#s-1', 'suspense', '', '', '#suspense', '2026-03-15T12:00:00.000Z#s-1'],
  outbox: ['#outbox#o-1', 'outbox'],
  notification: [
    '#notification#4001-57-1',
    'notification',
    '#notifications#failed',
    '2026-03-15T12:00:00.000Z#4001-57-1',
    '#notifications#000000001001',
    '2026-03-15T12:00:00.000Z#4001-57-1',
  ],
  webhookEndpoint: ['#webhook-endpoints', 'Care.System_1'],
  voucher: ['#voucher#XMAS-007A', 'voucher', '', '', '#vouchers#Xmas_2026', '000000000007'],
  voucherRedemption: ['#voucher-redemptions#XMAS-007A', '000000001001'],
  sharingGroup: ['#sharing-group#000000006001', 'group'],
  voucherSeries: ['#voucher-series#Xmas_2026', 'series'],
  codeAttempts: ['#code-attempts#Dana@example.com', 'attempts'],
  couponRedemption: ['#customer#000000001001', 'coupon#Spring-10'],
  couponCount: ['#coupon#Spring-10', 'count'],
  idempotency: ['#idempotency#k-1', 'answer'],
};

describe.each(KINDS)('the item of a %s', (kind) => {
  test('has exactly these keys, in the case they were written in, each partition starting with the site', () => {
    const [pk = '', sk = '', gsi1pk = '', gsi1sk = '', gsi2pk = '', gsi2sk = ''] = KEYS[kind];
    const keys = KEY_NAMES.map((name) => itemOf(kind)[name] ?? '');
    const partition = (rest: string) => (rest === '' ? '' : `${SITE}${rest}`);
    expect(keys).toEqual([partition(pk), sk, partition(gsi1pk), gsi1sk, partition(gsi2pk), gsi2sk]);
  });

  test('says what it is, and has a time to live only if it may be lost', () => {
    const item = itemOf(kind);
    expect(item['entity']).toBe(kind);
    const expected = {
      outbox: Math.floor(NOW / 1000) + 30 * 86_400,
      idempotency: 1_800_000_000,
      codeAttempts: 1_800_000_000,
    };
    expect(item['expiresAt']).toBe(new Map<string, number>(Object.entries(expected)).get(kind));
  });

  test('holds numbers only for times, counts and versions, never for money or quantities', () => {
    expect(numbersIn(itemOf(kind)).filter((path) => !COUNTED.has(path.split('.').at(-1) ?? ''))).toEqual([]);
  });
});

test('links hold pointers only, under their site or before it is known', () => {
  const links = [...items.values()].filter(({ entity }) => entity === 'link');
  expect(links.map(({ pk, sk }) => `${pk} ${sk}`).toSorted()).toEqual(
    [
      `${SITE}#id#bill#5001 link`,
      `${SITE}#id#billingProfile#3001 link`,
      `${SITE}#id#invoice#7001 link`,
      `${SITE}#id#subscription#2001 link`,
      `@#document#token-of-${SITE} link`,
      `@#sites ${SITE}`,
    ].toSorted(),
  );
  const names = new Set(links.flatMap((link) => Object.keys(link)));
  expect([...names].toSorted()).toEqual(['billId', 'customerId', 'entity', 'pk', 'siteId', 'sk']);
});

test('what is read without ElectroDB is read by the very keys of its entity', () => {
  const keyOf = (kind: RecordKind) => ({ pk: itemOf(kind)['pk'], sk: itemOf(kind)['sk'] });
  expect(siteKey(SITE)).toEqual(keyOf('site'));
  expect(siteClockKey(SITE)).toEqual(keyOf('siteClock'));
  expect(catalogPartition(SITE)).toBe(itemOf('catalog')['pk']);
  expect(jobRunKey(SITE, '9001')).toEqual(keyOf('jobRun'));
  expect(serviceClaimKey(SITE, 'DRIVER-35897499')).toEqual(keyOf('serviceClaim'));
});

test('due work reads back from its key, also with signs in its name', () => {
  const due = { job: 'billing', dueAt: NOW, ref: 'a#b 7' } as const;
  expect(dueOfSortKey(dueKeys(SITE, due).gsi1sk)).toEqual({ dueAt: NOW, ref: 'a#b 7' });
});

test('due work of many is spread over all shards', () => {
  const shards = new Map<string, number>();
  for (let id = 1001; id <= 9000; id++) {
    const { gsi1pk } = dueKeys(SITE, { job: 'billing', dueAt: NOW, ref: `${id}` });
    shards.set(gsi1pk, (shards.get(gsi1pk) ?? 0) + 1);
  }
  expect(shards.size).toBe(8);
  for (const size of shards.values()) expect(size).toBeGreaterThan(800);
});

test.for([
  { at: -62_167_219_200_000, text: '0000-01-01T00:00:00.000Z' },
  { at: 0, text: '1970-01-01T00:00:00.000Z' },
  { at: 253_370_764_800_000, text: '9999-01-01T00:00:00.000Z' },
])('the instant $at sorts as $text', ({ at, text }) => {
  expect(instantKey(at)).toBe(text);
});

test.for([-62_167_219_200_001, 253_402_300_800_000])('the instant %d would not sort and is refused', (at) => {
  expect(() => instantKey(at)).toThrow('years 0 to 9999');
});

test('a put takes an item off the index that it no longer belongs on', async () => {
  const commit = dynamoCommit(connection);
  const { client, table } = connection;
  const unlisted = [
    put('customer', { ...stored(sample('customer', SITE)), closureDueAt: null }),
    put('billingProfile', { ...stored(sample('billingProfile', SITE)), parked: null, status: 'ended' }),
    put('bill', { ...stored(sample('bill', SITE)), status: 'closed' }),
    put('subscription', { ...stored(sample('subscription', SITE)), transition: null }),
    put('suspense', { ...stored(sample('suspense', SITE)), status: 'discarded' }),
  ];
  expect(await commit(unlisted)).toBe('done');
  for (const index of ['gsi1', 'gsi2']) {
    const { Items = [] } = await client.send(new ScanCommand({ TableName: table, IndexName: index }));
    const kinds = Items.map(({ entity }) => entity).toSorted();
    expect(kinds).toEqual(
      index === 'gsi1'
        ? ['notification']
        : ['catalogRevision', 'communication', 'customer', 'jobRun', 'notification', 'suspense', 'voucher'],
    );
  }
  const key = { pk: `${SITE}#suspense#s-1`, sk: 'suspense' };
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: key }));
  // What was dealt with is on a list of its own.
  expect(Item?.['gsi2pk']).toBe(`${SITE}#suspense#discarded`);
});

/** Names of numbers that are instants (epoch milliseconds), counts or calendar figures: whole and far below 2^53. */
const COUNTED = new Set(
  (
    'version at now target createdAt inactiveSince closureDueAt validFrom validTo effectiveAt requestedAt reusableFrom from to ' +
    'finalisedAt dueAt closedAt nextAt issuedAt receivedAt startedAt endedAt progressAt expiresAt ' +
    'activeSubscriptions activeServices count day year month attempts events last processed skipped failed dueDays closureDays maxEventAgeDays ' +
    'catalogVersion status request tries nextAttemptAt durationMs serial uses made redeemed'
  ).split(' '),
);

/** Paths of all numbers; positions in lists are left out. */
function numbersIn(value: unknown, path = ''): readonly string[] {
  if (typeof value === 'number') return [path];
  if (Array.isArray(value)) return value.flatMap((part: unknown) => numbersIn(part, path));
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  return Object.entries(value).flatMap(([name, part]) => numbersIn(part, `${path}.${name}`));
}
