import { ClockStepV1 } from '../../events/job-message.ts';
import { dynamoClient } from '../adapters/dynamo/client.ts';
import { dynamoCommit } from '../adapters/dynamo/commit.ts';
import { dynamoDueIndex } from '../adapters/dynamo/due-index.ts';
import { dynamoRecords } from '../adapters/dynamo/records/records.ts';
import { dynamoSequences } from '../adapters/dynamo/sequences.ts';
import { dynamoSiteTime } from '../adapters/dynamo/site-time.ts';
import { sqsClient } from '../adapters/sqs/client.ts';
import { queueUrls } from '../adapters/sqs/queue-urls.ts';
import { sqsQueues } from '../adapters/sqs/queues.ts';
import { requireEnv } from '../shared/environment.ts';
import { messageDoor } from '../shared/message-door.ts';
import { stepClock } from '../use-cases/site/step-clock.ts';

const connection = { client: dynamoClient(), table: requireEnv('TABLE_NAME') };
const step = stepClock({
  records: dynamoRecords(connection),
  commit: dynamoCommit(connection),
  siteTime: dynamoSiteTime(connection),
  sequences: dynamoSequences(connection),
  dueIndex: dynamoDueIndex(connection),
  queues: sqsQueues({ client: sqsClient(), urls: queueUrls(process.env) }),
  systemTime: Date.now,
});

/** Moves test clocks, one step a message. */
export const handler = messageDoor(ClockStepV1, ({ siteId }) => step(siteId));
