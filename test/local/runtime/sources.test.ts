import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { sweepExpired } from '../../../local/runtime/resources/sweep-expired.ts';
import type { Stack } from '../../../local/runtime/stack.ts';
import { startFixtureStack } from './fixtures/fixture-stack.ts';

/** Most tests share one stack; those that need another start it themselves. */
let stack: Stack;
beforeAll(async () => {
  stack = await startFixtureStack();
});
afterAll(() => stack.stop());

const running: Stack[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function startAnother(options: Parameters<typeof startFixtureStack>[0]): Promise<Stack> {
  const another = await startFixtureStack(options);
  running.push(another);
  return another;
}

type Order = { readonly name: string; readonly fate: 'ok' | 'fail' | 'fail-once' | 'throw' };

async function order(stack: Stack, orders: readonly Order[]): Promise<void> {
  const Entries = orders.map((one) => ({ Id: one.name, MessageBody: JSON.stringify(one) }));
  const QueueUrl = z.string().parse(stack.outputs['OrdersQueueUrl']);
  await new SQSClient(stack.clientConfig.sqs).send(new SendMessageBatchCommand({ QueueUrl, Entries }));
}

const batchLine = z.object({ batch: z.array(z.object({ name: z.string(), receives: z.number() })) });
const batches = (stack: Stack) =>
  stack.logs('worker').flatMap((line) => {
    const parsed = batchLine.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data.batch] : [];
  });

async function put(stack: Stack, keys: readonly string[], entity = 'outbox'): Promise<void> {
  const database = new DynamoDBClient(stack.clientConfig.dynamoDb);
  for (const sk of keys) {
    const Item = { pk: { S: 'demo' }, sk: { S: sk }, entity: { S: entity } };
    await database.send(new PutItemCommand({ TableName: 'shop-data-ledger-table', Item }));
  }
}

const heardLine = z.object({ heard: z.array(z.string()) });
const heard = (stack: Stack) =>
  stack.logs('listener').flatMap((line) => {
    const parsed = heardLine.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data.heard : [];
  });

/** Takes what lies in a queue out of it. */
async function takeFrom(name: string): Promise<unknown[]> {
  const client = new SQSClient(stack.clientConfig.sqs);
  const QueueUrl = `${stack.urls.sqs}/000000000000/${name}`;
  const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  for (const { ReceiptHandle } of Messages) await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return Messages.map(({ Body = '' }): unknown => JSON.parse(Body));
}

test('only the reported messages come again, and after three receives one is a dead letter', async () => {
  await order(stack, [
    { name: 'good', fate: 'ok' },
    { name: 'once', fate: 'fail-once' },
    { name: 'bad', fate: 'fail' },
  ]);
  await stack.drain();
  const receives = batches(stack).flat();
  expect(receives.filter(({ name }) => name === 'good')).toEqual([{ name: 'good', receives: 1 }]);
  expect(receives.filter(({ name }) => name === 'once').map((one) => one.receives)).toEqual([1, 2]);
  expect(receives.filter(({ name }) => name === 'bad').map((one) => one.receives)).toEqual([1, 2, 3]);
  expect(await takeFrom('shop-app-orders-dead')).toEqual([{ name: 'bad', fate: 'fail' }]);
});

test('a function that throws fails its whole batch', async () => {
  await order(stack, [
    { name: 'neighbour', fate: 'ok' },
    { name: 'bomb', fate: 'throw' },
  ]);
  await stack.drain();
  expect(stack.counts('shop-app-orders-queue')).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  const dead = await takeFrom('shop-app-orders-dead');
  expect(dead).toContainEqual({ name: 'bomb', fate: 'throw' });
  expect(
    batches(stack)
      .flat()
      .filter(({ name }) => name === 'bomb'),
  ).toHaveLength(3);
});

test('without haste, a failed message waits for its visibility timeout', async () => {
  const patient = await startAnother({ pace: { streamPollMs: 20 } });
  await order(patient, [{ name: 'bad', fate: 'fail' }]);
  await expect(patient.drain(400)).rejects.toThrow(/Still busy after 400 ms.*"inFlight":1/);
  expect(batches(patient)).toEqual([[{ name: 'bad', receives: 1 }]]);
});

test('a stream wakes its function for what the filter admits, once and in order', async () => {
  await put(stack, ['1', '2', '3']);
  await put(stack, ['head'], 'head');
  await put(stack, ['4']);
  await put(stack, ['4'], 'outbox-changed');
  await stack.drain();
  expect(heard(stack)).toEqual(['1', '2', '3', '4']);
  expect(stack.logs('listener')[0]).toContain(
    'arn:aws:dynamodb:us-east-1:000000000000:table/shop-data-ledger-table/stream/local',
  );
});

test('a record that always fails is given up with a note of where it lies, and its neighbours are heard', async () => {
  await put(stack, ['before', 'poison', 'after']);
  await stack.drain();
  expect(heard(stack)).toEqual(expect.arrayContaining(['before', 'poison', 'after']));
  expect(await takeFrom('shop-app-undone-dead')).toEqual([
    {
      requestContext: {
        functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:shop-app-listener',
        condition: 'RetryAttemptsExhausted',
      },
      DDBStreamBatchInfo: expect.objectContaining({
        batchSize: 1,
        streamArn: expect.stringContaining('/stream/local'),
      }),
    },
  ]);
});

test('a restart finds its data, and the stream goes on where it stopped', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'billow-runtime-'));
  folders.push(dataFolder);
  const first = await startAnother({ dataFolder });
  await put(first, ['1', '2']);
  await first.drain();
  await first.stop();
  const second = await startAnother({ dataFolder });
  await put(second, ['3']);
  await second.drain();
  expect(heard(second)).toEqual(['3']);
  const { Count } = await new DynamoDBClient(second.clientConfig.dynamoDb).send(
    new ScanCommand({ TableName: 'shop-data-ledger-table' }),
  );
  expect(Count).toBe(3);
  await second.stop();
  const log = readFileSync(join(dataFolder, 'logs', 'listener.log'), 'utf8')
    .trim()
    .split('\n');
  expect(log.flatMap((line) => heardLine.parse(JSON.parse(line)).heard)).toEqual(['1', '2', '3']);
});

test('expired items are swept, others stay', async () => {
  const database = new DynamoDBClient(stack.clientConfig.dynamoDb);
  const TableName = 'shop-data-ledger-table';
  for (const [sk, expiresAt] of [
    ['old', '1000'],
    ['new', '3000'],
  ] as const) {
    const Item = { pk: { S: 'demo' }, sk: { S: sk }, expiresAt: { N: expiresAt } };
    await database.send(new PutItemCommand({ TableName, Item }));
  }
  await put(stack, ['for-ever'], 'head');
  const table = { name: TableName, stream: null, expiryAttribute: 'expiresAt', keyNames: ['pk', 'sk'] };
  expect(await sweepExpired(database, table, 2_000_000)).toBe(1);
  const { Items = [] } = await database.send(new ScanCommand({ TableName }));
  const left = Items.map(({ sk }) => sk?.S);
  expect(left).toEqual(expect.arrayContaining(['for-ever', 'new']));
  expect(left).not.toContain('old');
});

test('a start that fails leaves nothing running', async () => {
  const port = Number(new URL(stack.urls.api).port);
  const ports = { api: port, console: 0, dynamoDb: 0, sqs: 0, s3: 0, mailbox: 0, signIn: 0 };
  const processes = () => process.getActiveResourcesInfo().filter((kind) => kind === 'ProcessWrap').length;
  const before = processes();
  await expect(startFixtureStack({ ports })).rejects.toThrow(`Port ${port} is taken`);
  // A handle is closed a moment after its process has ended.
  await expect.poll(processes, { timeout: 5_000 }).toBe(before);
});
