import { randomUUID } from 'node:crypto';
import { dynamoClient } from '../../adapters/dynamo/client.ts';
import { dynamoCommit } from '../../adapters/dynamo/commit.ts';
import { dynamoLedgers } from '../../adapters/dynamo/ledger/ledger-store.ts';
import { dynamoPriceBooks } from '../../adapters/dynamo/price-books.ts';
import { dynamoRecords } from '../../adapters/dynamo/records/records.ts';
import { dynamoSequences } from '../../adapters/dynamo/sequences.ts';
import { dynamoSiteTime } from '../../adapters/dynamo/site-time.ts';
import { requireEnv } from '../../shared/environment.ts';
import { httpDoor } from '../../shared/http-door.ts';
import { onceCommit } from '../../shared/idempotency.ts';
import { customersContract } from '../contract/customers.ts';
import { customersHandlers } from '../handlers/customers.ts';

const connection = { client: dynamoClient(), table: requireEnv('TABLE_NAME') };
const records = dynamoRecords(connection);
const siteTime = dynamoSiteTime(connection);

/** Shows customers with everything that they have, and changes their accounts and subscriptions. */
export const handler = httpDoor({
  door: 'customers',
  contract: customersContract,
  handlers: customersHandlers({
    records,
    ledgers: dynamoLedgers(connection.client, connection.table),
    priceBooks: dynamoPriceBooks(connection),
    siteTime,
    randomId: () => randomUUID(),
    sequences: dynamoSequences(connection),
    systemTime: Date.now,
    commit: onceCommit({ records, commit: dynamoCommit(connection) }),
  }),
  ports: { records, siteTime },
});
