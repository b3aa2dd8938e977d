import { beforeAll, expect, test } from 'vitest';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import type { Connection } from '../../functions/adapters/dynamo/connection.ts';
import { dynamoRecords } from '../../functions/adapters/dynamo/records.ts';
import { dynamoRunCounts } from '../../functions/adapters/dynamo/run-counts.ts';
import { dynamoSequences } from '../../functions/adapters/dynamo/sequences.ts';
import { dynamoUsageTallies } from '../../functions/adapters/dynamo/usage-tallies.ts';
import { put, stored } from './changes.ts';
import { freshTable } from './fresh-table.ts';
import { sample } from './sample-records.ts';

let connection: Connection;

beforeAll(async () => {
  connection = await freshTable();
});

test('the first number is 1001, and many at once follow one another', async () => {
  const { reserve } = dynamoSequences(connection);
  expect(await reserve('first', 'customer', 1)).toEqual(['1001']);
  expect(await reserve('first', 'customer', 3)).toEqual(['1002', '1003', '1004']);
  expect(await reserve('first', 'bill', 1)).toEqual(['1001']);
  expect(await reserve('second', 'customer', 1)).toEqual(['1001']);
});

test('no number is given out twice, however many ask at once', async () => {
  const { reserve } = dynamoSequences(connection);
  const given = (
    await Promise.all(Array.from({ length: 60 }, (_, index) => reserve('busy', 'purchase', 1 + (index % 3))))
  ).flat();
  expect(given).toHaveLength(120);
  expect(given.map(Number).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 120 }, (_, index) => 1001 + index));
});

test.for([0, -1, 1.5, Number.NaN])('%d numbers cannot be reserved', async (count) => {
  await expect(dynamoSequences(connection).reserve('busy', 'bill', count)).rejects.toThrow('whole number of ids');
});

test('counts on a run add up, however many count at once, and tell the run as it stands', async () => {
  const site = 'counting';
  await dynamoCommit(connection)([put('jobRun', sample('jobRun', site))]);
  const { add } = dynamoRunCounts(connection);
  const seen = await Promise.all(
    Array.from({ length: 30 }, (_, index) => add(site, '9001', index % 3 === 0 ? { failed: 1 } : { processed: 2 })),
  );
  const run = await dynamoRecords(connection).get('jobRun', site, { runId: '9001' });
  expect(run).toEqual({ ...sample('jobRun', site), version: 31, processed: 40, failed: 10 });
  expect(new Set(seen.map(({ processed, failed }) => processed / 2 + failed)).size).toBe(30);
});

test('a run that was read before a count cannot undo it', async () => {
  const site = 'undoing';
  const commit = dynamoCommit(connection);
  await commit([put('jobRun', sample('jobRun', site))]);
  const read = stored(sample('jobRun', site));
  await dynamoRunCounts(connection).add(site, '9001', { skipped: 1 });
  expect(await commit([put('jobRun', { ...read, state: 'succeeded' })])).toBe('conflict');
});

test('a run that does not exist cannot be counted on', async () => {
  await expect(dynamoRunCounts(connection).add('counting', '1', { failed: 1 })).rejects.toThrow('conditional');
});

test('usage is tallied over days and shards, and summed up', async () => {
  let now = Date.parse('2026-03-15T23:59:59Z');
  let shard = 0;
  const { add, total } = dynamoUsageTallies(connection, {
    systemNow: () => now,
    random: () => (shard++ % 8) / 8,
  });
  const none = { received: 0, rated: 0, duplicate: 0, suspended: 0 };
  expect(await total('tally')).toEqual(none);
  for (let batch = 0; batch < 20; batch++) {
    await add('tally', { received: 10, rated: 7, duplicate: 2, suspended: 1 });
    now += 3_600_000;
  }
  expect(await total('tally')).toEqual({ received: 200, rated: 140, duplicate: 40, suspended: 20 });
  expect(await total('other')).toEqual(none);
});
