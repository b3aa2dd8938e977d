// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { Contact } from '../../../../domain/customer/customer.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { ID, TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { type Ask, CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const contactEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'contact', version: '1' },
      attributes: {
        siteId: TEXT,
        customerId: ID,
        tag: TEXT,
        data: { type: CustomAttributeType<Contact>('any'), required: true },
      },
      indexes: {
        ofCustomer: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'customerId'],
            template: '${siteId}#customer#${customerId}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: ['tag'], template: 'contact#${tag}', casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function contactShelf(
  connection: Connection,
): Shelf<'contact'> & { readonly ofCustomer: Ask<'contactsOfCustomer'> } {
  const entity = contactEntity(connection);
  const keyOf = ({ siteId, customerId, tag }: Contact) => ({ siteId, customerId, tag });
  return {
    get: async (siteId, { customerId, tag }) => {
      const { data } = await entity.get({ siteId, customerId, tag }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (contact) =>
      putIfVersion(entity.put({ ...keyOf(contact), data: nextVersion(contact) }).params<PutParams>(), contact.version),
    remove: (contact) => deleteIfVersion(entity.delete(keyOf(contact)).params<DeleteParams>(), contact.version),
    ofCustomer: (siteId, { customerId }) => ({
      params: entity.query.ofCustomer({ siteId, customerId }).params(),
      recordsOf: (items) => entity.parse({ Items: items }).data.map(({ data }) => data),
    }),
  };
}
