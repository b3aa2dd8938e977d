import { beforeAll, expect, test } from 'vitest';
import { dueOfRatingProfile } from '../../domain/jobs/due-work.ts';
import type { RatingProfile } from '../../domain/subscription/subscription.ts';
import { FOREVER, type Instant } from '../../domain/time/instant.ts';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import type { Connection } from '../../functions/adapters/dynamo/connection.ts';
import { InvalidCursor } from '../../functions/adapters/dynamo/cursor.ts';
import { dynamoDueIndex } from '../../functions/adapters/dynamo/due-index.ts';
import type { Commit, DueIndex, DueWork } from '../../functions/ports.ts';
import { fc } from '../support/chance.ts';
import { put, stored } from './changes.ts';
import { freshTable } from './fresh-table.ts';
import { sample } from './sample-records.ts';

let connection: Connection;
let commit: Commit;
let dueIndex: DueIndex;
let runs = 0;

beforeAll(async () => {
  connection = await freshTable();
  commit = dynamoCommit(connection);
  dueIndex = dynamoDueIndex(connection, { perShard: 3 });
});

const at = (text: string): Instant => Date.parse(text);
const APRIL = at('2026-04-01T00:00:00Z');

async function allDue(site: string, job: Parameters<DueIndex['due']>[1], until: Instant): Promise<readonly DueWork[]> {
  const found: DueWork[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<DueIndex['due']>> = await dueIndex.due(site, job, until, cursor);
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

test('everything due comes once, in order of time, whatever the shards and pages', async () => {
  const bills = fc.uniqueArray(
    fc.record({ id: fc.integer({ min: 1000, max: 9999 }), day: fc.integer({ min: 0, max: 5 }) }),
    {
      minLength: 1,
      maxLength: 60,
      selector: ({ id }) => id,
    },
  );
  await fc.assert(
    fc.asyncProperty(bills, async (drawn) => {
      const site = `order-${++runs}`;
      const due = drawn.map(({ id, day }) => ({
        ref: `${id}`,
        customerId: `${id % 7}`,
        dueAt: APRIL + day * 86_400_000,
      }));
      for (let start = 0; start < due.length; start += 40) {
        const changes = due.slice(start, start + 40).map(({ ref, customerId, dueAt }) => {
          return put('bill', sample('bill', site, { billId: ref, customerId, invoiceId: null, finalisedAt: dueAt }));
        });
        expect(await commit(changes)).toBe('done');
      }
      const until = APRIL + 3 * 86_400_000;
      const found = await allDue(site, 'invoicing', until);
      const expected = due
        .filter(({ dueAt }) => dueAt <= until)
        .toSorted((a, b) => a.dueAt - b.dueAt || a.ref.localeCompare(b.ref));
      expect(found).toEqual(expected);
      const first = Math.min(...due.map(({ dueAt }) => dueAt));
      expect(await dueIndex.next(site)).toEqual({ job: 'invoicing', dueAt: first });
    }),
    { numRuns: 15 },
  );
});

test('what is due at a moment is due then, and not a millisecond earlier', async () => {
  await commit([put('billingProfile', sample('billingProfile', 'edge'))]);
  expect(await dueIndex.due('edge', 'billing', APRIL - 1)).toEqual({ items: [], nextCursor: null });
  expect(await dueIndex.due('edge', 'billing', APRIL)).toEqual({
    items: [{ ref: '3001', customerId: '1001', dueAt: APRIL }],
    nextCursor: null,
  });
});

test('a bill goes from invoicing to collection, and off the index when it is paid', async () => {
  const site = 'life-of-a-bill';
  const jobsOf = async () => {
    const jobs = ['billing', 'invoicing', 'payment-collection'] as const;
    const due = await Promise.all(jobs.map(async (job) => (await allDue(site, job, FOREVER)).map(() => job)));
    return due.flat();
  };
  let bill = sample('bill', site, { status: 'active', finalisedAt: null, invoiceId: null });
  const next = async (changes: Partial<typeof bill>) => {
    bill = { ...bill, ...changes };
    expect(await commit([put('bill', bill)])).toBe('done');
    bill = stored(bill);
    return jobsOf();
  };
  expect(await next({})).toEqual([]);
  expect(await next({ status: 'billing', finalisedAt: APRIL })).toEqual(['invoicing']);
  expect(await next({ invoiceId: '7001' })).toEqual(['payment-collection']);
  expect(await next({ status: 'closed', due: '0', closedAt: APRIL })).toEqual([]);
});

test('a customer, a subscription and a contract are due when their own rules say so', async () => {
  const site = 'others';
  const profile: RatingProfile = {
    siteId: site,
    version: 0,
    customerId: '1001',
    billingProfileId: '3001',
    balanceGroupId: '4001',
    name: 'Main',
    status: 'active',
    resource: 'EUR',
    paymentType: 'postpaid',
    cycleRule: null,
    services: [],
    purchases: [
      {
        purchaseId: '6001',
        subscriptionId: '2001',
        bundle: 'B',
        product: 'P',
        quantity: '1',
        validFrom: APRIL,
        validTo: FOREVER,
        status: 'pending',
        chargedThrough: APRIL,
      },
    ],
  };
  expect(dueOfRatingProfile(profile)).not.toBeNull();
  await commit([
    put('customer', sample('customer', site)),
    put('subscription', sample('subscription', site)),
    { put: 'ratingProfile', value: profile, before: null },
  ]);
  const due = { customerId: '1001', dueAt: APRIL };
  expect(await allDue(site, 'account-closure', FOREVER)).toEqual([{ ...due, ref: '1001' }]);
  expect(await allDue(site, 'plan-transition', FOREVER)).toEqual([{ ...due, ref: '2001' }]);
  expect(await allDue(site, 'purchase-verification', FOREVER)).toEqual([{ ...due, ref: '4001' }]);

  await commit([
    put('customer', { ...stored(sample('customer', site)), status: 'active' }),
    put('subscription', { ...stored(sample('subscription', site)), transition: null }),
    { put: 'ratingProfile', value: { ...stored(profile), purchases: [] }, before: stored(profile) },
  ]);
  expect(await dueIndex.next(site)).toBeNull();
});

test('of several jobs due at the same time the one that runs first in a night is next', async () => {
  const site = 'ties';
  await commit([
    put('customer', sample('customer', site)),
    put('billingProfile', sample('billingProfile', site)),
    put('subscription', sample('subscription', site)),
  ]);
  expect(await dueIndex.next(site)).toEqual({ job: 'plan-transition', dueAt: APRIL });
});

test('a cursor of another job or site is refused', async () => {
  const site = 'cursors';
  const bills = Array.from({ length: 40 }, (_, index) => {
    return put('bill', sample('bill', site, { billId: `${5000 + index}`, invoiceId: null }));
  });
  await commit(bills);
  const { nextCursor } = await dueIndex.due(site, 'invoicing', FOREVER);
  expect(nextCursor).not.toBeNull();
  await expect(dueIndex.due(site, 'billing', FOREVER, nextCursor)).rejects.toThrow(InvalidCursor);
  await expect(dueIndex.due('edge', 'invoicing', FOREVER, nextCursor)).rejects.toThrow(InvalidCursor);
});
