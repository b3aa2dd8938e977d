import { randomUUID } from 'node:crypto';
import { dynamoClient } from '../adapters/dynamo/client.ts';
import { dynamoCommit } from '../adapters/dynamo/commit.ts';
import { dynamoDueIndex } from '../adapters/dynamo/due-index.ts';
import { dynamoLedgers } from '../adapters/dynamo/ledger/ledger-store.ts';
import { dynamoPriceBooks } from '../adapters/dynamo/price-books.ts';
import { dynamoRecords } from '../adapters/dynamo/records/records.ts';
import { dynamoSequences } from '../adapters/dynamo/sequences.ts';
import { dynamoSiteTime } from '../adapters/dynamo/site-time.ts';
import { sqsClient } from '../adapters/sqs/client.ts';
import { queueUrls } from '../adapters/sqs/queue-urls.ts';
import { sqsQueues } from '../adapters/sqs/queues.ts';
import { requireEnv } from '../shared/environment.ts';
import { jobDoor } from '../shared/job-door.ts';
import { workBilling } from '../use-cases/billing/work-billing.ts';
import { reportResults } from '../use-cases/jobs/report-results.ts';
import { readSiteAnew } from '../use-cases/read-site-anew.ts';

const connection = { client: dynamoClient(), table: requireEnv('TABLE_NAME') };
const ports = {
  records: dynamoRecords(connection),
  commit: dynamoCommit(connection),
  ledgers: dynamoLedgers(connection.client, connection.table),
  priceBooks: dynamoPriceBooks(connection),
  siteTime: dynamoSiteTime(connection),
  sequences: dynamoSequences(connection),
  dueIndex: dynamoDueIndex(connection),
  queues: sqsQueues({ client: sqsClient(), urls: queueUrls(process.env) }),
  randomId: () => randomUUID(),
  systemTime: Date.now,
};

/** Runs billing for billing profiles whose cycle is over, and reports to their run. */
export const handler = jobDoor({ begin: readSiteAnew(ports), work: workBilling(ports), report: reportResults(ports) });
