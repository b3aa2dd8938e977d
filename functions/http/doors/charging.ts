import { dynamoClient } from '../../adapters/dynamo/client.ts';
import { dynamoCommitLedgers, dynamoUsageLedgers } from '../../adapters/dynamo/ledger/ledger-store.ts';
import { dynamoPriceBooks } from '../../adapters/dynamo/price-books.ts';
import { dynamoServiceLookup } from '../../adapters/dynamo/service-lookup.ts';
import { dynamoSiteTime } from '../../adapters/dynamo/site-time.ts';
import { requireEnv } from '../../shared/environment.ts';
import { httpDoor } from '../../shared/http-door.ts';
import { chargingContract } from '../contract/charging.ts';
import { chargingHandlers } from '../handlers/charging.ts';

const table = requireEnv('TABLE_NAME');
const client = dynamoClient();
const connection = { client, table };
const siteTime = dynamoSiteTime(connection);

/**
 * Charges in real time: somebody waits before serving. No ElectroDB here, so that the first request does not wait for it either, and no
 * memory of answers: the ids of sessions make requests count once.
 */
export const handler = httpDoor({
  door: 'charging',
  contract: chargingContract,
  handlers: chargingHandlers({
    ledgers: dynamoUsageLedgers(client, table),
    commitLedgers: dynamoCommitLedgers(connection),
    priceBooks: dynamoPriceBooks(connection),
    siteTime,
    services: dynamoServiceLookup(connection),
  }),
  ports: { records: { get: async () => null }, siteTime },
});
