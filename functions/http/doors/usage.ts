import { dynamoClient } from '../../adapters/dynamo/client.ts';
import { dynamoCommit } from '../../adapters/dynamo/commit.ts';
import { dynamoLedgers } from '../../adapters/dynamo/ledger/ledger-store.ts';
import { dynamoPriceBooks } from '../../adapters/dynamo/price-books.ts';
import { dynamoRecords } from '../../adapters/dynamo/records/records.ts';
import { dynamoSequences } from '../../adapters/dynamo/sequences.ts';
import { dynamoSiteTime } from '../../adapters/dynamo/site-time.ts';
import { dynamoUsageTallies } from '../../adapters/dynamo/usage-tallies.ts';
import { sqsClient } from '../../adapters/sqs/client.ts';
import { queueUrls } from '../../adapters/sqs/queue-urls.ts';
import { sqsQueues } from '../../adapters/sqs/queues.ts';
import { requireEnv } from '../../shared/environment.ts';
import { httpDoor } from '../../shared/http-door.ts';
import { onceCommit } from '../../shared/idempotency.ts';
import { usageContract } from '../contract/usage.ts';
import { usageHandlers } from '../handlers/usage.ts';

const connection = { client: dynamoClient(), table: requireEnv('TABLE_NAME') };
const records = dynamoRecords(connection);
const siteTime = dynamoSiteTime(connection);

/** Takes usage over HTTP for producers without a queue, explains how it was rated, and shows what could not be. */
export const handler = httpDoor({
  door: 'usage',
  contract: usageContract,
  handlers: usageHandlers({
    records,
    commit: onceCommit({ records, commit: dynamoCommit(connection) }),
    queues: sqsQueues({ client: sqsClient(), urls: queueUrls(process.env) }),
    usageTallies: dynamoUsageTallies(connection),
    ledgers: dynamoLedgers(connection.client, connection.table),
    priceBooks: dynamoPriceBooks(connection),
    sequences: dynamoSequences(connection),
    siteTime,
    systemTime: Date.now,
  }),
  ports: { records, siteTime },
});
