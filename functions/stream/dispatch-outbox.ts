import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { dynamoClient } from '../adapters/dynamo/client.ts';
import { dynamoCommit } from '../adapters/dynamo/commit.ts';
import { outboxFromImage } from '../adapters/dynamo/records/outbox-image.ts';
import { dynamoRecords } from '../adapters/dynamo/records/records.ts';
import { sqsClient } from '../adapters/sqs/client.ts';
import { queueUrls } from '../adapters/sqs/queue-urls.ts';
import { sqsQueues } from '../adapters/sqs/queues.ts';
import { requireEnv } from '../shared/environment.ts';
import { errorIds, log } from '../shared/log.ts';
import { dispatchOutbox } from '../use-cases/dispatch-outbox.ts';

const connection = { client: dynamoClient(), table: requireEnv('TABLE_NAME') };
const dispatch = dispatchOutbox({
  queues: sqsQueues({ client: sqsClient(), urls: queueUrls(process.env) }),
  records: dynamoRecords(connection),
  commit: dynamoCommit(connection),
});

/** Brings new outbox records to the queues that act on them. Stops at the first failure: the stream goes on from there. */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async ({ Records }) => {
  for (const { dynamodb } of Records) {
    try {
      await dispatch(outboxFromImage(dynamodb?.NewImage));
    } catch (error) {
      const itemIdentifier = dynamodb?.SequenceNumber ?? '';
      log('error', 'outbox record not dispatched', { itemIdentifier, ...errorIds(error) });
      return { batchItemFailures: [{ itemIdentifier }] };
    }
  }
  return { batchItemFailures: [] };
});
