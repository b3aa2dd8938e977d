import type { Sites } from '../../ports.ts';
import type { Connection } from './connection.ts';
import { type ItemKey, SITES_PARTITION } from './keys.ts';
import { readPartition } from './read-partition.ts';

/** All sites of the table, by name. A site is listed in the commit that creates it. */
export const dynamoSites = (connection: Connection): Sites => ({
  all: async () => (await readPartition<ItemKey>(connection, SITES_PARTITION)).map(({ sk }) => sk),
});
