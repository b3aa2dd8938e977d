// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { SearchToken } from '../../../records.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { ID, TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { type Ask, CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const searchTokenEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'searchToken', version: '1' },
      attributes: {
        siteId: TEXT,
        initial: TEXT,
        token: TEXT,
        customerId: ID,
        data: { type: CustomAttributeType<SearchToken>('any'), required: true },
      },
      indexes: {
        byInitial: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'initial'],
            template: '${siteId}#search#${initial}',
            casing: 'none',
          },
          sk: {
            field: TABLE_SHAPE.sortKey,
            composite: ['token', 'customerId'],
            template: '${token}#${customerId}',
            casing: 'none',
          },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function searchTokenShelf(
  connection: Connection,
): Shelf<'searchToken'> & { readonly byPrefix: Ask<'customersByToken'> } {
  const entity = searchTokenEntity(connection);
  const keyOf = ({ siteId, token, customerId }: SearchToken) => ({
    siteId,
    initial: initialOf(token),
    token,
    customerId,
  });
  return {
    get: async (siteId, { token, customerId }) => {
      const { data } = await entity.get({ siteId, initial: initialOf(token), token, customerId }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (word) =>
      putIfVersion(entity.put({ ...keyOf(word), data: nextVersion(word) }).params<PutParams>(), word.version),
    remove: (word) => deleteIfVersion(entity.delete(keyOf(word)).params<DeleteParams>(), word.version),
    byPrefix: (siteId, { prefix }) => ({
      params: entity.query
        .byInitial({ siteId, initial: initialOf(prefix) })
        .begins({ token: prefix })
        .params(),
      recordsOf: (items) => entity.parse({ Items: items }).data.map(({ data }) => data),
    }),
  };
}

/** Tokens are spread over a partition per first character. Everything starts with nothing, so nothing cannot be looked for. */
function initialOf(text: string): string {
  const [initial] = text;
  if (initial === undefined) throw new Error('Customers are searched by at least one character.');
  return initial;
}
