// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { Communication } from '../../../../domain/customer/customer.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { instantKey } from '../keys.ts';
import { ID, TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { type Ask, CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const communicationEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'communication', version: '1' },
      attributes: {
        siteId: TEXT,
        customerId: ID,
        communicationId: TEXT,
        time: TEXT,
        data: { type: CustomAttributeType<Communication>('any'), required: true },
      },
      indexes: {
        record: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'customerId'],
            template: '${siteId}#customer#${customerId}',
            casing: 'none',
          },
          sk: {
            field: TABLE_SHAPE.sortKey,
            composite: ['communicationId'],
            template: 'communication#${communicationId}',
            casing: 'none',
          },
        },
        ofCustomer: {
          index: TABLE_SHAPE.indexes.lists.name,
          pk: {
            field: TABLE_SHAPE.indexes.lists.partitionKey,
            composite: ['siteId', 'customerId'],
            template: '${siteId}#communications#${customerId}',
            casing: 'none',
          },
          sk: {
            field: TABLE_SHAPE.indexes.lists.sortKey,
            composite: ['time', 'communicationId'],
            template: '${time}#${communicationId}',
            casing: 'none',
          },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function communicationShelf(
  connection: Connection,
): Shelf<'communication'> & { readonly ofCustomer: Ask<'communicationsOfCustomer'> } {
  const entity = communicationEntity(connection);
  const keyOf = ({ siteId, customerId, communicationId }: Communication) => ({ siteId, customerId, communicationId });
  return {
    get: async (siteId, { customerId, communicationId }) => {
      const { data } = await entity.get({ siteId, customerId, communicationId }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (communication) =>
      putIfVersion(
        entity
          .put({ ...keyOf(communication), time: instantKey(communication.at), data: nextVersion(communication) })
          .params<PutParams>(),
        communication.version,
      ),
    remove: (communication) =>
      deleteIfVersion(entity.delete(keyOf(communication)).params<DeleteParams>(), communication.version),
    ofCustomer: (siteId, { customerId }) => ({
      params: entity.query.ofCustomer({ siteId, customerId }).params(),
      recordsOf: (items) => entity.parse({ Items: items }).data.map(({ data }) => data),
      newestFirst: true,
    }),
  };
}
