import { beforeAll, expect, test } from 'vitest';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import { InvalidCursor } from '../../functions/adapters/dynamo/cursor.ts';
import { dynamoRecords } from '../../functions/adapters/dynamo/records/records.ts';
import type { Commit, Records } from '../../functions/ports.ts';
import { put } from './changes.ts';
import { freshTable } from './fresh-table.ts';
import { sample } from './sample-records.ts';

const SITE = 'pages';
const OF_CUSTOMER = { customerId: '1001' };
let records: Records;
let commit: Commit;

beforeAll(async () => {
  const connection = await freshTable();
  records = dynamoRecords(connection);
  commit = dynamoCommit(connection);
  for (const site of [SITE, 'rival']) {
    const ids = Array.from({ length: 12 }, (_, index) => `${995 + index}`);
    await commit(ids.map((billId) => put('bill', sample('bill', site, { billId }))));
    await commit(ids.map((customerId) => put('customer', sample('customer', site, { customerId }))));
    await commit(
      ids.map((id, index) => put('activity', sample('activity', site, { activityId: id, at: 1_000 * index }))),
    );
  }
});

async function pagesOf(limit: number): Promise<readonly (readonly string[])[]> {
  const pages: string[][] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof records.find<'billsOfCustomer'>>> = await records.find(
      'billsOfCustomer',
      SITE,
      OF_CUSTOMER,
      { limit, cursor },
    );
    pages.push(page.items.map(({ billId }) => billId));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return pages;
}

const ALL = ['995', '996', '997', '998', '999', '1000', '1001', '1002', '1003', '1004', '1005', '1006'];

test.for([
  { limit: 1, pages: 12 },
  { limit: 5, pages: 3 },
  { limit: 6, pages: 2 },
  { limit: 11, pages: 2 },
  { limit: 12, pages: 1 },
  { limit: 200, pages: 1 },
])(
  'twelve bills in pages of $limit are $pages pages, in the order of their numbers, with nothing twice',
  async ({ limit, pages }) => {
    const found = await pagesOf(limit);
    expect(found.flat()).toEqual(ALL);
    expect(found).toHaveLength(pages);
  },
);

test('without a limit a list comes whole', async () => {
  const { items, nextCursor } = await records.find('billsOfCustomer', SITE, OF_CUSTOMER);
  expect(items.map(({ billId }) => billId)).toEqual(ALL);
  expect(nextCursor).toBeNull();
});

test('a list of more than one read of a megabyte comes whole, too', async () => {
  const payload = 'x'.repeat(100_000);
  for (let index = 0; index < 15; index++) {
    await commit([put('suspense', sample('suspense', 'large', { suspenseId: `s-${index}`, payload }))]);
  }
  expect((await records.find('suspenseOfSite', 'large', { status: 'open' })).items).toHaveLength(15);
  const page = await records.find('suspenseOfSite', 'large', { status: 'open' }, { limit: 14 });
  expect(page.items).toHaveLength(14);
  expect(page.nextCursor).not.toBeNull();
});

test('lists by time give the newest first and go on where they stopped', async () => {
  const first = await records.find('activitiesOfCustomer', SITE, OF_CUSTOMER, { limit: 7 });
  const second = await records.find('activitiesOfCustomer', SITE, OF_CUSTOMER, { limit: 7, cursor: first.nextCursor });
  const ids = [...first.items, ...second.items].map(({ activityId }) => activityId);
  expect(ids).toEqual(ALL.toReversed());
  expect(second.nextCursor).toBeNull();
});

test('what is added before the cursor is not seen again, what is added behind it is seen', async () => {
  const site = 'moving';
  const add = (billId: string) => commit([put('bill', sample('bill', site, { billId }))]);
  await add('10');
  await add('20');
  await add('30');
  const first = await records.find('billsOfCustomer', site, OF_CUSTOMER, { limit: 2 });
  await add('15');
  await add('25');
  const second = await records.find('billsOfCustomer', site, OF_CUSTOMER, { limit: 9, cursor: first.nextCursor });
  expect(second.items.map(({ billId }) => billId)).toEqual(['25', '30']);
});

const cursorOf = async (site: string): Promise<string> => {
  const { nextCursor } = await records.find('customersOfSite', site, {}, { limit: 3 });
  if (nextCursor === null) throw new Error('A cursor was expected.');
  return nextCursor;
};
const reworded = (cursor: string, from: string, to: string): string =>
  Buffer.from(Buffer.from(cursor, 'base64url').toString().replaceAll(from, to)).toString('base64url');

test('a cursor of another site is refused', async () => {
  const cursor = await cursorOf('rival');
  await expect(records.find('customersOfSite', SITE, {}, { cursor })).rejects.toThrow(InvalidCursor);
  const bills = await records.find('billsOfCustomer', 'rival', OF_CUSTOMER, { limit: 3 });
  const foreign = { cursor: bills.nextCursor };
  await expect(records.find('billsOfCustomer', SITE, OF_CUSTOMER, foreign)).rejects.toThrow(InvalidCursor);
});

test('a cursor of another list is refused, and of the same list of another customer', async () => {
  const cursor = await cursorOf(SITE);
  await expect(records.find('jobRunsOfSite', SITE, {}, { cursor })).rejects.toThrow(InvalidCursor);
  const { nextCursor } = await records.find('billsOfCustomer', SITE, OF_CUSTOMER, { limit: 3 });
  const other = { customerId: '1002' };
  await expect(records.find('billsOfCustomer', SITE, other, { cursor: nextCursor })).rejects.toThrow(InvalidCursor);
});

test.for([
  { what: 'names another site in its keys only', forge: (cursor: string) => reworded(cursor, '"pages#', '"rival#') },
  { what: 'has a key too many', forge: (cursor: string) => reworded(cursor, ']', ',"x"]') },
  { what: 'has no text for a key', forge: (cursor: string) => reworded(cursor, '"customer"', '7') },
  { what: 'is no list', forge: () => Buffer.from('{"a":1}').toString('base64url') },
  { what: 'is no JSON', forge: (cursor: string) => cursor.slice(0, -5) },
  { what: 'is empty', forge: () => '' },
  { what: 'is not even encoded', forge: () => '%%%%' },
])('a cursor that $what is refused', async ({ forge }) => {
  const cursor = forge(await cursorOf(SITE));
  await expect(records.find('customersOfSite', SITE, {}, { cursor })).rejects.toThrow(InvalidCursor);
});

test('a cursor that points outside of its list is refused', async () => {
  const { nextCursor } = await records.find('billsOfCustomer', SITE, OF_CUSTOMER, { limit: 3 });
  const cursor = reworded(nextCursor ?? '', 'bill#', 'invoice#');
  await expect(records.find('billsOfCustomer', SITE, OF_CUSTOMER, { cursor })).rejects.toThrow(InvalidCursor);
});

test('a page of nothing is a mistake', async () => {
  await expect(records.find('customersOfSite', SITE, {}, { limit: 0 })).rejects.toThrow('at least one');
});

test('a cursor that leads to no key is refused, whoever made it up', async () => {
  const cursor = Buffer.from(JSON.stringify([SITE, JSON.stringify(['catalogRevisions', {}])])).toString('base64url');
  await expect(records.find('catalogRevisions', SITE, {}, { limit: 5, cursor })).rejects.toThrow(InvalidCursor);
});
