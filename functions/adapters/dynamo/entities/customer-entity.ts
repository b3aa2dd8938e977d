// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { Customer } from '../../../../domain/customer/customer.ts';
import { dueOfCustomer } from '../../../../domain/jobs/due-work.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { ID, SPARSE, TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { type Ask, CONSISTENT, dueAttributes, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const customerEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'customer', version: '1' },
      attributes: {
        siteId: TEXT,
        customerId: ID,
        gsi1pk: SPARSE,
        gsi1sk: SPARSE,
        data: { type: CustomAttributeType<Customer>('any'), required: true },
      },
      indexes: {
        record: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'customerId'],
            template: '${siteId}#customer#${customerId}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: [], template: 'customer', casing: 'none' },
        },
        due: {
          index: TABLE_SHAPE.indexes.dueWork.name,
          pk: { field: TABLE_SHAPE.indexes.dueWork.partitionKey, composite: ['gsi1pk'], casing: 'none' },
          sk: { field: TABLE_SHAPE.indexes.dueWork.sortKey, composite: ['gsi1sk'], casing: 'none' },
        },
        ofSite: {
          index: TABLE_SHAPE.indexes.lists.name,
          pk: {
            field: TABLE_SHAPE.indexes.lists.partitionKey,
            composite: ['siteId'],
            template: '${siteId}#customers',
            casing: 'none',
          },
          sk: {
            field: TABLE_SHAPE.indexes.lists.sortKey,
            composite: ['customerId'],
            template: '${customerId}',
            casing: 'none',
          },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function customerShelf(connection: Connection): Shelf<'customer'> & { readonly ofSite: Ask<'customersOfSite'> } {
  const entity = customerEntity(connection);
  const keyOf = ({ siteId, customerId }: Customer) => ({ siteId, customerId });
  return {
    get: async (siteId, { customerId }) => {
      const { data } = await entity.get({ siteId, customerId }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (customer) =>
      putIfVersion(
        entity
          .put({
            ...keyOf(customer),
            ...dueAttributes(customer.siteId, dueOfCustomer(customer)),
            data: nextVersion(customer),
          })
          .params<PutParams>(),
        customer.version,
      ),
    remove: (customer) => deleteIfVersion(entity.delete(keyOf(customer)).params<DeleteParams>(), customer.version),
    ofSite: (siteId) => ({
      params: entity.query.ofSite({ siteId }).params(),
      recordsOf: (items) => entity.parse({ Items: items }).data.map(({ data }) => data),
    }),
  };
}
