import { randomBytes, randomUUID } from 'node:crypto';
import { dynamoClient } from '../../adapters/dynamo/client.ts';
import { dynamoCommit } from '../../adapters/dynamo/commit.ts';
import { dynamoDueIndex } from '../../adapters/dynamo/due-index.ts';
import { dynamoRecords } from '../../adapters/dynamo/records/records.ts';
import { dynamoSequences } from '../../adapters/dynamo/sequences.ts';
import { dynamoSiteTime } from '../../adapters/dynamo/site-time.ts';
import { sqsClient } from '../../adapters/sqs/client.ts';
import { sqsDeadLetters } from '../../adapters/sqs/dead-letters.ts';
import { deadLetterQueueUrls, queueUrls } from '../../adapters/sqs/queue-urls.ts';
import { sqsQueues } from '../../adapters/sqs/queues.ts';
import { requireEnv } from '../../shared/environment.ts';
import { httpDoor } from '../../shared/http-door.ts';
import { onceCommit } from '../../shared/idempotency.ts';
import { operationsContract } from '../contract/operations.ts';
import { operationsHandlers } from '../handlers/operations.ts';

const sqs = sqsClient();
const connection = { client: dynamoClient(), table: requireEnv('TABLE_NAME') };
const records = dynamoRecords(connection);
const siteTime = dynamoSiteTime(connection);

/** The site and its clock, jobs and their runs, notifications and webhook endpoints, and what could not be billed or was given up. */
export const handler = httpDoor({
  door: 'operations',
  contract: operationsContract,
  handlers: operationsHandlers({
    records,
    siteTime,
    commit: onceCommit({ records, commit: dynamoCommit(connection) }),
    sequences: dynamoSequences(connection),
    dueIndex: dynamoDueIndex(connection),
    queues: sqsQueues({ client: sqs, urls: queueUrls(process.env) }),
    deadLetters: sqsDeadLetters({ client: sqs, urls: deadLetterQueueUrls(process.env) }),
    systemTime: Date.now,
    randomId: () => randomUUID(),
    newSecret: () => `whsec_${randomBytes(32).toString('base64url')}`,
  }),
  ports: { records, siteTime },
});
