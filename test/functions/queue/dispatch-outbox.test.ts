import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Context, DynamoDBRecord } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';

process.env['LOG_LEVEL'] = 'silent';
process.env['MAIL_QUEUE_URL'] = 'http://127.0.0.1/mail';
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

test('at the first record that cannot be dispatched it stops and says where to go on', async () => {
  const unreadable: DynamoDBRecord = { dynamodb: { SequenceNumber: '2', NewImage: { entity: { S: 'outbox' } } } };
  const answer = await handler(
    { Records: [inserted('invoice-1', '1'), unreadable, inserted('invoice-3', '3')] },
    {} as Context,
  );
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
  expect(bodies()).toHaveLength(1);
});
