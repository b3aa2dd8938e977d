import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Entry } from '../../../../domain/ledger/entry.ts';
import type { Connection } from '../connection.ts';
import { type Chunk, chunkKey, chunkStretches, monthOf, monthsOf, type TimeRange } from './ledger-chunks.ts';
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

/**
 * Entries of all chunks that have something of the ranges. What a moment costs does not depend on how much else there is in its month, and
 * a chunk that has something of many moments is read once.
 */
export async function readSealedEntries(
  connection: Connection,
  { siteId, balanceGroupId }: Place,
  ranges: readonly TimeRange[],
): Promise<readonly Entry[]> {
  const months = new Set(ranges.flatMap(({ from, to }) => monthsOf(from, to)));
  const stretches = [...months].flatMap((month) => {
    const pk = chunkPartition(siteId, balanceGroupId, month);
    const ofMonth = ranges.filter(({ from, to }) => monthOf(from) <= month && month <= monthOf(to));
    return chunkStretches(ofMonth).map((stretch) => readStretch(connection, pk, stretch, ofMonth));
  });
  return (await Promise.all(stretches)).flat();
}

async function readStretch(
  { client, table }: Connection,
  pk: string,
  [from, to]: readonly [string, string],
  ranges: readonly TimeRange[],
): Promise<readonly Entry[]> {
  const until = Math.max(...ranges.map((range) => range.to));
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
    for (const { first, last, e } of page.Items ?? []) {
      if (!ranges.some((range) => first <= range.to && range.from <= last)) continue;
      for (const entry of decodeEntries(e as Uint8Array)) entries.push(entry);
    }
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return entries;
}
