import { type ItemKey, idLinkKey, type LinkedKind } from '../keys.ts';
import type { TransactItem } from '../transact-item.ts';

/**
 * A small item that lies beside a record for its whole life, so that the record is found by what is known of it: its id alone, or the
 * token of a mailed link. It is written once, with the record's first version, and holds the rest of the record's key.
 *
 * An index would do the same, but it is written again with every version of the record, and it lags: what was just created would
 * not be found. A link costs one write in a record's life and is read consistently.
 */
export type Link = ItemKey & { readonly entity: 'link'; readonly siteId: string } & {
  readonly [attribute: string]: string;
};

/** The link from an id to the record of a customer. */
export const idLink = (
  siteId: string,
  kind: LinkedKind,
  id: string,
  key: { readonly customerId: string } & { readonly [attribute: string]: string },
): Link => ({ ...idLinkKey(siteId, kind, id), entity: 'link', siteId, ...key });

/** Written with a new record. A link that is there already belongs to another one: then nothing is written. */
export const putLink = (table: string, link: Link): TransactItem => ({
  Put: { TableName: table, Item: link, ConditionExpression: 'attribute_not_exists(pk)' },
});

/** Deleted with its record. */
export const deleteLink = (table: string, { pk, sk }: Link): TransactItem => ({
  Delete: { TableName: table, Key: { pk, sk } },
});
