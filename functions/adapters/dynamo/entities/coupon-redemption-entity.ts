// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { CouponRedemption } from '../../../../domain/promotion/coupon-redemption.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { ID, TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const couponRedemptionEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'couponRedemption', version: '1' },
      attributes: {
        siteId: TEXT,
        customerId: ID,
        coupon: TEXT,
        data: { type: CustomAttributeType<CouponRedemption>('any'), required: true },
      },
      indexes: {
        record: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'customerId'],
            template: '${siteId}#customer#${customerId}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: ['coupon'], template: 'coupon#${coupon}', casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function couponRedemptionShelf(connection: Connection): Shelf<'couponRedemption'> {
  const entity = couponRedemptionEntity(connection);
  const keyOf = ({ siteId, customerId, coupon }: CouponRedemption) => ({ siteId, customerId, coupon });
  return {
    get: async (siteId, { customerId, coupon }) => {
      const { data } = await entity.get({ siteId, customerId, coupon }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (redemption) =>
      putIfVersion(
        entity.put({ ...keyOf(redemption), data: nextVersion(redemption) }).params<PutParams>(),
        redemption.version,
      ),
    remove: (redemption) =>
      deleteIfVersion(entity.delete(keyOf(redemption)).params<DeleteParams>(), redemption.version),
  };
}
