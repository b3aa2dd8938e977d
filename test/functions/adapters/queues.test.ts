import {
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  SendMessageBatchCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { batchesOf } from '../../../functions/adapters/sqs/batches-of.ts';
import { sqsDeadLetters } from '../../../functions/adapters/sqs/dead-letters.ts';
import { deadLetterQueueUrls, queueUrls } from '../../../functions/adapters/sqs/queue-urls.ts';
import { sqsQueues } from '../../../functions/adapters/sqs/queues.ts';
import type { JobMessage } from '../../../functions/ports.ts';
import { fc } from '../../support/chance.ts';

const sqs = mockClient(SQSClient);
const URLS = queueUrls({
  USAGE_QUEUE_URL: 'https://q/usage',
  BILLING_QUEUE_URL: 'https://q/billing',
  INVOICING_QUEUE_URL: 'https://q/invoicing',
  LIFECYCLE_QUEUE_URL: 'https://q/lifecycle',
  COLLECTION_QUEUE_URL: 'https://q/collection',
  MAIL_QUEUE_URL: 'https://q/mail',
  CLOCK_QUEUE_URL: 'https://q/clock',
});
const queues = sqsQueues({ client: new SQSClient({}), urls: URLS });

/** What was sent, in order of the calls: queue and bodies. */
const sent = () =>
  sqs.commandCalls(SendMessageBatchCommand).map(({ args }) => ({
    queue: args[0].input.QueueUrl,
    bodies: (args[0].input.Entries ?? []).map(({ MessageBody }) => MessageBody),
  }));

beforeEach(() => {
  sqs.reset();
  sqs.on(SendMessageBatchCommand).resolves({ Failed: [] });
});

describe('characters that SQS refuses', () => {
  test('are sent as JSON writes them in any text: the message says the same', async () => {
    const event = { id: '\uffff', note: 'a\ufffeb 😀 é\u0000\ud800' };
    await queues.sendUsage([JSON.stringify(event)]);
    const [body = ''] = sent().flatMap(({ bodies }) => bodies);
    // What SQS takes: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
    expect(body).toMatch(/^[ -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
    expect(JSON.parse(body)).toEqual(event);
  });
});

describe('batches', () => {
  test('lose nothing, keep the order, and stay within ten messages and 256 KiB unless one message is longer', () => {
    const body = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }),
      fc.integer({ min: 1, max: 400_000 }).map((length) => 'é'.repeat(Math.ceil(length / 2))),
    );
    fc.assert(
      fc.property(fc.array(body, { maxLength: 40 }), (bodies) => {
        const batches = batchesOf(bodies);
        expect(batches.flat()).toEqual(bodies);
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(10);
          if (batch.length > 1) expect(Buffer.byteLength(batch.join(''))).toBeLessThanOrEqual(256 * 1024);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('are as few as ten a batch allow, when messages are small', () => {
    expect(batchesOf(Array.from({ length: 25 }, () => 'x')).map(({ length }) => length)).toEqual([10, 10, 5]);
  });

  test.for([0, 1024 * 1024 + 1])('a message of %d bytes is refused before anything is sent', async (bytes) => {
    await expect(queues.sendUsage(['fine', 'x'.repeat(bytes)])).rejects.toThrow(`${bytes} bytes cannot be sent`);
    expect(sent()).toEqual([]);
  });
});

describe('sending', () => {
  test.for([
    { job: 'billing', queue: 'https://q/billing' },
    { job: 'invoicing', queue: 'https://q/invoicing' },
    { job: 'payment-collection', queue: 'https://q/collection' },
    { job: 'plan-transition', queue: 'https://q/lifecycle' },
    { job: 'purchase-verification', queue: 'https://q/lifecycle' },
    { job: 'account-closure', queue: 'https://q/lifecycle' },
  ] as const)('work of the job $job goes to $queue', async ({ job, queue }) => {
    const message: JobMessage = { siteId: 'demo', job, runId: '1', ref: '2', customerId: '3' };
    await queues.sendJobs([message]);
    expect(sent()).toEqual([{ queue, bodies: [JSON.stringify(message)] }]);
  });

  test('a clock step and a mail go to their queues', async () => {
    await queues.sendClockStep('demo');
    await queues.sendMail({ siteId: 'demo', customerId: '1', communicationId: '2' });
    expect(sent()).toEqual([
      { queue: 'https://q/clock', bodies: ['{"siteId":"demo"}'] },
      { queue: 'https://q/mail', bodies: ['{"siteId":"demo","customerId":"1","communicationId":"2"}'] },
    ]);
  });

  test('nothing to send asks nothing of SQS', async () => {
    await queues.sendUsage([]);
    await queues.sendJobs([]);
    expect(sent()).toEqual([]);
  });

  test('many messages go in full batches, each exactly once', async () => {
    const bodies = Array.from({ length: 205 }, (_, index) => `${index}`);
    await queues.sendUsage(bodies);
    expect(sent()).toHaveLength(21);
    expect(
      sent()
        .flatMap((batch) => batch.bodies)
        .toSorted(),
    ).toEqual(bodies.toSorted());
  });

  test('a queue that the function was not given is a mistake of its wiring', async () => {
    const unwired = sqsQueues({ client: new SQSClient({}), urls: queueUrls({ BILLING_QUEUE_URL: '' }) });
    await expect(unwired.sendUsage(['x'])).rejects.toThrow('no URL of the usage queue');
    const message: JobMessage = { siteId: 'demo', job: 'billing', runId: '1', ref: '2', customerId: '3' };
    await expect(unwired.sendJobs([message])).rejects.toThrow('no URL of the billing queue');
  });
});

describe('a batch that fails in part', () => {
  test('is sent again without what was taken', async () => {
    sqs
      .on(SendMessageBatchCommand)
      .resolvesOnce({ Failed: [failure('1'), failure('3')] })
      .resolvesOnce({ Failed: [failure('3')] })
      .resolves({ Failed: [] });
    await queues.sendUsage(['a', 'b', 'c', 'd']);
    expect(sent().map(({ bodies }) => bodies)).toEqual([['a', 'b', 'c', 'd'], ['b', 'd'], ['d']]);
  });

  test('and goes on failing is thrown, saying how much was not sent', async () => {
    sqs.on(SendMessageBatchCommand).resolves({ Failed: [failure('0')] });
    await expect(queues.sendUsage(['a', 'b'])).rejects.toThrow('did not take 1 of 2 messages in 5 attempts');
    expect(sent()).toHaveLength(5);
  });

  test('by our own fault is thrown at once', async () => {
    const refused = { ...failure('0'), SenderFault: true, Code: 'InvalidMessageContents' };
    sqs.on(SendMessageBatchCommand).resolves({ Failed: [refused] });
    await expect(queues.sendUsage(['\u0001'])).rejects.toThrow('InvalidMessageContents');
    expect(sent()).toHaveLength(1);
  });

  test('does not keep the other batches from being sent, and is still told', async () => {
    sqs.on(SendMessageBatchCommand).callsFake(({ Entries = [] }) => ({
      Failed: Entries[0].MessageBody === '0' ? [failure('0')] : [],
    }));
    const bodies = Array.from({ length: 200 }, (_, index) => `${index}`);
    await expect(queues.sendUsage(bodies)).rejects.toThrow('did not take 1 of 10');
    expect(new Set(sent().flatMap((batch) => batch.bodies)).size).toBe(200);
  });
});

test('an unreachable SQS is thrown', async () => {
  sqs.on(SendMessageBatchCommand).rejects(new Error('connect ECONNREFUSED'));
  await expect(queues.sendUsage(['x'])).rejects.toThrow('ECONNREFUSED');
});

const failure = (Id: string) => ({ Id, SenderFault: false, Code: 'InternalError' });

describe('dead letters', () => {
  const urls = deadLetterQueueUrls({ MAIL_DEAD_LETTER_QUEUE_URL: 'https://q/mail-dead' });
  const deadLetters = sqsDeadLetters({ client: new SQSClient({}), urls });
  const lie = (count: number) =>
    sqs
      .on(GetQueueAttributesCommand, { QueueUrl: 'https://q/mail-dead' })
      .resolves({ Attributes: { QueueArn: 'arn:mail-dead', ApproximateNumberOfMessages: `${count}` } });
  const moves = () => sqs.commandCalls(StartMessageMoveTaskCommand).map(({ args }) => args[0].input);

  beforeEach(() => {
    sqs.on(ListMessageMoveTasksCommand).resolves({ Results: [{ Status: 'COMPLETED' }] });
    sqs.on(StartMessageMoveTaskCommand).resolves({});
  });

  test('are counted, and sent back where they came from', async () => {
    lie(7);
    expect(await deadLetters.count('mail')).toBe(7);
    expect(moves()).toEqual([]);
    expect(await deadLetters.redrive('mail')).toBe(7);
    expect(moves()).toEqual([{ SourceArn: 'arn:mail-dead' }]);
  });

  test('are left where nothing is to do, or SQS is at it', async () => {
    lie(0);
    expect(await deadLetters.redrive('mail')).toBe(0);
    lie(7);
    sqs.on(ListMessageMoveTasksCommand).resolves({ Results: [{ Status: 'RUNNING' }] });
    expect(await deadLetters.redrive('mail')).toBe(0);
    expect(moves()).toEqual([]);
  });

  test('of a queue that the function does not know are a mistake of its wiring', async () => {
    await expect(deadLetters.count('usage')).rejects.toThrow('usage dead letters');
  });
});
