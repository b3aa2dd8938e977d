import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import type { JobLease } from '../../../domain/jobs/job.ts';
import { dynamoCommit } from '../../../functions/adapters/dynamo/commit.ts';
import { dynamoRecords } from '../../../functions/adapters/dynamo/records/records.ts';
import type { Change } from '../../../functions/ports.ts';

/** What a real DynamoDB does and the local one never does: throttle, and let transactions collide. */
const dynamo = mockClient(DynamoDBDocumentClient);
const connection = { client: DynamoDBDocumentClient.from(new DynamoDBClient({})), table: 'table' };
const commit = dynamoCommit(connection);
const records = dynamoRecords(connection);

const leaseOf = (runId: string): JobLease => ({
  siteId: 'demo',
  job: runId === '1' ? 'billing' : 'invoicing',
  runId,
  version: 3,
});
const lease = (runId: string): Change => ({ put: 'jobLease', value: leaseOf(runId) });
const ONE = [lease('1')];
const TWO = [lease('1'), lease('2')];

const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    $metadata: {},
    message: 'Transaction cancelled',
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
const throttled = new ProvisionedThroughputExceededException({ $metadata: {}, message: 'Slow down.' });

beforeEach(() => dynamo.reset());

test('one change is a plain conditional write, several are a transaction', async () => {
  dynamo.onAnyCommand().resolves({});
  expect(await commit(ONE)).toBe('done');
  expect(dynamo.commandCalls(PutCommand)).toHaveLength(1);
  expect(await commit([{ remove: 'jobLease', value: leaseOf('1') }])).toBe('done');
  expect(dynamo.commandCalls(DeleteCommand)).toHaveLength(1);
  expect(await commit(TWO)).toBe('done');
  expect(dynamo.commandCalls(TransactWriteCommand)).toHaveLength(1);
});

test('counts of a run are added beside it, on many items, for transactions that meet on one are cancelled', async () => {
  dynamo.onAnyCommand().resolves({});
  const count = { siteId: 'demo', runId: '7', processed: 1, skipped: 0, failed: 0, progressAt: 5 };
  for (let turn = 0; turn < 200; turn++) expect(await commit([...ONE, { add: 'jobRun', value: count }])).toBe('done');
  const keys = dynamo.commandCalls(TransactWriteCommand).map(({ args: [{ input }] }) => {
    const { pk, sk } = input.TransactItems?.[1]?.Update?.Key ?? {};
    return `${pk} ${sk}`;
  });
  expect(new Set(keys).size).toBe(16);
  for (const key of keys) expect(key).toMatch(/^demo#run#000000000007 count#\d+$/);
});

test('every write has a condition', async () => {
  dynamo.onAnyCommand().resolves({});
  await commit(TWO);
  for (const { Put } of dynamo.commandCalls(TransactWriteCommand)[0]?.args[0].input.TransactItems ?? []) {
    expect(Put).toMatchObject({
      ConditionExpression: '#data.#version = :read',
      ExpressionAttributeValues: { ':read': 3 },
    });
  }
});

describe('a lost race is a conflict:', () => {
  test.for([
    { what: 'the item changed', error: new ConditionalCheckFailedException({ $metadata: {}, message: 'no' }) },
    { what: 'a transaction holds it', error: new TransactionConflictException({ $metadata: {}, message: 'no' }) },
  ])('$what', async ({ error }) => {
    dynamo.on(PutCommand).rejects(error);
    expect(await commit(ONE)).toBe('conflict');
  });

  test.for([
    { codes: ['None', 'ConditionalCheckFailed'] },
    { codes: ['TransactionConflict', 'None'] },
    { codes: ['TransactionConflict', 'ConditionalCheckFailed'] },
  ])('a transaction cancelled for $codes', async ({ codes }) => {
    dynamo.on(TransactWriteCommand).rejects(cancelled(...codes));
    expect(await commit(TWO)).toBe('conflict');
  });
});

describe('a fault is thrown and no conflict:', () => {
  test('throttling of a write', async () => {
    dynamo.on(PutCommand).rejects(throttled);
    await expect(commit(ONE)).rejects.toBe(throttled);
  });

  test.for([
    { codes: ['ThrottlingError', 'None'] },
    { codes: ['ProvisionedThroughputExceeded', 'None'] },
    { codes: ['None', 'ValidationError'] },
    { codes: ['None', 'ItemCollectionSizeLimitExceeded'] },
    { codes: [] },
  ])('a transaction cancelled for $codes', async ({ codes }) => {
    const error = cancelled(...codes);
    dynamo.on(TransactWriteCommand).rejects(error);
    await expect(commit(TWO)).rejects.toBe(error);
  });

  test('throttling of a read, as the SDK throws it', async () => {
    dynamo.on(GetCommand).rejects(throttled);
    dynamo.on(QueryCommand).rejects(throttled);
    await expect(records.get('jobRun', 'demo', { runId: '1' })).rejects.toBe(throttled);
    await expect(records.find('jobRunsOfSite', 'demo', {})).rejects.toBe(throttled);
    await expect(records.find('billById', 'demo', { billId: '1' })).rejects.toBe(throttled);
  });
});

test('reads are consistent, but for the lists of a site that come from an index', async () => {
  dynamo.onAnyCommand().resolves({});
  await records.get('bill', 'demo', { customerId: '1', billId: '2' });
  await records.find('billById', 'demo', { billId: '2' });
  await records.find('billsOfCustomer', 'demo', { customerId: '1' });
  await records.find('customersOfSite', 'demo', {});
  const gets = dynamo.commandCalls(GetCommand).map(({ args }) => args[0].input.ConsistentRead);
  expect(gets).toEqual([true, true]);
  const lists = dynamo
    .commandCalls(QueryCommand)
    .map(({ args }) => [args[0].input.IndexName, args[0].input.ConsistentRead]);
  expect(lists).toEqual([
    [undefined, true],
    ['gsi2', false],
  ]);
});
