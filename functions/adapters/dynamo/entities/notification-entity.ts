// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { Notification } from '../../../../domain/notification/notification.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { notificationsPartition } from '../keys.ts';
import { ID, SPARSE, TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { listedNotification } from '../records/notice-items.ts';
import { type Ask, CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const notificationEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'notification', version: '1' },
      attributes: {
        siteId: TEXT,
        notificationId: TEXT,
        customerId: ID,
        listKey: TEXT,
        gsi1pk: SPARSE,
        gsi1sk: SPARSE,
        data: { type: CustomAttributeType<Notification>('any'), required: true },
      },
      indexes: {
        record: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'notificationId'],
            template: '${siteId}#notification#${notificationId}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: [], template: 'notification', casing: 'none' },
        },
        ofCustomer: {
          index: TABLE_SHAPE.indexes.lists.name,
          pk: {
            field: TABLE_SHAPE.indexes.lists.partitionKey,
            composite: ['siteId', 'customerId'],
            template: '${siteId}#notifications#${customerId}',
            casing: 'none',
          },
          sk: {
            field: TABLE_SHAPE.indexes.lists.sortKey,
            composite: ['listKey'],
            template: '${listKey}',
            casing: 'none',
          },
        },
        // A second list has no room on the index of lists; what is not delivered is work that is due, so it lies there.
        inState: {
          index: TABLE_SHAPE.indexes.dueWork.name,
          pk: { field: TABLE_SHAPE.indexes.dueWork.partitionKey, composite: ['gsi1pk'], casing: 'none' },
          sk: { field: TABLE_SHAPE.indexes.dueWork.sortKey, composite: ['gsi1sk'], casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function notificationShelf(connection: Connection): Shelf<'notification'> & {
  readonly ofCustomer: Ask<'notificationsOfCustomer'>;
  readonly inState: Ask<'notificationsOfSite'>;
} {
  const entity = notificationEntity(connection);
  const keyOf = ({ siteId, notificationId }: Notification) => ({ siteId, notificationId });
  return {
    get: async (siteId, { notificationId }) => {
      const { data } = await entity.get({ siteId, notificationId }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (notification) =>
      putIfVersion(
        entity
          .put({ ...keyOf(notification), ...listedNotification(notification), data: nextVersion(notification) })
          .params<PutParams>(),
        notification.version,
      ),
    remove: (notification) =>
      deleteIfVersion(entity.delete(keyOf(notification)).params<DeleteParams>(), notification.version),
    ofCustomer: (siteId, { customerId }) => ({
      params: entity.query.ofCustomer({ siteId, customerId }).params(),
      recordsOf: (items) => entity.parse({ Items: items }).data.map(({ data }) => data),
      newestFirst: true,
    }),
    inState: (siteId, { state }) => ({
      params: entity.query.inState({ gsi1pk: notificationsPartition(siteId, state) }).params(),
      recordsOf: (items) => entity.parse({ Items: items }).data.map(({ data }) => data),
      newestFirst: true,
    }),
  };
}
