// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { SiteClock } from '../../../../domain/customer/customer.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const siteClockEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'siteClock', version: '1' },
      attributes: {
        siteId: TEXT,
        data: { type: CustomAttributeType<SiteClock>('any'), required: true },
      },
      indexes: {
        record: {
          pk: { field: TABLE_SHAPE.partitionKey, composite: ['siteId'], template: '${siteId}#site', casing: 'none' },
          sk: { field: TABLE_SHAPE.sortKey, composite: [], template: 'clock', casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function siteClockShelf(connection: Connection): Shelf<'siteClock'> {
  const entity = siteClockEntity(connection);
  const keyOf = ({ siteId }: SiteClock) => ({ siteId });
  return {
    get: async (siteId) => {
      const { data } = await entity.get({ siteId }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (clock) =>
      putIfVersion(entity.put({ ...keyOf(clock), data: nextVersion(clock) }).params<PutParams>(), clock.version),
    remove: (clock) => deleteIfVersion(entity.delete(keyOf(clock)).params<DeleteParams>(), clock.version),
  };
}
