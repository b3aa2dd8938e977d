import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from './connection.ts';
import type { ItemKey } from './keys.ts';
import { storedAs } from './stored-as.ts';

/** One item as it stands now, without ElectroDB; null if there is none. */
export async function readItem<T>({ client, table }: Connection, { pk, sk }: ItemKey): Promise<T | null> {
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: { pk, sk }, ConsistentRead: true }));
  return Item === undefined ? null : storedAs<T>(Item);
}
