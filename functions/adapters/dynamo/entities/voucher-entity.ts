// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { Voucher } from '../../../../domain/promotion/voucher.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { ID, TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { type Ask, CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const voucherEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'voucher', version: '1' },
      attributes: {
        siteId: TEXT,
        code: TEXT,
        batch: TEXT,
        serial: ID,
        data: { type: CustomAttributeType<Voucher>('any'), required: true },
      },
      indexes: {
        record: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'code'],
            template: '${siteId}#voucher#${code}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: [], template: 'voucher', casing: 'none' },
        },
        ofBatch: {
          index: TABLE_SHAPE.indexes.lists.name,
          pk: {
            field: TABLE_SHAPE.indexes.lists.partitionKey,
            composite: ['siteId', 'batch'],
            template: '${siteId}#vouchers#${batch}',
            casing: 'none',
          },
          sk: {
            field: TABLE_SHAPE.indexes.lists.sortKey,
            composite: ['serial'],
            template: '${serial}',
            casing: 'none',
          },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function voucherShelf(connection: Connection): Shelf<'voucher'> & { readonly ofBatch: Ask<'vouchersOfBatch'> } {
  const entity = voucherEntity(connection);
  const keyOf = ({ siteId, code }: Voucher) => ({ siteId, code });
  return {
    get: async (siteId, { code }) => {
      const { data } = await entity.get({ siteId, code }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (voucher) =>
      putIfVersion(
        entity
          .put({
            ...keyOf(voucher),
            batch: voucher.batch,
            serial: `${voucher.serial}`,
            data: nextVersion(voucher),
          })
          .params<PutParams>(),
        voucher.version,
      ),
    remove: (voucher) => deleteIfVersion(entity.delete(keyOf(voucher)).params<DeleteParams>(), voucher.version),
    ofBatch: (siteId, { batch }) => ({
      params: entity.query.ofBatch({ siteId, batch }).params(),
      recordsOf: (items) => entity.parse({ Items: items }).data.map(({ data }) => data),
    }),
  };
}
