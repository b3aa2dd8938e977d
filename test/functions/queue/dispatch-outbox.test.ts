import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Context, DynamoDBRecord } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';

process.env['LOG_LEVEL'] = 'silent';
process.env['TABLE_NAME'] = 'billow';
process.env['AWS_REGION'] = 'eu-central-1';
process.env['MAIL_QUEUE_URL'] = 'http://127.0.0.1/mail';
process.env['NOTIFICATIONS_QUEUE_URL'] = 'http://127.0.0.1/notifications';
const { handler } = await import('../../../functions/stream/dispatch-outbox.ts');

const sqs = mockClient(SQSClient);
beforeEach(() => {
  sqs.reset();
  sqs.on(SendMessageBatchCommand).resolves({ Successful: [], Failed: [] });
});

const inserted = (communicationId: string, sequence: string): DynamoDBRecord => ({
  eventName: 'INSERT',
  dynamodb: {
    SequenceNumber: sequence,
    NewImage: {
      entity: { S: 'outbox' },
      data: {
        M: {
          siteId: { S: 'demo' },
          outboxId: { S: `mail-1001-${communicationId}` },
          at: { N: '1775000000000' },
          version: { N: '1' },
          message: {
            M: {
              type: { S: 'mail.requested.v1' },
              customerId: { S: '1001' },
              communicationId: { S: communicationId },
            },
          },
        },
      },
    },
  },
});

const bodies = () =>
  sqs
    .commandCalls(SendMessageBatchCommand)
    .flatMap(({ args: [{ input }] }) => (input.Entries ?? []).map(({ MessageBody }) => JSON.parse(MessageBody ?? '')));

test('what a commit left in the outbox goes to the mail queue, in order', async () => {
  const answer = await handler({ Records: [inserted('invoice-1', '1'), inserted('invoice-2', '2')] }, {} as Context);
  expect(answer).toEqual({ batchItemFailures: [] });
  expect(bodies()).toEqual([
    { siteId: 'demo', customerId: '1001', communicationId: 'invoice-1' },
    { siteId: 'demo', customerId: '1001', communicationId: 'invoice-2' },
  ]);
});

test('a request for notifications goes to their queue, one message each', async () => {
  const record: DynamoDBRecord = {
    eventName: 'INSERT',
    dynamodb: {
      SequenceNumber: '1',
      NewImage: {
        entity: { S: 'outbox' },
        data: {
          M: {
            siteId: { S: 'demo' },
            outboxId: { S: 'notification-1001-4-1-1' },
            at: { N: '1775000000000' },
            version: { N: '1' },
            message: {
              M: {
                type: { S: 'notifications.requested.v1' },
                notifications: {
                  L: ['1001-4-1', '1001-4-2'].map((id) => ({ M: { notificationId: { S: id }, request: { N: '1' } } })),
                },
              },
            },
          },
        },
      },
    },
  };
  expect(await handler({ Records: [record] }, {} as Context)).toEqual({ batchItemFailures: [] });
  expect(bodies()).toEqual([
    { siteId: 'demo', notificationId: '1001-4-1', request: 1 },
    { siteId: 'demo', notificationId: '1001-4-2', request: 1 },
  ]);
  const urls = sqs.commandCalls(SendMessageBatchCommand).map(({ args: [{ input }] }) => input.QueueUrl);
  expect(urls).toEqual(['http://127.0.0.1/notifications']);
});

test('at the first record that cannot be dispatched it stops and says where to go on', async () => {
  const unreadable: DynamoDBRecord = { dynamodb: { SequenceNumber: '2', NewImage: { entity: { S: 'outbox' } } } };
  const answer = await handler(
    { Records: [inserted('invoice-1', '1'), unreadable, inserted('invoice-3', '3')] },
    {} as Context,
  );
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
  expect(bodies()).toHaveLength(1);
});
