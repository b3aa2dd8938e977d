import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from './connection.ts';
import { storedAs } from './stored-as.ts';

/** Sort keys of a stretch: from `from` on and before `to`. */
type Stretch = { readonly from: string; readonly to: string };

/**
 * All items of a partition as they stand now, or those of a stretch of it, in the order of their sort keys, without ElectroDB.
 */
export async function readPartition<T>(
  { client, table }: Connection,
  pk: string,
  stretch?: Stretch,
): Promise<readonly T[]> {
  const found: T[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: stretch === undefined ? 'pk = :pk' : 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':pk': pk,
          ...(stretch === undefined ? {} : { ':from': stretch.from, ':to': stretch.to }),
        },
        ConsistentRead: true,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    for (const item of Items) found.push(storedAs<T>(item));
    start = LastEvaluatedKey;
  } while (start !== undefined);
  return found;
}
