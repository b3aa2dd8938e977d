// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { PaymentInfo } from '../../../../domain/customer/customer.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { ID, TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const paymentInfoEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'paymentInfo', version: '1' },
      attributes: {
        siteId: TEXT,
        customerId: ID,
        data: { type: CustomAttributeType<PaymentInfo>('any'), required: true },
      },
      indexes: {
        record: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'customerId'],
            template: '${siteId}#customer#${customerId}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: [], template: 'payment-info', casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function paymentInfoShelf(connection: Connection): Shelf<'paymentInfo'> {
  const entity = paymentInfoEntity(connection);
  const keyOf = ({ siteId, customerId }: PaymentInfo) => ({ siteId, customerId });
  return {
    get: async (siteId, { customerId }) => {
      const { data } = await entity.get({ siteId, customerId }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (info) =>
      putIfVersion(entity.put({ ...keyOf(info), data: nextVersion(info) }).params<PutParams>(), info.version),
    remove: (info) => deleteIfVersion(entity.delete(keyOf(info)).params<DeleteParams>(), info.version),
  };
}
