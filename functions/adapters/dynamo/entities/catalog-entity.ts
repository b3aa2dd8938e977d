// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { CatalogRecord } from '../../../records.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { type Ask, CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const catalogEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'catalog', version: '1' },
      attributes: {
        siteId: TEXT,
        kind: TEXT,
        code: TEXT,
        data: { type: CustomAttributeType<CatalogRecord>('any'), required: true },
      },
      indexes: {
        ofSite: {
          pk: { field: TABLE_SHAPE.partitionKey, composite: ['siteId'], template: '${siteId}#catalog', casing: 'none' },
          sk: { field: TABLE_SHAPE.sortKey, composite: ['kind', 'code'], template: '${kind}#${code}', casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function catalogShelf(
  connection: Connection,
): Shelf<'catalog'> & { readonly ofKind: Ask<'catalogOfKind'>; readonly whole: Ask<'wholeCatalog'> } {
  const entity = catalogEntity(connection);
  const keyOf = ({ siteId, kind, code }: CatalogRecord) => ({ siteId, kind, code });
  return {
    get: async (siteId, { kind, code }) => {
      const { data } = await entity.get({ siteId, kind, code }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (record) =>
      putIfVersion(entity.put({ ...keyOf(record), data: nextVersion(record) }).params<PutParams>(), record.version),
    remove: (record) => deleteIfVersion(entity.delete(keyOf(record)).params<DeleteParams>(), record.version),
    ofKind: (siteId, { kind }) => ({
      params: entity.query.ofSite({ siteId, kind }).params(),
      recordsOf: (items) => entity.parse({ Items: items }).data.map(({ data }) => data),
    }),
    whole: (siteId) => ({
      params: entity.query.ofSite({ siteId }).params(),
      recordsOf: (items) => entity.parse({ Items: items }).data.map(({ data }) => data),
    }),
  };
}
