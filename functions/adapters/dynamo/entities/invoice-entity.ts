// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { Invoice } from '../../../../domain/billing/bill.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { documentLinkKey } from '../keys.ts';
import { ID, TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { idLink } from '../records/links.ts';
import { type Ask, CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const invoiceEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'invoice', version: '1' },
      attributes: {
        siteId: TEXT,
        customerId: ID,
        billId: ID,
        data: { type: CustomAttributeType<Invoice>('any'), required: true },
      },
      indexes: {
        ofCustomer: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'customerId'],
            template: '${siteId}#customer#${customerId}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: ['billId'], template: 'invoice#${billId}', casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function invoiceShelf(
  connection: Connection,
): Shelf<'invoice'> & { readonly ofCustomer: Ask<'invoicesOfCustomer'> } {
  const entity = invoiceEntity(connection);
  const keyOf = ({ siteId, customerId, billId }: Invoice) => ({ siteId, customerId, billId });
  return {
    get: async (siteId, { customerId, billId }) => {
      const { data } = await entity.get({ siteId, customerId, billId }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (invoice) =>
      putIfVersion(entity.put({ ...keyOf(invoice), data: nextVersion(invoice) }).params<PutParams>(), invoice.version),
    remove: (invoice) => deleteIfVersion(entity.delete(keyOf(invoice)).params<DeleteParams>(), invoice.version),
    links: ({ siteId, invoiceId, linkToken, customerId, billId }) => [
      idLink(siteId, 'invoice', invoiceId, { customerId, billId }),
      { ...documentLinkKey(linkToken), entity: 'link', siteId, customerId, billId },
    ],
    ofCustomer: (siteId, { customerId }) => ({
      params: entity.query.ofCustomer({ siteId, customerId }).params(),
      recordsOf: (items) => entity.parse({ Items: items }).data.map(({ data }) => data),
    }),
  };
}
