// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { SuspenseRecord } from '../../../ports.ts';
import { SPARSE, TEXT } from '../attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../conditional-write.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { instantKey } from '../keys.ts';
import { type Ask, CONSISTENT, nextVersion, type Shelf } from '../shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const suspenseEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'suspense', version: '1' },
      attributes: {
        siteId: TEXT,
        suspenseId: TEXT,
        listKey: SPARSE,
        data: { type: CustomAttributeType<SuspenseRecord>('any'), required: true },
      },
      indexes: {
        record: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'suspenseId'],
            template: '${siteId}#suspense#${suspenseId}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: [], template: 'suspense', casing: 'none' },
        },
        open: {
          index: TABLE_SHAPE.indexes.lists.name,
          pk: {
            field: TABLE_SHAPE.indexes.lists.partitionKey,
            composite: ['siteId'],
            template: '${siteId}#suspense',
            casing: 'none',
          },
          sk: {
            field: TABLE_SHAPE.indexes.lists.sortKey,
            composite: ['listKey'],
            template: '${listKey}',
            casing: 'none',
          },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function suspenseShelf(connection: Connection): Shelf<'suspense'> & { readonly open: Ask<'openSuspense'> } {
  const entity = suspenseEntity(connection);
  const keyOf = ({ siteId, suspenseId }: SuspenseRecord) => ({ siteId, suspenseId });
  return {
    get: async (siteId, { suspenseId }) => {
      const { data } = await entity.get({ siteId, suspenseId }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (record) =>
      putIfVersion(
        entity
          .put({
            ...keyOf(record),
            ...(record.status === 'open' ? { listKey: `${instantKey(record.receivedAt)}#${record.suspenseId}` } : {}),
            data: nextVersion(record),
          })
          .params<PutParams>(),
        record.version,
      ),
    remove: (record) => deleteIfVersion(entity.delete(keyOf(record)).params<DeleteParams>(), record.version),
    open: (siteId) => ({
      params: entity.query.open({ siteId }).params(),
      recordsOf: (items) => entity.parse({ Items: items }).data.map(({ data }) => data),
      newestFirst: true,
    }),
  };
}
