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
import { onboardingContract } from '../contract/onboarding.ts';
import { onboardingHandlers } from '../handlers/onboarding.ts';

const connection = { client: dynamoClient(), table: requireEnv('TABLE_NAME') };
const records = dynamoRecords(connection);
const siteTime = dynamoSiteTime(connection);

/** Onboards customers, and shows beforehand what that would charge. */
export const handler = httpDoor({
  door: 'onboarding',
  contract: onboardingContract,
  handlers: onboardingHandlers({
    records,
    ledgers: dynamoLedgers(connection.client, connection.table),
    priceBooks: dynamoPriceBooks(connection),
    siteTime,
    systemTime: Date.now,
    sequences: dynamoSequences(connection),
    randomId: () => randomUUID(),
    commit: onceCommit({ records, commit: dynamoCommit(connection) }),
  }),
  ports: { records, siteTime },
});
