// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { Payment } from '../../../../domain/billing/bill.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { ID, TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { type Ask, CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const paymentEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'payment', version: '1' },
      attributes: {
        siteId: TEXT,
        customerId: ID,
        paymentId: ID,
        data: { type: CustomAttributeType<Payment>('any'), required: true },
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
            composite: ['paymentId'],
            template: 'payment#${paymentId}',
            casing: 'none',
          },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function paymentShelf(
  connection: Connection,
): Shelf<'payment'> & { readonly ofCustomer: Ask<'paymentsOfCustomer'> } {
  const entity = paymentEntity(connection);
  const keyOf = ({ siteId, customerId, paymentId }: Payment) => ({ siteId, customerId, paymentId });
  return {
    get: async (siteId, { customerId, paymentId }) => {
      const { data } = await entity.get({ siteId, customerId, paymentId }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (payment) =>
      putIfVersion(entity.put({ ...keyOf(payment), data: nextVersion(payment) }).params<PutParams>(), payment.version),
    remove: (payment) => deleteIfVersion(entity.delete(keyOf(payment)).params<DeleteParams>(), payment.version),
    ofCustomer: (siteId, { customerId }) => ({
      params: entity.query.ofCustomer({ siteId, customerId }).params(),
      recordsOf: (items) => entity.parse({ Items: items }).data.map(({ data }) => data),
    }),
  };
}
