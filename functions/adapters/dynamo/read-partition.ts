import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from './connection.ts';
import { storedAs } from './stored-as.ts';

/** All items of a partition as they stand now, in the order of their sort keys, without ElectroDB. */
export async function readPartition<T>({ client, table }: Connection, pk: string): Promise<readonly T[]> {
  const found: T[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ConsistentRead: true,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    for (const item of Items) found.push(storedAs<T>(item));
    start = LastEvaluatedKey;
  } while (start !== undefined);
  return found;
}
