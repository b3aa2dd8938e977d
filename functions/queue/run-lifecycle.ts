import { randomUUID } from 'node:crypto';
import { isJob } from '../../domain/jobs/job.ts';
import { dynamoClient } from '../adapters/dynamo/client.ts';
import { dynamoCommit } from '../adapters/dynamo/commit.ts';
import { dynamoDueIndex } from '../adapters/dynamo/due-index.ts';
import { dynamoCommitLedgers, dynamoLedgers } from '../adapters/dynamo/ledger/ledger-store.ts';
import { dynamoPriceBooks } from '../adapters/dynamo/price-books.ts';
import { dynamoRecords } from '../adapters/dynamo/records/records.ts';
import { dynamoSequences } from '../adapters/dynamo/sequences.ts';
import { dynamoSiteTime } from '../adapters/dynamo/site-time.ts';
import { sqsClient } from '../adapters/sqs/client.ts';
import { queueUrls } from '../adapters/sqs/queue-urls.ts';
import { sqsQueues } from '../adapters/sqs/queues.ts';
import { requireEnv } from '../shared/environment.ts';
import { jobDoor } from '../shared/job-door.ts';
import { reportTask } from '../use-cases/jobs/report-task.ts';
import { workTask } from '../use-cases/jobs/work-task.ts';
import { runLifecycle } from '../use-cases/subscriptions/run-lifecycle.ts';

const connection = { client: dynamoClient(), table: requireEnv('TABLE_NAME') };
const ports = {
  records: dynamoRecords(connection),
  commit: dynamoCommit(connection),
  ledgers: dynamoLedgers(connection.client, connection.table),
  commitLedgers: dynamoCommitLedgers(connection),
  priceBooks: dynamoPriceBooks(connection),
  siteTime: dynamoSiteTime(connection),
  sequences: dynamoSequences(connection),
  dueIndex: dynamoDueIndex(connection),
  queues: sqsQueues({ client: sqsClient(), urls: queueUrls(process.env) }),
  randomId: () => randomUUID(),
  systemTime: Date.now,
};

const lifecycle = runLifecycle(ports);
const task = workTask(ports);

/**
 * Carries out plan transitions, starts and ends purchases, closes accounts, and does what people order once (re-rating, what-if, suspended
 * usage in bulk); reports to their run.
 */
export const handler = jobDoor({
  work: (message) => (isJob(message.job) ? lifecycle(message) : task(message)),
  report: reportTask(ports),
});
