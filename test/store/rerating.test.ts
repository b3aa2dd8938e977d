import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Product } from '../../domain/catalog/catalog.ts';
import type { TaskOrder } from '../../domain/jobs/task.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { verifyHead } from '../../domain/ledger/verify-head.ts';
import { decimalText } from '../../domain/money/decimal.ts';
import { FOREVER, instantText } from '../../domain/time/instant.ts';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import { dynamoDueIndex } from '../../functions/adapters/dynamo/due-index.ts';
import {
  dynamoCommitLedgers,
  dynamoLedgers,
  dynamoUsageLedgers,
} from '../../functions/adapters/dynamo/ledger/ledger-store.ts';
import { dynamoPriceBooks } from '../../functions/adapters/dynamo/price-books.ts';
import { dynamoRecords } from '../../functions/adapters/dynamo/records/records.ts';
import { dynamoSequences } from '../../functions/adapters/dynamo/sequences.ts';
import { dynamoServiceLookup } from '../../functions/adapters/dynamo/service-lookup.ts';
import { dynamoSiteTime } from '../../functions/adapters/dynamo/site-time.ts';
import { dynamoSuspenseWriter } from '../../functions/adapters/dynamo/suspense-writer.ts';
import { dynamoUsageTallies } from '../../functions/adapters/dynamo/usage-tallies.ts';
import type { JobMessage } from '../../functions/ports.ts';
import { replaceCatalogObject } from '../../functions/use-cases/catalog/replace-catalog-object.ts';
import { reportTask } from '../../functions/use-cases/jobs/report-task.ts';
import { startTask } from '../../functions/use-cases/jobs/start-task.ts';
import { workOffJobs } from '../../functions/use-cases/jobs/work-off-jobs.ts';
import { workTask } from '../../functions/use-cases/jobs/work-task.ts';
import { onboardCustomer } from '../../functions/use-cases/subscriptions/onboard-customer.ts';
import { explainEntry } from '../../functions/use-cases/usage/explain-entry.ts';
import { rateUsageBatch } from '../../functions/use-cases/usage/rate-usage-batch.ts';
import { anaBuys, at, CATALOG, callAt, SITE } from '../support/shops/shop.ts';
import { allowed } from '../unit/subscription/contract.ts';
import { freshTable } from './fresh-table.ts';

/** Re-rating and suspended usage in bulk on the table itself: sealed chunks, lists by filter, the catalog's memory. */
const BOUGHT = at('2026-03-10T13:30:00Z');
const NOW = at('2026-03-25T12:00:00Z');
const { siteId } = SITE;
const USED = 2_400;

async function shopOnTable() {
  const connection = await freshTable();
  const commit = dynamoCommit(connection);
  const jobs: JobMessage[] = [];
  const usage: string[] = [];
  const unasked = async () => expect.fail('nobody asked for it');
  const items = [
    ...CATALOG,
    { kind: 'billItem', object: { code: 'USAGE', name: 'Usage', type: 'usage' } } as const,
    { kind: 'billItem', object: { code: 'FEES', name: 'Fees', type: 'subscription' } } as const,
  ];
  await commit([{ put: 'site', value: SITE }]);
  await commit([{ put: 'siteClock', value: { siteId, now: NOW, target: null, waitingFor: null, version: 0 } }]);
  await commit(
    items.map(({ kind, object }) => {
      return { put: 'catalog', value: { siteId, kind, code: object.code, object, version: 0 } } as const;
    }),
  );
  return {
    records: dynamoRecords(connection),
    ledgers: dynamoLedgers(connection.client, connection.table),
    usageLedgers: dynamoUsageLedgers(connection.client, connection.table),
    commitLedgers: dynamoCommitLedgers(connection),
    priceBooks: dynamoPriceBooks(connection),
    siteTime: dynamoSiteTime(connection),
    services: dynamoServiceLookup(connection),
    suspense: dynamoSuspenseWriter(connection),
    tallies: dynamoUsageTallies(connection),
    systemTime: () => NOW,
    sequences: dynamoSequences(connection),
    dueIndex: dynamoDueIndex(connection),
    randomId: () => randomUUID(),
    homeSite: siteId,
    commit,
    jobs,
    usage,
    queues: {
      sendJobs: async (messages: readonly JobMessage[]) => void jobs.push(...messages),
      sendUsage: async (bodies: readonly string[]) => void usage.push(...bodies),
      sendClockStep: unasked,
      sendMail: unasked,
      sendNotifications: unasked,
    },
  };
}

let shop: Awaited<ReturnType<typeof shopOnTable>>;
let balanceGroupId = '';
const event = (id: string, minute: number) => ({
  ...{
    specversion: '1.0',
    type: 'billow.usage.v1',
    source: 'test',
    site: siteId,
    servicetype: 'DATA',
    subject: '041-111-222',
  },
  ...{
    id: `${id}-${randomUUID()}`,
    time: instantText(at('2026-03-15T00:00:00Z') + minute * 60_000),
    data: { quantity: '10' },
  },
});
const rate = (bodies: readonly string[]) =>
  rateUsageBatch({ ...shop, ledgers: shop.usageLedgers })(
    bodies.map((body, index) => ({ messageId: `${index}`, body })),
  );

async function carryOut(order: TaskOrder) {
  const run = allowed(await startTask(shop)({ ...callAt(NOW) }, order));
  const worker = {
    work: workTask(shop),
    report: reportTask(shop),
    onFault: (_: unknown, error: unknown) => expect.fail(`${error}`),
  };
  while (shop.jobs.length > 0) {
    const messages = shop.jobs.splice(0);
    const deliveries = messages.map((message, index) => ({ messageId: `${index}`, attempt: 1, message }));
    expect(await workOffJobs(worker)(deliveries)).toEqual([]);
  }
  const { items } = await shop.records.find('resultsOfRun', siteId, { runId: run.runId });
  return { run: await shop.records.get('jobRun', siteId, { runId: run.runId }), results: items };
}

async function wholeLedger() {
  const account = (await shop.ledgers.load(siteId, balanceGroupId)) ?? expect.fail('no ledger');
  const sealed = await shop.ledgers.sealedEntries(siteId, balanceGroupId, {
    from: at('2026-03-01T00:00:00Z'),
    to: at('2026-04-01T00:00:00Z'),
  });
  return { head: account.head, entries: [...sealed, ...account.head.tail] };
}

beforeAll(async () => {
  shop = await shopOnTable();
  // Everything waits at first, because nobody has the identifier.
  await rate([JSON.stringify([event('early', 1), event('early', 2)]), '{']);
  const { subscription } = allowed(await onboardCustomer(shop)(callAt(BOUGHT), anaBuys()));
  balanceGroupId = subscription.balanceGroupId;
  shop.services.forget(siteId, '041-111-222');
});

test('suspended usage is found by its filter, sent again and rated once', async () => {
  const open = (filter: object) =>
    shop.records.find('suspenseOfSite', siteId, { status: 'open', ...filter }, { limit: 1 });
  expect((await open({ reason: 'MALFORMED' })).items).toHaveLength(1);
  const first = await open({ identifier: '041-111-222', serviceType: 'DATA', from: 0, to: FOREVER });
  expect(first.nextCursor).not.toBeNull();
  expect((await open({ identifier: 'nobody' })).items).toEqual([]);
  const { run } = await carryOut({ task: 'suspense-retry', by: 'x', reason: 'UNKNOWN_SERVICE' });
  expect(run).toMatchObject({ state: 'succeeded', selected: 2, processed: 2 });
  expect(await rate([...shop.usage, ...shop.usage.splice(0)])).toMatchObject({
    faults: [],
    rated: 2,
    duplicate: 2,
    suspended: 0,
  });
  expect((await open({})).items.map(({ reason }) => reason)).toEqual(['MALFORMED']);
  const retried = await shop.records.find('suspenseOfSite', siteId, { status: 'retried' });
  expect(retried.items).toHaveLength(2);
});

test('a price mistake of thousands of events is made up for, through sealed chunks, once', async () => {
  const list = Array.from({ length: USED }, (_, index) => event('use', index));
  for (let from = 0; from < USED; from += 800) {
    await rate([JSON.stringify(list.slice(from, from + 800))]);
  }
  const before = await wholeLedger();
  expect(before.head.tail.length).toBeLessThan(USED);
  expect(verifyHead(before.head, before.entries)).toBeNull();

  const stored = (await shop.records.get('catalog', siteId, { kind: 'product', code: 'DATA_USE' })) ?? expect.fail();
  const sold = stored.object as Product;
  const versions = sold.versions.map((one) => ({ ...one, price: { model: 'per-unit', unitPrice: '0.01' } as const }));
  const replacement = { kind: 'product', object: { ...sold, versions } } as const;
  const change = { code: 'DATA_USE', version: stored.version, replacement, isCorrection: true };
  allowed(await replaceCatalogObject(shop)(callAt(NOW), change));

  const scope = { product: 'DATA_USE' };
  const order = { task: 're-rating', by: 'x', reason: 'a mistake', from: 0, to: NOW, scope, dryRun: false } as const;
  const first = await carryOut({ ...order, from: at('2026-03-01T00:00:00Z') });
  // 24,020 MB, of which 1,000 are free, at −0.01; 22 % of it.
  expect(first).toMatchObject({
    run: { state: 'succeeded', processed: 1 },
    results: [
      { figures: { events: USED + 2, corrected: USED + 2 - 100, items: [{ billItem: 'USAGE', net: '-230.2' }] } },
    ],
  });
  const after = await wholeLedger();
  expect(verifyHead(after.head, after.entries)).toBeNull();
  const line = [...after.head.unbilled.values()].find(({ product }) => product === 'DATA_USE');
  expect([decimalText(line?.net ?? expect.fail()), decimalText(line?.quantity ?? expect.fail())]).toEqual([
    '230.2',
    '24020',
  ]);

  const again = await carryOut({ ...order, from: at('2026-03-01T00:00:00Z') });
  expect(again.results).toMatchObject([{ figures: { corrected: 0, items: [] } }]);
  expect((await wholeLedger()).head.version).toBe(after.head.version);

  const old: Entry = after.entries.findLast(({ kind }) => kind === 'usage') ?? expect.fail();
  const explained = await explainEntry(shop)(siteId, { balanceGroupId, seq: old.seq, at: old.at });
  expect(explained).toMatchObject({
    ok: true,
    value: { usage: { reproduced: true }, corrections: [{ corrects: old.seq }] },
  });
  expect(explained.ok && explained.value.sentences).toContain('0.2 EUR = 10 unit × 0.02.');
});
