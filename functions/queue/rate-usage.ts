import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { dynamoClient } from '../adapters/dynamo/client.ts';
import { dynamoCommitLedgers, dynamoUsageLedgers } from '../adapters/dynamo/ledger/ledger-store.ts';
import { dynamoPriceBooks } from '../adapters/dynamo/price-books.ts';
import { dynamoServiceLookup } from '../adapters/dynamo/service-lookup.ts';
import { dynamoSiteTime } from '../adapters/dynamo/site-time.ts';
import { dynamoSuspenseWriter } from '../adapters/dynamo/suspense-writer.ts';
import { dynamoUsageTallies } from '../adapters/dynamo/usage-tallies.ts';
import { requireEnv } from '../shared/environment.ts';
import { log } from '../shared/log.ts';
import { rateUsageBatch } from '../use-cases/usage/rate-usage-batch.ts';

const table = requireEnv('TABLE_NAME');
const client = dynamoClient();
const connection = { client, table };

const rate = rateUsageBatch({
  ledgers: dynamoUsageLedgers(client, table),
  commitLedgers: dynamoCommitLedgers({ client, table }),
  priceBooks: dynamoPriceBooks(connection),
  siteTime: dynamoSiteTime(connection),
  services: dynamoServiceLookup(connection),
  suspense: dynamoSuspenseWriter(connection),
  tallies: dynamoUsageTallies(connection),
  homeSite: requireEnv('HOME_SITE'),
});

/** Rates a batch of usage messages and reports only those that a fault hit: a poison message never replays its neighbours. */
export const handler = middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
  const { failedMessageIds, faults, ...counts } = await rate(
    Records.map(({ messageId, body }) => ({ messageId, body })),
  );
  log('info', 'usage rated', { messages: Records.length, failed: failedMessageIds.length, ...counts });
  for (const reason of faults) log('error', 'usage met a fault', { reason });
  return { batchItemFailures: failedMessageIds.map((itemIdentifier) => ({ itemIdentifier })) };
});
