// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { VoucherRedemption } from '../../../../domain/promotion/voucher.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { ID, TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { type Ask, CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

/** In a partition of their own: a code that thousands use is not read with its uses. */
export const voucherRedemptionEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'voucherRedemption', version: '1' },
      attributes: {
        siteId: TEXT,
        code: TEXT,
        customerId: ID,
        data: { type: CustomAttributeType<VoucherRedemption>('any'), required: true },
      },
      indexes: {
        record: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'code'],
            template: '${siteId}#voucher-redemptions#${code}',
            casing: 'none',
          },
          sk: {
            field: TABLE_SHAPE.sortKey,
            composite: ['customerId'],
            template: '${customerId}',
            casing: 'none',
          },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function voucherRedemptionShelf(
  connection: Connection,
): Shelf<'voucherRedemption'> & { readonly ofVoucher: Ask<'redemptionsOfVoucher'> } {
  const entity = voucherRedemptionEntity(connection);
  const keyOf = ({ siteId, code, customerId }: VoucherRedemption) => ({ siteId, code, customerId });
  return {
    get: async (siteId, { code, customerId }) => {
      const { data } = await entity.get({ siteId, code, customerId }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (redemption) =>
      putIfVersion(
        entity.put({ ...keyOf(redemption), data: nextVersion(redemption) }).params<PutParams>(),
        redemption.version,
      ),
    remove: (redemption) =>
      deleteIfVersion(entity.delete(keyOf(redemption)).params<DeleteParams>(), redemption.version),
    ofVoucher: (siteId, { code }) => ({
      params: entity.query.record({ siteId, code }).params(),
      recordsOf: (items) => entity.parse({ Items: items }).data.map(({ data }) => data),
    }),
  };
}
