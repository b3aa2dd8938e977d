import type { Connection } from './connection.ts';
import type { ItemKey } from './keys.ts';
import { readItem } from './read-item.ts';

/** Where a link leads. `billId` only on links to invoices, whose key it is part of. */
export type LinkTarget = { readonly siteId: string; readonly customerId: string; readonly billId?: string };

/** Follows a link. Consistent: what was just created is found. */
export const readLink = (connection: Connection, key: ItemKey): Promise<LinkTarget | null> =>
  readItem<LinkTarget>(connection, key);
