import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from './connection.ts';
import type { ItemKey } from './keys.ts';

/** Where a link leads. `billId` is empty on links to records that have none. */
export type LinkTarget = { readonly siteId: string; readonly customerId: string; readonly billId: string };

/** Follows a link. Consistent: what was just created is found. */
export async function readLink({ client, table }: Connection, { pk, sk }: ItemKey): Promise<LinkTarget | null> {
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: { pk, sk }, ConsistentRead: true }));
  if (Item === undefined) return null;
  const { siteId, customerId, billId = '' } = Item;
  return { siteId, customerId, billId };
}
