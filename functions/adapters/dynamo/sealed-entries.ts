import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Entry } from '../../../domain/ledger/entry.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Connection } from './connection.ts';
import { type Chunk, chunkKey, chunkStretches, monthsOf } from './ledger-chunks.ts';
import { decodeEntries } from './ledger-codec.ts';

/** Chunks lie apart from the head, a partition a month: reading history never slows the head. */
const chunkPartition = (siteId: string, balanceGroupId: string, month: string): string =>
  `${siteId}#chunks#${balanceGroupId}#${month}`;

export const chunkItem = (siteId: string, balanceGroupId: string, chunk: Chunk) => ({
  pk: chunkPartition(siteId, balanceGroupId, chunk.month),
  sk: chunkKey(chunk),
  first: chunk.firstAt,
  last: chunk.lastAt,
  e: chunk.packed,
});

type Place = { readonly siteId: string; readonly balanceGroupId: string };
type Range = { readonly from: Instant; readonly to: Instant };

/** Entries of all chunks that have something of the range. What a moment costs does not depend on how much else there is in its month. */
export async function readSealedEntries(
  connection: Connection,
  { siteId, balanceGroupId }: Place,
  range: Range,
): Promise<readonly Entry[]> {
  const stretches = monthsOf(range.from, range.to).flatMap((month) => {
    const pk = chunkPartition(siteId, balanceGroupId, month);
    return chunkStretches(range.from, range.to).map((stretch) => readStretch(connection, pk, stretch, range.to));
  });
  return (await Promise.all(stretches)).flat();
}

async function readStretch(
  { client, table }: Connection,
  pk: string,
  [from, to]: readonly [string, string],
  until: Instant,
): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        FilterExpression: '#first <= :until',
        ExpressionAttributeNames: { '#first': 'first' },
        ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to, ':until': until },
        ConsistentRead: true,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    for (const { e } of page.Items ?? []) {
      for (const entry of decodeEntries(e as Uint8Array)) entries.push(entry);
    }
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return entries;
}
