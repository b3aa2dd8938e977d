// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { WebhookEndpoint } from '../../../../domain/notification/webhook-endpoint.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { type Ask, CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const webhookEndpointEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'webhookEndpoint', version: '1' },
      attributes: {
        siteId: TEXT,
        code: TEXT,
        data: { type: CustomAttributeType<WebhookEndpoint>('any'), required: true },
      },
      indexes: {
        record: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId'],
            template: '${siteId}#webhook-endpoints',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: ['code'], template: '${code}', casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function webhookEndpointShelf(
  connection: Connection,
): Shelf<'webhookEndpoint'> & { readonly ofSite: Ask<'webhookEndpointsOfSite'> } {
  const entity = webhookEndpointEntity(connection);
  const keyOf = ({ siteId, code }: WebhookEndpoint) => ({ siteId, code });
  return {
    get: async (siteId, { code }) => {
      const { data } = await entity.get({ siteId, code }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (endpoint) =>
      putIfVersion(
        entity.put({ ...keyOf(endpoint), data: nextVersion(endpoint) }).params<PutParams>(),
        endpoint.version,
      ),
    remove: (endpoint) => deleteIfVersion(entity.delete(keyOf(endpoint)).params<DeleteParams>(), endpoint.version),
    ofSite: (siteId) => ({
      params: entity.query.record({ siteId }).params(),
      recordsOf: (items) => entity.parse({ Items: items }).data.map(({ data }) => data),
    }),
  };
}
