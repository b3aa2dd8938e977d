import { randomUUID } from 'node:crypto';
import { dynamoClient } from '../../adapters/dynamo/client.ts';
import { dynamoCommit } from '../../adapters/dynamo/commit.ts';
import { dynamoRecords } from '../../adapters/dynamo/records/records.ts';
import { dynamoSiteTime } from '../../adapters/dynamo/site-time.ts';
import { requireEnv } from '../../shared/environment.ts';
import { httpDoor } from '../../shared/http-door.ts';
import { onceCommit } from '../../shared/idempotency.ts';
import { catalogContract } from '../contract/catalog.ts';
import { catalogHandlers } from '../handlers/catalog.ts';

const connection = { client: dynamoClient(), table: requireEnv('TABLE_NAME') };
const records = dynamoRecords(connection);
const commit = onceCommit({ records, commit: dynamoCommit(connection) });

/** Keeps the catalog: every kind of object, each listed, created, read, replaced and deleted alike. */
export const handler = httpDoor({
  door: 'catalog',
  contract: catalogContract,
  handlers: catalogHandlers({ records, commit, randomId: () => randomUUID() }),
  ports: { records, siteTime: dynamoSiteTime(connection) },
});
