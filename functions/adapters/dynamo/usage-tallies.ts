import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { UsageTallies } from '../../ports.ts';
import type { UsageTally } from '../../records.ts';
import type { Connection } from './connection.ts';
import { instantKey, requireSiteId, TALLY_SHARDS, tallyPartition } from './keys.ts';
import { readPartition } from './read-partition.ts';

const NOTHING: UsageTally = { received: 0, rated: 0, duplicate: 0, suspended: 0 };

/**
 * How much usage came in, per day of arrival by the system's clock. Each batch counts on one of several items, so that busy hours
 * do not queue up behind one. A dashboard figure: a batch that is handled twice counts twice, and the ledger knows better.
 *
 * No ElectroDB here: the rating worker imports it.
 */
export function dynamoUsageTallies(
  connection: Connection,
  { systemNow = Date.now, random = Math.random }: { systemNow?: () => number; random?: () => number } = {},
): UsageTallies {
  const ofShard = async (siteId: string, shard: number): Promise<UsageTally> =>
    (await readPartition<UsageTally>(connection, tallyPartition(siteId, shard))).reduce(plus, NOTHING);

  return {
    add: async (siteId, { received, rated, duplicate, suspended }) => {
      requireSiteId(siteId);
      const shard = Math.floor(random() * TALLY_SHARDS);
      await connection.client.send(
        new UpdateCommand({
          TableName: connection.table,
          Key: { pk: tallyPartition(siteId, shard), sk: instantKey(systemNow()).slice(0, 10) },
          UpdateExpression: 'ADD received :received, rated :rated, duplicate :duplicate, suspended :suspended',
          ExpressionAttributeValues: {
            ':received': received,
            ':rated': rated,
            ':duplicate': duplicate,
            ':suspended': suspended,
          },
        }),
      );
    },
    total: async (siteId) => {
      requireSiteId(siteId);
      const shards = Array.from({ length: TALLY_SHARDS }, (_, shard) => ofShard(siteId, shard));
      return (await Promise.all(shards)).reduce(plus, NOTHING);
    },
  };
}

const plus = (one: UsageTally, other: UsageTally): UsageTally => ({
  received: one.received + other.received,
  rated: one.rated + other.rated,
  duplicate: one.duplicate + other.duplicate,
  suspended: one.suspended + other.suspended,
});
