// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { InvoiceSequence } from '../../../../domain/billing/bill.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const invoiceSequenceEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'invoiceSequence', version: '1' },
      attributes: {
        siteId: TEXT,
        year: TEXT,
        data: { type: CustomAttributeType<InvoiceSequence>('any'), required: true },
      },
      indexes: {
        record: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'year'],
            template: '${siteId}#invoice-sequence#${year}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: [], template: 'sequence', casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function invoiceSequenceShelf(connection: Connection): Shelf<'invoiceSequence'> {
  const entity = invoiceSequenceEntity(connection);
  const keyOf = ({ siteId, year }: InvoiceSequence) => ({ siteId, year });
  return {
    get: async (siteId, { year }) => {
      const { data } = await entity.get({ siteId, year }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (sequence) =>
      putIfVersion(
        entity.put({ ...keyOf(sequence), data: nextVersion(sequence) }).params<PutParams>(),
        sequence.version,
      ),
    remove: (sequence) => deleteIfVersion(entity.delete(keyOf(sequence)).params<DeleteParams>(), sequence.version),
  };
}
