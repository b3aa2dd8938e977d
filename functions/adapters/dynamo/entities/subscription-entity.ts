// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import { dueOfSubscription } from '../../../../domain/jobs/due-work.ts';
import type { Subscription } from '../../../../domain/subscription/subscription.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { ID, SPARSE, TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { idLink } from '../records/links.ts';
import { type Ask, CONSISTENT, dueAttributes, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const subscriptionEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'subscription', version: '1' },
      attributes: {
        siteId: TEXT,
        customerId: ID,
        subscriptionId: ID,
        gsi1pk: SPARSE,
        gsi1sk: SPARSE,
        data: { type: CustomAttributeType<Subscription>('any'), required: true },
      },
      indexes: {
        ofCustomer: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'customerId'],
            template: '${siteId}#customer#${customerId}',
            casing: 'none',
          },
          sk: {
            field: TABLE_SHAPE.sortKey,
            composite: ['subscriptionId'],
            template: 'subscription#${subscriptionId}',
            casing: 'none',
          },
        },
        due: {
          index: TABLE_SHAPE.indexes.dueWork.name,
          pk: { field: TABLE_SHAPE.indexes.dueWork.partitionKey, composite: ['gsi1pk'], casing: 'none' },
          sk: { field: TABLE_SHAPE.indexes.dueWork.sortKey, composite: ['gsi1sk'], casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function subscriptionShelf(
  connection: Connection,
): Shelf<'subscription'> & { readonly ofCustomer: Ask<'subscriptionsOfCustomer'> } {
  const entity = subscriptionEntity(connection);
  const keyOf = ({ siteId, customerId, subscriptionId }: Subscription) => ({ siteId, customerId, subscriptionId });
  return {
    get: async (siteId, { customerId, subscriptionId }) => {
      const { data } = await entity.get({ siteId, customerId, subscriptionId }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (subscription) =>
      putIfVersion(
        entity
          .put({
            ...keyOf(subscription),
            ...dueAttributes(subscription.siteId, dueOfSubscription(subscription)),
            data: nextVersion(subscription),
          })
          .params<PutParams>(),
        subscription.version,
      ),
    remove: (subscription) =>
      deleteIfVersion(entity.delete(keyOf(subscription)).params<DeleteParams>(), subscription.version),
    links: ({ siteId, subscriptionId, customerId }) => [idLink(siteId, 'subscription', subscriptionId, { customerId })],
    ofCustomer: (siteId, { customerId }) => ({
      params: entity.query.ofCustomer({ siteId, customerId }).params(),
      recordsOf: (items) => entity.parse({ Items: items }).data.map(({ data }) => data),
    }),
  };
}
