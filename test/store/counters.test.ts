import { beforeAll, expect, test } from 'vitest';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import type { Connection } from '../../functions/adapters/dynamo/connection.ts';
import { dynamoRecords } from '../../functions/adapters/dynamo/records/records.ts';
import { dynamoSequences } from '../../functions/adapters/dynamo/sequences.ts';
import { dynamoUsageTallies } from '../../functions/adapters/dynamo/usage-tallies.ts';
import type { Change, RunCount } from '../../functions/ports.ts';
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

const counted = (site: string, counts: Partial<RunCount>): Change => ({
  add: 'jobRun',
  value: { siteId: site, runId: '9001', processed: 0, skipped: 0, failed: 0, progressAt: 0, ...counts },
});

test('counts on a run add up, however many count at once, and are shown in lists, too', async () => {
  const site = 'counting';
  const commit = dynamoCommit(connection);
  const records = dynamoRecords(connection);
  await commit([put('jobRun', sample('jobRun', site))]);
  const progressAt = sample('jobRun', site).progressAt + 5;
  const outcomes = await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      commit([counted(site, index % 3 === 0 ? { failed: 1 } : { processed: 2, progressAt })]),
    ),
  );
  expect(new Set(outcomes)).toEqual(new Set(['done']));
  const run = { ...stored(sample('jobRun', site)), processed: 80, failed: 20, progressAt };
  expect(await records.get('jobRun', site, { runId: '9001' })).toEqual(run);
  expect((await records.find('jobRunsOfSite', site, {})).items).toEqual([run]);
});

test('a run that was read before a count cannot undo it', async () => {
  const site = 'undoing';
  const commit = dynamoCommit(connection);
  await commit([put('jobRun', sample('jobRun', site))]);
  await commit([counted(site, { skipped: 1 })]);
  expect(await commit([put('jobRun', { ...stored(sample('jobRun', site)), selected: 7 })])).toBe('done');
  expect(await dynamoRecords(connection).get('jobRun', site, { runId: '9001' })).toMatchObject({
    ...{ selected: 7, skipped: 1, version: 2 },
  });
});

test('a run that ended keeps the counts that it ended with', async () => {
  const site = 'ended';
  const commit = dynamoCommit(connection);
  await commit([put('jobRun', sample('jobRun', site))]);
  await commit([counted(site, { processed: 3 })]);
  await commit([put('jobRun', { ...stored(sample('jobRun', site)), state: 'succeeded', processed: 3 })]);
  await commit([counted(site, { processed: 1 })]);
  expect(await dynamoRecords(connection).get('jobRun', site, { runId: '9001' })).toMatchObject({ processed: 3 });
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
