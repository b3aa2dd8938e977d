import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
  TagQueueCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SqsEngine } from '../../../local/engines/engine.ts';
import { startSqs } from '../../../local/engines/sqs/start-sqs.ts';

let engine: SqsEngine;
let sqs: SQSClient;
const clientOf = ({ url }: SqsEngine) =>
  new SQSClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

beforeAll(async () => {
  engine = await startSqs({ port: 0, dataFolder: null });
  sqs = clientOf(engine);
});
afterAll(async () => {
  sqs.destroy();
  await engine.stop();
});

const newQueue = (name: string, attributes: Record<string, string> = {}) => {
  engine.ensureQueue(name, attributes);
  return { QueueUrl: engine.queueUrl(name) };
};
const receiveOne = (queue: { QueueUrl: string }) =>
  sqs.send(
    new ReceiveMessageCommand({ ...queue, MessageSystemAttributeNames: ['All'], MessageAttributeNames: ['All'] }),
  );
const visible = async (queue: { QueueUrl: string }) => {
  const asked = new GetQueueAttributesCommand({ ...queue, AttributeNames: ['ApproximateNumberOfMessages'] });
  return (await sqs.send(asked)).Attributes?.['ApproximateNumberOfMessages'];
};

test('a queue URL holds address, account and name, and a second creation answers the same', async () => {
  const create = new CreateQueueCommand({ QueueName: 'urls', Attributes: { VisibilityTimeout: '40' } });
  const expected = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/000000000000\/urls$/);
  expect((await sqs.send(create)).QueueUrl).toEqual(expected);
  expect((await sqs.send(create)).QueueUrl).toEqual(expected);
  const other = new CreateQueueCommand({ QueueName: 'urls', Attributes: { VisibilityTimeout: '41' } });
  await expect(sqs.send(other)).rejects.toMatchObject({ name: 'QueueNameExists' });
});

test('a message comes back with its attributes and digests, and is gone once deleted', async () => {
  const queue = newQueue('round-trip');
  const MessageAttributes = {
    trace: { DataType: 'String', StringValue: 'abc' },
    raw: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 3]) },
  };
  const sent = await sqs.send(new SendMessageCommand({ ...queue, MessageBody: 'Straße ⚡', MessageAttributes }));
  const [message] = (await receiveOne(queue)).Messages ?? [];
  expect(message).toMatchObject({ Body: 'Straße ⚡', MessageId: sent.MessageId, MD5OfBody: sent.MD5OfMessageBody });
  expect(message?.MD5OfMessageAttributes).toBe(sent.MD5OfMessageAttributes);
  expect(message?.MessageAttributes?.['raw']?.BinaryValue).toEqual(new Uint8Array([1, 2, 3]));
  expect(message?.Attributes).toMatchObject({ ApproximateReceiveCount: '1', SenderId: '000000000000' });
  expect(await visible(queue)).toBe('0');
  await sqs.send(new DeleteMessageCommand({ ...queue, ReceiptHandle: message?.ReceiptHandle }));
  expect(engine.counts('round-trip')).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
});

test('a message not deleted is visible again after its timeout, not before', async () => {
  const queue = newQueue('timeouts', { VisibilityTimeout: '1' });
  await sqs.send(new SendMessageCommand({ ...queue, MessageBody: 'again' }));
  expect((await receiveOne(queue)).Messages).toHaveLength(1);
  expect((await receiveOne(queue)).Messages).toBeUndefined();
  const startedAt = Date.now();
  const second = await sqs.send(
    new ReceiveMessageCommand({ ...queue, WaitTimeSeconds: 5, MessageSystemAttributeNames: ['All'] }),
  );
  expect(second.Messages?.[0]?.Attributes?.['ApproximateReceiveCount']).toBe('2');
  expect(Date.now() - startedAt).toBeGreaterThan(700);
  expect(Date.now() - startedAt).toBeLessThan(3_000);
});

test('a message received too often goes to the dead-letter queue with its own id', async () => {
  const dead = newQueue('dead');
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: engine.queueArn('dead'), maxReceiveCount: 2 });
  const queue = newQueue('redriven', { RedrivePolicy });
  const { MessageId } = await sqs.send(new SendMessageCommand({ ...queue, MessageBody: 'poison' }));
  for (const attempt of ['1', '2']) {
    const [message] = (await receiveOne(queue)).Messages ?? [];
    expect(message?.Attributes?.['ApproximateReceiveCount']).toBe(attempt);
    const release = { ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 0 };
    await sqs.send(new ChangeMessageVisibilityCommand({ ...queue, ...release }));
  }
  expect(await visible(dead)).toBe('0');
  expect((await receiveOne(queue)).Messages).toBeUndefined();
  expect(await visible(dead)).toBe('1');
  expect((await receiveOne(dead)).Messages?.[0]).toMatchObject({ MessageId, Body: 'poison' });
});

test('an outdated receipt handle neither deletes nor changes the message', async () => {
  const queue = newQueue('handles', { VisibilityTimeout: '0' });
  await sqs.send(new SendMessageCommand({ ...queue, MessageBody: 'x' }));
  const first = (await receiveOne(queue)).Messages?.[0]?.ReceiptHandle;
  await receiveOne(queue);
  await sqs.send(new DeleteMessageCommand({ ...queue, ReceiptHandle: first }));
  expect(await visible(queue)).toBe('1');
  const change = new ChangeMessageVisibilityCommand({ ...queue, ReceiptHandle: first, VisibilityTimeout: 9 });
  await expect(sqs.send(change)).rejects.toMatchObject({ name: 'MessageNotInflight' });
});

test('long polling answers at the arrival of a message, and a caller who hung up takes none', async () => {
  const queue = newQueue('polled');
  const hangUp = new AbortController();
  const wait = new ReceiveMessageCommand({ ...queue, WaitTimeSeconds: 20 });
  const abandoned = sqs.send(wait, { abortSignal: hangUp.signal }).catch(() => 'hung up');
  const waiting = sqs.send(wait);
  await new Promise((resolve) => setTimeout(resolve, 150));
  hangUp.abort();
  expect(await abandoned).toBe('hung up');
  await new Promise((resolve) => setTimeout(resolve, 50));
  const sentAt = Date.now();
  await sqs.send(new SendMessageCommand({ ...queue, MessageBody: 'now' }));
  expect((await waiting).Messages?.[0]?.Body).toBe('now');
  expect(Date.now() - sentAt).toBeLessThan(1_000);
});

test('a delayed message waits, and counts as delayed meanwhile', async () => {
  const queue = newQueue('delays');
  await sqs.send(new SendMessageCommand({ ...queue, MessageBody: 'later', DelaySeconds: 1 }));
  expect(engine.counts('delays')).toEqual({ visible: 0, inFlight: 0, delayed: 1 });
  const late = await sqs.send(new ReceiveMessageCommand({ ...queue, WaitTimeSeconds: 5 }));
  expect(late.Messages?.[0]?.Body).toBe('later');
});

test('sizes: 1 MiB passes, a byte more is refused, and a batch may not pass 1 MiB in sum', async () => {
  const queue = newQueue('sizes');
  const mebibyte = 'x'.repeat(1_048_576);
  await sqs.send(new SendMessageCommand({ ...queue, MessageBody: mebibyte }));
  const tooLong = new SendMessageCommand({ ...queue, MessageBody: `${mebibyte}x` });
  await expect(sqs.send(tooLong)).rejects.toThrow('must be shorter than 1048576 bytes');
  const Entries = ['a', 'b'].map((Id) => ({ Id, MessageBody: 'x'.repeat(600_000) }));
  const batch = new SendMessageBatchCommand({ ...queue, Entries });
  await expect(sqs.send(batch)).rejects.toMatchObject({ name: 'BatchRequestTooLong' });
  expect(await visible(queue)).toBe('1');
});

test('a request beyond every limit is refused as a whole', async () => {
  const { status } = await fetch(engine.url, { method: 'POST', body: 'x'.repeat(9 * 1_048_576) });
  expect(status).toBe(413);
});

test('a batch stores the good entries and names the bad one', async () => {
  const queue = newQueue('batches', { MaximumMessageSize: '1024' });
  const bodies = { good: 'fine', long: 'x'.repeat(1025), strange: 'a\u0000b' };
  const Entries = Object.entries(bodies).map(([Id, MessageBody]) => ({ Id, MessageBody }));
  const { Successful, Failed } = await sqs.send(new SendMessageBatchCommand({ ...queue, Entries }));
  expect(Successful?.map(({ Id }) => Id)).toEqual(['good']);
  expect(Failed?.map(({ Id, SenderFault }) => [Id, SenderFault])).toEqual([
    ['long', true],
    ['strange', true],
  ]);
  const eleven = Array.from({ length: 11 }, (_, index) => ({ Id: String(index), MessageBody: 'x' }));
  const tooMany = new SendMessageBatchCommand({ ...queue, Entries: eleven });
  await expect(sqs.send(tooMany)).rejects.toMatchObject({ name: 'TooManyEntriesInBatchRequest' });
});

test('a thousand messages are taken as one batch by the in-process poller, each once, oldest first', async () => {
  const queue = newQueue('bulk');
  for (let batch = 0; batch < 100; batch += 1) {
    const Entries = Array.from({ length: 10 }, (_, i) => ({ Id: String(i), MessageBody: String(batch * 10 + i) }));
    await sqs.send(new SendMessageBatchCommand({ ...queue, Entries }));
  }
  const taken = await engine.receive('bulk', { maxMessages: 1000, waitMs: 0 });
  expect(taken.map(({ body }) => Number(body))).toEqual(Array.from({ length: 1000 }, (_, index) => index));
  expect(await engine.receive('bulk', { maxMessages: 1000, waitMs: 0 })).toEqual([]);
  const handles = taken.map(({ receiptHandle }) => receiptHandle);
  engine.deleteMessages('bulk', handles.slice(0, 990));
  engine.releaseMessages('bulk', handles.slice(990));
  const Entries = (await engine.receive('bulk', { maxMessages: 1000, waitMs: 0 })).map((message, index) => ({
    Id: String(index),
    ReceiptHandle: message.receiptHandle,
  }));
  expect(Entries).toHaveLength(10);
  await sqs.send(new DeleteMessageBatchCommand({ ...queue, Entries }));
  expect(engine.counts('bulk')).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
});

test('the in-process poller ends its wait when it is told to', async () => {
  newQueue('quiet');
  const startedAt = Date.now();
  const signal = AbortSignal.timeout(50);
  expect(await engine.receive('quiet', { maxMessages: 10, waitMs: 20_000, signal })).toEqual([]);
  expect(Date.now() - startedAt).toBeLessThan(2_000);
});

test('messages, their receive counts and the settings survive a restart', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'billow-sqs-'));
  const before = await startSqs({ port: 0, dataFolder });
  before.ensureQueue('kept', { VisibilityTimeout: '1' });
  const sender = clientOf(before);
  await sender.send(new SendMessageCommand({ QueueUrl: before.queueUrl('kept'), MessageBody: 'survivor' }));
  await before.receive('kept', { maxMessages: 1, waitMs: 0 });
  sender.destroy();
  await before.stop();

  const after = await startSqs({ port: 0, dataFolder });
  expect(after.counts('kept')).toEqual({ visible: 0, inFlight: 1, delayed: 0 });
  const [message] = await after.receive('kept', { maxMessages: 1, waitMs: 5_000 });
  expect(message).toMatchObject({ body: 'survivor', attributes: { ApproximateReceiveCount: '2' } });
  await after.stop();
  rmSync(dataFolder, { recursive: true });
});

test('dead letters go back to the queue that they are of, and are tried from the beginning', async () => {
  const dead = newQueue('given-up');
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: engine.queueArn('given-up'), maxReceiveCount: 1 });
  const source = newQueue('given-up-of', { VisibilityTimeout: '0', RedrivePolicy });
  for (const MessageBody of ['one', 'two']) await sqs.send(new SendMessageCommand({ ...source, MessageBody }));
  for (let turn = 0; turn < 4; turn++) await receiveOne(source);
  expect(await visible(dead)).toBe('2');
  const SourceArn = engine.queueArn('given-up');
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn }));
  expect((await sqs.send(new ListMessageMoveTasksCommand({ SourceArn }))).Results ?? []).toEqual([]);
  expect([await visible(dead), await visible(source)]).toEqual(['0', '2']);
  expect((await receiveOne(source)).Messages).toMatchObject([{ Attributes: { ApproximateReceiveCount: '1' } }]);
  const nobodys = new StartMessageMoveTaskCommand({ SourceArn: engine.queueArn('given-up-of') });
  await expect(sqs.send(nobodys)).rejects.toMatchObject({ name: 'UnsupportedOperation' });
});

test('what is not emulated answers 501 and says so; an unknown queue does not exist', async () => {
  const tag = new TagQueueCommand({ QueueUrl: engine.queueUrl('dead'), Tags: { a: 'b' } });
  await expect(sqs.send(tag)).rejects.toMatchObject({
    name: 'NotImplemented',
    message: expect.stringContaining('not emulated'),
    $metadata: { httpStatusCode: 501 },
  });
  const fifo = new CreateQueueCommand({ QueueName: 'a.fifo', Attributes: { FifoQueue: 'true' } });
  await expect(sqs.send(fifo)).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } });
  const QueueUrl = engine.queueUrl('nowhere');
  const set = new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '5' } });
  await expect(sqs.send(set)).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  expect(() => engine.counts('nowhere')).toThrow('does not exist');
});

test('a request under a foreign host name is refused, so that no web page can reach the queues', async () => {
  const status = await new Promise((resolve, reject) => {
    const asForeignSite = { headers: { host: 'attacker.example' } };
    get(engine.url, asForeignSite, ({ statusCode }) => resolve(statusCode)).on('error', reject);
  });
  expect(status).toBe(421);
});
