import { beforeAll, describe, expect, test } from 'vitest';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import { dynamoRecords } from '../../functions/adapters/dynamo/records/records.ts';
import type { Commit, Records } from '../../functions/ports.ts';
import { put, remove, stored } from './changes.ts';
import { freshTable } from './fresh-table.ts';
import { KINDS, keyOf, sample } from './sample-records.ts';

let records: Records;
let commit: Commit;

beforeAll(async () => {
  const connection = await freshTable();
  records = dynamoRecords(connection);
  commit = dynamoCommit(connection);
});

describe.each(KINDS)('a record of kind %s', (kind) => {
  const site = `of-${kind}`;
  const first = sample(kind, site);
  const get = () => records.get(kind, site, keyOf(kind, first));

  test('comes back as it was put, as version 1', async () => {
    expect(await get()).toBeNull();
    expect(await commit([put(kind, first)])).toBe('done');
    expect(await get()).toEqual(stored(first));
  });

  test('cannot be created twice', async () => {
    expect(await commit([put(kind, first)])).toBe('conflict');
    expect(await get()).toEqual(stored(first));
  });

  test('is replaced only by who read its last version', async () => {
    const read = stored(first);
    expect(await commit([put(kind, read)])).toBe('done');
    expect(await get()).toEqual(stored(read));
    expect(await commit([put(kind, read)])).toBe('conflict');
    expect(await get()).toEqual(stored(read));
  });

  test('is removed only by who read its last version, and can then be made anew', async () => {
    const read = stored(stored(first));
    expect(await commit([remove(kind, stored(first))])).toBe('conflict');
    expect(await commit([remove(kind, read)])).toBe('done');
    expect(await get()).toBeNull();
    expect(await commit([put(kind, read)])).toBe('conflict');
    expect(await get()).toBeNull();
    expect(await commit([put(kind, first)])).toBe('done');
    expect(await get()).toEqual(stored(first));
  });

  test('of one site is not there for another', async () => {
    expect(await records.get(kind, 'elsewhere', keyOf(kind, first))).toBeNull();
  });
});

test('an absent optional field stays absent, also deep inside', async () => {
  const { before: _before, ...activity } = sample('activity', 'optional', {
    after: { kept: '1', gone: undefined, deep: { gone: undefined, list: [{ gone: undefined }] } },
  });
  expect(await commit([put('activity', activity)])).toBe('done');
  const read = await records.get('activity', 'optional', keyOf('activity', activity));
  expect(read).toStrictEqual({ ...activity, version: 1, after: { kept: '1', deep: { list: [{}] } } });
});

test('an id with leading zeros is not the id of the number', async () => {
  expect(await commit([put('customer', sample('customer', 'zeros', { customerId: '7' }))])).toBe('done');
  expect(await records.get('customer', 'zeros', { customerId: '7' })).not.toBeNull();
  expect(await records.get('customer', 'zeros', { customerId: '0007' })).toBeNull();
});

test('an object that is no plain data is refused: a decimal is stored as text', async () => {
  class Cents {
    readonly cents = 5;
  }
  const activity = sample('activity', 'classes', { after: { amount: new Cents() } });
  await expect(commit([put('activity', activity)])).rejects.toThrow('Only plain data is stored');
});

test('an empty commit is a mistake', async () => {
  await expect(commit([])).rejects.toThrow('empty commit');
});

test('more writes than a transaction takes are refused before anything is written', async () => {
  const bills = Array.from({ length: 51 }, (_, index) => sample('bill', 'big', { billId: `${1000 + index}` }));
  await expect(commit(bills.map((bill) => put('bill', bill)))).rejects.toThrow('102 writes do not fit');
  expect((await records.find('billsOfCustomer', 'big', { customerId: '1001' })).items).toEqual([]);
  expect(await commit(bills.slice(0, 50).map((bill) => put('bill', bill)))).toBe('done');
});

test.for(['', 'a#b', 'a b', '@', 'ä', 'a'.repeat(101)])(
  '%j is no site, neither to read nor to write',
  async (siteId) => {
    await expect(records.get('site', siteId, {})).rejects.toThrow('Not a site id');
    await expect(records.find('wholeCatalog', siteId, {})).rejects.toThrow('Not a site id');
    await expect(commit([put('site', sample('site', siteId))])).rejects.toThrow('Not a site id');
  },
);
