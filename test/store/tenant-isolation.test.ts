import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import { JOBS } from '../../domain/jobs/job.ts';
import { FOREVER } from '../../domain/time/instant.ts';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import type { Connection } from '../../functions/adapters/dynamo/connection.ts';
import { dynamoDocumentLinks } from '../../functions/adapters/dynamo/document-links.ts';
import { dynamoDueIndex } from '../../functions/adapters/dynamo/due-index.ts';
import { dynamoPriceBooks } from '../../functions/adapters/dynamo/price-books.ts';
import { dynamoRecords } from '../../functions/adapters/dynamo/records/records.ts';
import { dynamoSequences } from '../../functions/adapters/dynamo/sequences.ts';
import { dynamoSiteTime } from '../../functions/adapters/dynamo/site-time.ts';
import { dynamoSites } from '../../functions/adapters/dynamo/sites.ts';
import { dynamoUsageTallies } from '../../functions/adapters/dynamo/usage-tallies.ts';
import type { QueryName } from '../../functions/records.ts';
import { fc } from '../support/chance.ts';
import { put, remove, stored } from './changes.ts';
import { freshTable, localClient } from './fresh-table.ts';
import { KINDS, keyOf, sample } from './sample-records.ts';

let connection: Connection;
/** Every partition key that was sent, in requests of all forms. */
const touched: string[] = [];

beforeAll(async () => {
  const { table } = await freshTable();
  const client = localClient();
  collectPartitions(client);
  connection = { client, table };
});

const PARTITION_NAMES = new Set(['pk', 'gsi1pk', 'gsi2pk']);

/** Looks into every request: keys, items, and the values that key conditions compare with. */
function collectPartitions(client: DynamoDBDocumentClient): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      collectFrom(args.input);
      return next(args);
    },
    { step: 'initialize' },
  );
}

function collectFrom(input: unknown): void {
  if (typeof input !== 'object' || input === null) return;
  const fields = new Map<string, unknown>(Object.entries(input));
  for (const [name, value] of fields) {
    if (PARTITION_NAMES.has(name) && typeof value === 'string') touched.push(value);
    else if (name !== 'ExpressionAttributeValues') collectFrom(value);
  }
  const condition = fields.get('KeyConditionExpression');
  if (typeof condition !== 'string') return;
  const placeholder = /=\s*(:\w+)/.exec(condition)?.[1] ?? '';
  const values = new Map<string, unknown>(Object.entries(fields.get('ExpressionAttributeValues') ?? {}));
  touched.push(String(values.get(placeholder)));
}

/** What was touched by a piece of work. */
async function partitionsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  touched.length = 0;
  await work();
  expect(touched.length).toBeGreaterThan(0);
  return [...touched];
}

const OF_CUSTOMER = { customerId: '1001' };
const QUESTIONS: Readonly<Record<QueryName, object>> = {
  catalogOfKind: { kind: 'product' },
  wholeCatalog: {},
  catalogRevisions: { kind: 'product' },
  revisionsOfObject: { kind: 'product', code: 'Call.Minutes_1' },
  customersOfSite: {},
  customersByToken: { prefix: 'a' },
  contactsOfCustomer: OF_CUSTOMER,
  subscriptionsOfCustomer: OF_CUSTOMER,
  billingProfilesOfCustomer: OF_CUSTOMER,
  billsOfCustomer: OF_CUSTOMER,
  invoicesOfCustomer: OF_CUSTOMER,
  paymentsOfCustomer: OF_CUSTOMER,
  communicationsOfCustomer: OF_CUSTOMER,
  activitiesOfCustomer: OF_CUSTOMER,
  subscriptionById: { subscriptionId: '2001' },
  billingProfileById: { billingProfileId: '3001' },
  billById: { billId: '5001' },
  invoiceById: { invoiceId: '7001' },
  parkedBillingProfiles: {},
  jobRunsOfSite: {},
  resultsOfRun: { runId: '9001' },
  notificationsOfCustomer: OF_CUSTOMER,
  notificationsOfSite: { state: 'failed' },
  webhookEndpointsOfSite: {},
  vouchersOfBatch: { batch: 'Xmas_2026' },
  redemptionsOfVoucher: { code: 'XMAS-007A' },
  suspenseOfSite: { status: 'open' },
};

/** Site ids that are each other's beginnings, or look like parts of keys. */
const siteIds = fc.uniqueArray(
  fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9_.-]{1,8}$/),
    fc.constantFrom('a', 'ab', 'a.b', 'A', 'demo', 'demo-2', 'site'),
  ),
  { minLength: 2, maxLength: 2 },
);

/** Uses every adapter for a site, with everything that a caller can choose set to texts that name the other one. */
async function useEverything(site: string, other: string): Promise<void> {
  const records = dynamoRecords(connection);
  const commit = dynamoCommit(connection);
  for (const kind of KINDS) {
    await commit([put(kind, sample(kind, site))]);
    await records.get(kind, site, keyOf(kind, sample(kind, site)));
    await commit([put(kind, stored(sample(kind, site)))]);
  }
  for (const tag of [`${other}#`, `../${other}`, `#${other}#customer#1001`, other]) {
    await commit([put('contact', sample('contact', site, { tag }))]);
    await commit([put('emailClaim', sample('emailClaim', site, { email: tag }))]);
    await commit([put('searchToken', sample('searchToken', site, { token: tag }))]);
    await records.get('emailClaim', site, { email: tag });
    await records.get('customer', site, { customerId: tag });
    await records.find('customersByToken', site, { prefix: tag });
    await records.find('billsOfCustomer', site, { customerId: tag });
    await records.find('billById', site, { billId: tag });
  }
  for (const [query, args] of Object.entries(QUESTIONS)) {
    await records.find(query as QueryName, site, args, { limit: 1 });
  }
  await dynamoSequences(connection).reserve(site, 'customer', 3);
  const count = { siteId: site, runId: '9001', processed: 1, skipped: 0, failed: 0, progressAt: 1 };
  await commit([{ add: 'jobRun', value: count }]);
  await dynamoUsageTallies(connection).add(site, { received: 1, rated: 1, duplicate: 0, suspended: 0 });
  await dynamoUsageTallies(connection).total(site);
  await dynamoSiteTime(connection).now(site);
  await dynamoPriceBooks(connection).current(site);
  await dynamoPriceBooks(connection).asOf(site, 0);
  const dueIndex = dynamoDueIndex(connection);
  for (const job of JOBS) await dueIndex.due(site, job, FOREVER);
  await dueIndex.next(site);
  for (const kind of KINDS) {
    const read = await records.get(kind, site, keyOf(kind, sample(kind, site)));
    if (read !== null) await commit([remove(kind, read)]);
  }
}

test('no request of one site touches a key of another', async () => {
  await fc.assert(
    fc.asyncProperty(siteIds, async ([site = '', other = '']) => {
      const partitions = await partitionsOf(() => useEverything(site, other));
      const foreign = partitions.filter(
        (partition) =>
          !partition.startsWith(`${site}#`) &&
          partition !== '@#sites' &&
          partition !== `@#document#${sample('invoice', site).linkToken}`,
      );
      expect(foreign).toEqual([]);
    }),
    { numRuns: 8 },
  );
});

test('what is asked before a site is known touches only pointers, and then the site that they name', async () => {
  const commit = dynamoCommit(connection);
  const invoice = sample('invoice', 'owner', { linkToken: 'unguessable' });
  await commit([put('invoice', invoice)]);
  expect(await partitionsOf(() => dynamoSites(connection).all())).toEqual(['@#sites']);
  expect(await partitionsOf(() => dynamoDocumentLinks(connection).resolve('unguessable'))).toEqual([
    '@#document#unguessable',
    'owner#customer#000000001001',
  ]);
  expect(await partitionsOf(() => dynamoDocumentLinks(connection).resolve('owner#customer'))).toEqual([
    '@#document#owner#customer',
  ]);
});
