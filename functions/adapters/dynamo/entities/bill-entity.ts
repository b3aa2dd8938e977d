// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { Bill } from '../../../../domain/billing/bill.ts';
import { dueOfBill } from '../../../../domain/jobs/due-work.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { ID, SPARSE, TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { idLink } from '../records/links.ts';
import { type Ask, CONSISTENT, dueAttributes, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const billEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'bill', version: '1' },
      attributes: {
        siteId: TEXT,
        customerId: ID,
        billId: ID,
        gsi1pk: SPARSE,
        gsi1sk: SPARSE,
        data: { type: CustomAttributeType<Bill>('any'), required: true },
      },
      indexes: {
        ofCustomer: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'customerId'],
            template: '${siteId}#customer#${customerId}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: ['billId'], template: 'bill#${billId}', casing: 'none' },
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

export function billShelf(connection: Connection): Shelf<'bill'> & { readonly ofCustomer: Ask<'billsOfCustomer'> } {
  const entity = billEntity(connection);
  const keyOf = ({ siteId, customerId, billId }: Bill) => ({ siteId, customerId, billId });
  return {
    get: async (siteId, { customerId, billId }) => {
      const { data } = await entity.get({ siteId, customerId, billId }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (bill) =>
      putIfVersion(
        entity
          .put({ ...keyOf(bill), ...dueAttributes(bill.siteId, dueOfBill(bill)), data: nextVersion(bill) })
          .params<PutParams>(),
        bill.version,
      ),
    remove: (bill) => deleteIfVersion(entity.delete(keyOf(bill)).params<DeleteParams>(), bill.version),
    links: ({ siteId, billId, customerId }) => [idLink(siteId, 'bill', billId, { customerId })],
    ofCustomer: (siteId, { customerId }) => ({
      params: entity.query.ofCustomer({ siteId, customerId }).params(),
      recordsOf: (items) => entity.parse({ Items: items }).data.map(({ data }) => data),
    }),
  };
}
