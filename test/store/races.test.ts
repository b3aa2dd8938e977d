import { beforeAll, expect, test } from 'vitest';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import type { Connection } from '../../functions/adapters/dynamo/connection.ts';
import { dynamoRecords } from '../../functions/adapters/dynamo/records/records.ts';
import type { Change, Commit, Records } from '../../functions/ports.ts';
import { put, remove, stored } from './changes.ts';
import { freshTable } from './fresh-table.ts';
import { sample } from './sample-records.ts';

let connection: Connection;
let records: Records;
let commit: Commit;

beforeAll(async () => {
  connection = await freshTable();
  records = dynamoRecords(connection);
  commit = dynamoCommit(connection);
});

test('of two writers who read the same version one wins, and the loser leaves nothing', async () => {
  const site = 'race';
  await commit([put('customer', sample('customer', site))]);
  const read = stored(sample('customer', site));
  const writer = (name: string): readonly Change[] => [
    put('customer', { ...read, name }),
    put('activity', sample('activity', site, { activityId: name })),
    put('outbox', sample('outbox', site, { outboxId: name })),
  ];
  for (let round = 0; round < 20; round++) {
    const at = { version: read.version + round };
    const outcomes = await Promise.all(
      ['one', 'other'].map((name) =>
        commit(
          writer(`${name}-${round}`).map((change) =>
            'put' in change && change.put === 'customer' ? put('customer', { ...change.value, ...at }) : change,
          ),
        ),
      ),
    );
    expect(outcomes.toSorted()).toEqual(['conflict', 'done']);
    const winner = outcomes[0] === 'done' ? `one-${round}` : `other-${round}`;
    const loser = outcomes[0] === 'done' ? `other-${round}` : `one-${round}`;
    expect(await records.get('customer', site, { customerId: '1001' })).toMatchObject({ name: winner });
    expect(await records.get('outbox', site, { outboxId: winner })).not.toBeNull();
    expect(await records.get('outbox', site, { outboxId: loser })).toBeNull();
  }
  const { items } = await records.find('activitiesOfCustomer', site, { customerId: '1001' });
  expect(items).toHaveLength(20);
});

test('of many who create the same record exactly one does', async () => {
  const claims = Array.from({ length: 25 }, (_, index) =>
    commit([put('emailClaim', sample('emailClaim', 'claims', { customerId: `${1000 + index}` }))]),
  );
  const outcomes = await Promise.all(claims);
  expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
  const winner = `${1000 + outcomes.indexOf('done')}`;
  expect(await records.get('emailClaim', 'claims', { email: 'Ada+x#1@example.com' })).toMatchObject({
    customerId: winner,
  });
});

test('a transaction with one stale change among many writes none of them', async () => {
  const site = 'all-or-nothing';
  await commit([put('site', sample('site', site))]);
  const bills = Array.from({ length: 30 }, (_, index) => sample('bill', site, { billId: `${5000 + index}` }));
  const stale = put('site', { ...stored(sample('site', site)), version: 7 });
  expect(await commit([...bills.map((bill) => put('bill', bill)), stale])).toBe('conflict');
  expect((await records.find('billsOfCustomer', site, { customerId: '1001' })).items).toEqual([]);
  expect((await records.find('billById', site, { billId: '5000' })).items).toEqual([]);
  expect(await commit(bills.map((bill) => put('bill', bill)))).toBe('done');
  expect((await records.find('billsOfCustomer', site, { customerId: '1001' })).items).toHaveLength(30);
});

test('an id belongs to one customer of a site: nobody else can have it', async () => {
  const site = 'ids';
  await commit([put('subscription', sample('subscription', site))]);
  const taken = sample('subscription', site, { customerId: '1002' });
  expect(await commit([put('subscription', taken)])).toBe('conflict');
  expect(await records.get('subscription', site, { customerId: '1002', subscriptionId: '2001' })).toBeNull();
});

test('changing one item twice in a commit is a mistake and no lost race', async () => {
  const lease = sample('jobLease', 'twice');
  await expect(commit([put('jobLease', lease), put('jobLease', lease)])).rejects.toThrow('changed twice');
});

test('removing a record takes its links along, so that the id is free again', async () => {
  const site = 'removal';
  const bill = sample('bill', site);
  await commit([put('bill', bill)]);
  expect((await records.find('billById', site, { billId: '5001' })).items).toEqual([stored(bill)]);
  expect(await commit([remove('bill', stored(bill))])).toBe('done');
  expect((await records.find('billById', site, { billId: '5001' })).items).toEqual([]);
  expect(await commit([put('bill', { ...bill, customerId: '1002' })])).toBe('done');
  expect((await records.find('billById', site, { billId: '5001' })).items).toMatchObject([{ customerId: '1002' }]);
});
