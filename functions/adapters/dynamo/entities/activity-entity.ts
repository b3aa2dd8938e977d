// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { Activity } from '../../../../domain/customer/customer.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { instantKey } from '../keys.ts';
import { ID, TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { type Ask, CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const activityEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'activity', version: '1' },
      attributes: {
        siteId: TEXT,
        customerId: ID,
        time: TEXT,
        activityId: TEXT,
        data: { type: CustomAttributeType<Activity>('any'), required: true },
      },
      indexes: {
        ofCustomer: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'customerId'],
            template: '${siteId}#activity#${customerId}',
            casing: 'none',
          },
          sk: {
            field: TABLE_SHAPE.sortKey,
            composite: ['time', 'activityId'],
            template: '${time}#${activityId}',
            casing: 'none',
          },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function activityShelf(
  connection: Connection,
): Shelf<'activity'> & { readonly ofCustomer: Ask<'activitiesOfCustomer'> } {
  const entity = activityEntity(connection);
  const keyOf = ({ siteId, customerId, at, activityId }: Activity) => ({
    siteId,
    customerId,
    time: instantKey(at),
    activityId,
  });
  return {
    get: async (siteId, { customerId, at, activityId }) => {
      const { data } = await entity.get({ siteId, customerId, time: instantKey(at), activityId }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (activity) =>
      putIfVersion(
        entity.put({ ...keyOf(activity), data: nextVersion(activity) }).params<PutParams>(),
        activity.version,
      ),
    remove: (activity) => deleteIfVersion(entity.delete(keyOf(activity)).params<DeleteParams>(), activity.version),
    ofCustomer: (siteId, { customerId }) => ({
      params: entity.query.ofCustomer({ siteId, customerId }).params(),
      recordsOf: (items) => entity.parse({ Items: items }).data.map(({ data }) => data),
      newestFirst: true,
    }),
  };
}
