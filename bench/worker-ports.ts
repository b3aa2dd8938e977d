import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { compilePriceBook } from '../domain/catalog/compile-price-book.ts';
import { dynamoCommitLedgers, dynamoUsageLedgers } from '../functions/adapters/dynamo/ledger/ledger-store.ts';
import { dynamoServiceLookup } from '../functions/adapters/dynamo/service-lookup.ts';
import { dynamoSuspenseWriter } from '../functions/adapters/dynamo/suspense-writer.ts';
import { dynamoUsageTallies } from '../functions/adapters/dynamo/usage-tallies.ts';
import type { RateUsagePorts } from '../functions/use-cases/usage/rate-usage-ports.ts';
import { BENCH_CATALOG, BENCH_SITE, SITE } from './bench-site.ts';
import { TABLE } from './bench-table.ts';
import { BENCH_NOW } from './rating-world.ts';

/** The rating worker's ports as its door makes them; site and catalog are in memory, as in a worker that runs. */
export function workerPorts(client: DynamoDBDocumentClient): RateUsagePorts {
  const connection = { client, table: TABLE };
  const book = compilePriceBook({ siteId: SITE, version: 1, zone: 'Europe/Ljubljana' }, BENCH_CATALOG);
  return {
    ledgers: dynamoUsageLedgers(client, TABLE),
    commitLedgers: dynamoCommitLedgers({ client, table: TABLE }),
    services: dynamoServiceLookup(connection),
    suspense: dynamoSuspenseWriter(connection),
    tallies: dynamoUsageTallies(connection),
    // A worker that runs has these in memory; reading them again every few seconds is not a cost per event.
    priceBooks: { current: async () => book, fresh: async () => book, forCustomer: async () => book },
    siteTime: { site: async () => BENCH_SITE, now: async () => BENCH_NOW, refresh: async () => {} },
    homeSite: SITE,
  };
}
