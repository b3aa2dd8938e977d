import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { JOBS, type Job } from '../../../domain/jobs/job.ts';
import type { DueIndex, DueWork } from '../../ports.ts';
import type { Connection } from './connection.ts';
import { type CursorScope, decodeCursor, encodeCursor } from './cursor.ts';
import { DUE_SHARDS, dueOfSortKey, duePartition, instantKey, requireSiteId } from './keys.ts';
import { storedAs } from './stored-as.ts';
import { TABLE_SHAPE } from './table-shape.ts';

const { name: INDEX } = TABLE_SHAPE.indexes.dueWork;
const SHARDS = Array.from({ length: DUE_SHARDS }, (_, shard) => shard);

/** What is read of an item on the index: when and what in its key, and whose it is. */
type Found = { readonly gsi1sk: string; readonly customerId: string };
type Shard = { readonly found: readonly Found[]; readonly more: boolean };
type Range = { readonly after: string; readonly through: string; readonly limit: number };

/**
 * What is due, in order of time. The index lags a moment and its shards are read one beside the other, so whoever takes up a piece
 * of work reads the thing itself again. `perShard` is how many items of each shard one page may take.
 */
export function dynamoDueIndex(
  { client, table }: Connection,
  { perShard = 50 }: { readonly perShard?: number } = {},
): DueIndex {
  const query = async (partition: string, { after, through, limit }: Range): Promise<Shard> => {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: INDEX,
        KeyConditionExpression: 'gsi1pk = :partition AND gsi1sk BETWEEN :after AND :through',
        ExpressionAttributeValues: { ':partition': partition, ':after': after, ':through': through },
        ProjectionExpression: 'gsi1sk, customerId',
        Limit: limit,
      }),
    );
    const found = Items.map((item) => storedAs<Found>(item));
    return { found, more: LastEvaluatedKey !== undefined };
  };

  const firstOf = async (siteId: string, job: Job) => {
    const range = { after: ' ', through: '~', limit: 1 };
    const firsts = await Promise.all(SHARDS.map((shard) => query(duePartition(siteId, job, shard), range)));
    return firsts.flatMap(({ found }) => found).map(({ gsi1sk }) => ({ job, dueAt: dueOfSortKey(gsi1sk).dueAt }));
  };

  return {
    due: async (siteId, job, until, cursor = null) => {
      requireSiteId(siteId);
      const scope: CursorScope = { siteId, question: JSON.stringify(['due', job]) };
      const [position = ''] = cursor === null ? [] : decodeCursor(scope, cursor);
      const range = { after: justAfter(position), through: lastKeyOf(until), limit: perShard };
      const shards = await Promise.all(SHARDS.map((shard) => query(duePartition(siteId, job, shard), range)));
      const { items, more } = merged(shards);
      const last = items.at(-1);
      return {
        items: items.map(workOf),
        nextCursor: more && last !== undefined ? encodeCursor(scope, [last.gsi1sk]) : null,
      };
    },
    next: async (siteId) => {
      requireSiteId(siteId);
      const firsts = (await Promise.all(JOBS.map((job) => firstOf(siteId, job)))).flat();
      // Of several at the same time the job that runs first in a night comes first: JOBS is in that order, and sorting is stable.
      return firsts.toSorted((a, b) => a.dueAt - b.dueAt)[0] ?? null;
    },
  };
}

/**
 * The shards' items as one list. A shard with more behind its last item may have work earlier than the others' last, so nothing later
 * than its last is given out yet: the next page starts after the last item of this one, in every shard.
 */
function merged(shards: readonly Shard[]) {
  const unfinished = shards.filter(({ more }) => more);
  const horizon = unfinished.map(({ found }) => found.at(-1)?.gsi1sk ?? '').toSorted()[0];
  const items = shards
    .flatMap(({ found }) => found)
    .filter(({ gsi1sk }) => horizon === undefined || gsi1sk <= horizon)
    .toSorted((a, b) => (a.gsi1sk < b.gsi1sk ? -1 : 1));
  return { items, more: horizon !== undefined };
}

const workOf = ({ gsi1sk, customerId }: Found): DueWork => ({ ...dueOfSortKey(gsi1sk), customerId });

/** The smallest text after `sortKey`: ranges of DynamoDB include their ends. */
const justAfter = (sortKey: string): string => `${sortKey}\u0000`;

/** Not before any key of that time: what follows a key's time is `#`, and `$` is the character after it. */
const lastKeyOf = (until: number): string => `${instantKey(until)}$`;
