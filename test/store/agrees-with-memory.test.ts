import { beforeAll, expect, test } from 'vitest';
import { JOBS } from '../../domain/jobs/job.ts';
import { FOREVER, type Instant } from '../../domain/time/instant.ts';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import type { Connection } from '../../functions/adapters/dynamo/connection.ts';
import { dynamoDueIndex } from '../../functions/adapters/dynamo/due-index.ts';
import { dynamoRecords } from '../../functions/adapters/dynamo/records/records.ts';
import type { Change, DueIndex, DueWork, Page, Records } from '../../functions/ports.ts';
import type { Queries, QueryName, RecordKind } from '../../functions/records.ts';
import { fc } from '../support/chance.ts';
import { InMemoryStore } from '../support/memory/in-memory-store.ts';
import { put, remove } from './changes.ts';
import { freshTable } from './fresh-table.ts';
import { keyOf, sample } from './sample-records.ts';

/**
 * The use cases are tested on a store in memory. This is what makes those tests worth something: after any history of commits the
 * table and the memory answer every question alike.
 */
let connection: Connection;
let runs = 0;

beforeAll(async () => {
  connection = await freshTable();
});

const KINDS = [
  'site',
  'catalog',
  'customer',
  'contact',
  'activity',
  'communication',
  'searchToken',
  'subscription',
  'billingProfile',
  'bill',
  'invoice',
  'payment',
  'jobRun',
  'jobResult',
  'suspense',
  'notification',
  'webhookEndpoint',
  'voucher',
  'voucherRedemption',
] as const satisfies readonly RecordKind[];

/** A few names for everything, so that histories meet themselves; no two records have the same time. */
type Pick = {
  readonly kind: (typeof KINDS)[number];
  readonly customer: 1 | 2;
  readonly item: 1 | 2 | 3;
  readonly version: number;
  readonly flag: boolean;
  readonly removes: boolean;
  /** Of a run: adds to its counts. */
  readonly counts?: boolean;
};
const pick: fc.Arbitrary<Pick> = fc.record({
  kind: fc.constantFrom(...KINDS),
  customer: fc.constantFrom(1, 2),
  item: fc.constantFrom(1, 2, 3),
  version: fc.constantFrom(0, 0, 0, 1, 1, 2),
  flag: fc.boolean(),
  removes: fc.constantFrom(false, false, true),
  counts: fc.boolean(),
});

function changeOf(site: string, { kind, customer, item, version, flag, removes, counts = false }: Pick): Change {
  const customerId = `100${customer}`;
  const id = `${customer}00${item}`;
  const at: Instant = Date.UTC(2026, customer, item);
  const due = { from: at, to: at + 86_400_000 };
  const fields = {
    site: { catalogVersion: item },
    catalog: { code: `C${id}`, kind: flag ? ('plan' as const) : ('product' as const) },
    catalogRevision: {
      catalogVersion: item,
      code: `C${customer}00${item}`,
      kind: flag ? ('plan' as const) : ('product' as const),
    },
    customer: { customerId, closureDueAt: flag ? at : null },
    contact: { customerId, tag: `tag-${id}` },
    activity: { customerId, activityId: id, at },
    communication: { customerId, communicationId: id, at },
    searchToken: { customerId, token: ['ada', 'adam', 'bob'][item - 1] ?? '' },
    subscription: { customerId, subscriptionId: id, status: flag ? ('active' as const) : ('cancelled' as const) },
    billingProfile: {
      customerId,
      billingProfileId: id,
      activeBill: { ...due, billId: id },
      parked: flag ? { reason: 'r', at } : null,
    },
    bill: { customerId, billId: id, finalisedAt: at, invoiceId: flag ? id : null },
    invoice: { customerId, billId: id, invoiceId: `9${id}`, linkToken: `${site}-${id}` },
    payment: { customerId, paymentId: id },
    jobRun: { runId: id, state: flag ? ('running' as const) : ('succeeded' as const), processed: item },
    jobResult: { runId: customerId, ref: id },
    notification: {
      notificationId: id,
      customerId: item === 3 ? null : customerId,
      at,
      state: flag ? ('failed' as const) : ('delivered' as const),
    },
    webhookEndpoint: { code: `C${id}` },
    voucher: { code: `V${id}`, batch: `B${customer}`, serial: item === 3 ? 12 : item },
    voucherRedemption: { code: `V${item}`, customerId },
    suspense: { suspenseId: id, receivedAt: at, status: flag ? ('open' as const) : ('discarded' as const) },
  };
  if (kind === 'jobRun' && counts) {
    const added = { processed: item, skipped: customer, failed: version, progressAt: at };
    return { add: 'jobRun', value: { siteId: site, runId: id, ...added } };
  }
  const value = sample(kind, site, { ...fields[kind], version });
  return removes ? remove(kind, value) : put(kind, value);
}

/** Changes of different records: one commit never changes a record twice. */
const commitOf = fc.uniqueArray(pick, {
  minLength: 1,
  maxLength: 3,
  selector: ({ kind, customer, item }) => {
    if (kind === 'site') return kind;
    return kind === 'customer' ? `${kind} ${customer}` : `${kind} ${customer} ${item}`;
  },
});

const OF_CUSTOMER = { customerId: '1001' };
const QUESTIONS: { readonly [Q in QueryName]: readonly Queries[Q]['args'][] } = {
  catalogOfKind: [{ kind: 'product' }, { kind: 'plan' }, { kind: 'tax' }],
  wholeCatalog: [{}],
  catalogRevisions: [{}, { kind: 'product' }, { kind: 'plan' }],
  revisionsOfObject: [
    { kind: 'plan', code: 'C1001' },
    { kind: 'product', code: 'C2002' },
  ],
  customersOfSite: [{}],
  customersByToken: [{ prefix: 'a' }, { prefix: 'ada' }, { prefix: 'adam' }, { prefix: 'b' }],
  contactsOfCustomer: [OF_CUSTOMER],
  subscriptionsOfCustomer: [OF_CUSTOMER],
  billingProfilesOfCustomer: [OF_CUSTOMER],
  billsOfCustomer: [OF_CUSTOMER, { customerId: '1002' }],
  invoicesOfCustomer: [OF_CUSTOMER],
  paymentsOfCustomer: [OF_CUSTOMER],
  communicationsOfCustomer: [OF_CUSTOMER],
  activitiesOfCustomer: [OF_CUSTOMER],
  subscriptionById: [{ subscriptionId: '1001' }, { subscriptionId: '2002' }],
  billingProfileById: [{ billingProfileId: '1001' }, { billingProfileId: '2002' }],
  billById: [{ billId: '1001' }, { billId: '2003' }],
  invoiceById: [{ invoiceId: '91001' }, { invoiceId: '92003' }],
  parkedBillingProfiles: [{}],
  jobRunsOfSite: [{}, { job: 'billing' }, { job: 'invoicing' }],
  resultsOfRun: [{ runId: '1001' }],
  notificationsOfCustomer: [OF_CUSTOMER, { customerId: '1002' }],
  notificationsOfSite: [{ state: 'failed' }, { state: 'delivered' }, { state: 'given_up' }],
  webhookEndpointsOfSite: [{}],
  vouchersOfBatch: [{ batch: 'B1' }, { batch: 'B2' }],
  redemptionsOfVoucher: [{ code: 'V1' }, { code: 'V3' }],
  suspenseOfSite: [
    { status: 'open' },
    { status: 'discarded' },
    { status: 'open', reason: 'UNKNOWN_SERVICE' },
    { status: 'open', reason: 'NO_RATE' },
    { status: 'open', serviceType: 'ev-charging', from: 1, to: FOREVER },
    { status: 'discarded', identifier: 'nobody' },
  ],
};

async function walk<T>(page: (cursor: string | null) => Promise<Page<T>>): Promise<readonly T[]> {
  const found: T[] = [];
  let cursor: string | null = null;
  do {
    const { items, nextCursor }: Page<T> = await page(cursor);
    found.push(...items);
    cursor = nextCursor;
  } while (cursor !== null);
  return found;
}

const byRef = (work: readonly DueWork[]) => work.toSorted((a, b) => (a.ref < b.ref ? -1 : 1));

async function answersOf(site: string, { records, dueIndex }: { records: Records; dueIndex: DueIndex }) {
  const lists = Object.entries(QUESTIONS).flatMap(([query, asked]) =>
    asked.map(async (args) => [
      `${query} ${JSON.stringify(args)}`,
      await walk((cursor) => records.find(query as QueryName, site, args as never, { limit: 2, cursor })),
    ]),
  );
  const due = JOBS.map(async (job) => [
    `due ${job}`,
    byRef(await walk((cursor) => dueIndex.due(site, job, FOREVER, cursor))),
  ]);
  const soon = Date.UTC(2026, 1, 2);
  const dueSoon = JOBS.map(async (job) => [
    `due soon ${job}`,
    byRef(await walk((cursor) => dueIndex.due(site, job, soon, cursor))),
  ]);
  const next = async () => ['next', (await dueIndex.next(site))?.dueAt];
  return Object.fromEntries(await Promise.all([...lists, ...due, ...dueSoon, next()]));
}

test('after any history of commits the table and the memory hold and answer the same', async () => {
  const table = {
    records: dynamoRecords(connection),
    commit: dynamoCommit(connection),
    dueIndex: dynamoDueIndex(connection, { perShard: 2 }),
  };
  await fc.assert(
    fc.asyncProperty(fc.array(commitOf, { minLength: 1, maxLength: 25 }), async (history) => {
      const site = `history-${++runs}`;
      const memory = new InMemoryStore();
      for (const picks of history) {
        const changes = picks.map((chosen) => changeOf(site, chosen));
        expect(await table.commit(changes)).toBe(await memory.commit(changes));
        for (const { kind, customer, item, version, flag } of picks) {
          const change = changeOf(site, { kind, customer, item, version, flag, removes: false });
          if (!('put' in change) || change.put === 'ledger' || change.put === 'ratingProfile') continue;
          const key = keyOf(change.put, change.value);
          expect(await table.records.get(change.put, site, key)).toEqual(memory.get(change.put, site, key));
        }
      }
      expect(await answersOf(site, table)).toEqual(await answersOf(site, memory));
    }),
    { numRuns: 25 },
  );
});
