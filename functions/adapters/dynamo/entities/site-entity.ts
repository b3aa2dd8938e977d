// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { Site } from '../../../../domain/customer/customer.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { SITES_PARTITION } from '../keys.ts';
import { TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const siteEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'site', version: '1' },
      attributes: {
        siteId: TEXT,
        data: { type: CustomAttributeType<Site>('any'), required: true },
      },
      indexes: {
        record: {
          pk: { field: TABLE_SHAPE.partitionKey, composite: ['siteId'], template: '${siteId}#site', casing: 'none' },
          sk: { field: TABLE_SHAPE.sortKey, composite: [], template: 'site', casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function siteShelf(connection: Connection): Shelf<'site'> {
  const entity = siteEntity(connection);
  const keyOf = ({ siteId }: Site) => ({ siteId });
  return {
    get: async (siteId) => {
      const { data } = await entity.get({ siteId }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (site) =>
      putIfVersion(entity.put({ ...keyOf(site), data: nextVersion(site) }).params<PutParams>(), site.version),
    remove: (site) => deleteIfVersion(entity.delete(keyOf(site)).params<DeleteParams>(), site.version),
    links: ({ siteId }) => [{ pk: SITES_PARTITION, sk: siteId, entity: 'link', siteId }],
  };
}
