// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { ServiceClaim } from '../../../../domain/subscription/subscription.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const serviceClaimEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'serviceClaim', version: '1' },
      attributes: {
        siteId: TEXT,
        identifier: TEXT,
        data: { type: CustomAttributeType<ServiceClaim>('any'), required: true },
      },
      indexes: {
        record: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'identifier'],
            template: '${siteId}#service#${identifier}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: [], template: 'claim', casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function serviceClaimShelf(connection: Connection): Shelf<'serviceClaim'> {
  const entity = serviceClaimEntity(connection);
  const keyOf = ({ siteId, identifier }: ServiceClaim) => ({ siteId, identifier });
  return {
    get: async (siteId, { identifier }) => {
      const { data } = await entity.get({ siteId, identifier }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (claim) =>
      putIfVersion(entity.put({ ...keyOf(claim), data: nextVersion(claim) }).params<PutParams>(), claim.version),
    remove: (claim) => deleteIfVersion(entity.delete(keyOf(claim)).params<DeleteParams>(), claim.version),
  };
}
