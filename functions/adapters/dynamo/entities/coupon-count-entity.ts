// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { CouponCount } from '../../../../domain/promotion/coupon-redemption.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const couponCountEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'couponCount', version: '1' },
      attributes: {
        siteId: TEXT,
        coupon: TEXT,
        data: { type: CustomAttributeType<CouponCount>('any'), required: true },
      },
      indexes: {
        record: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'coupon'],
            template: '${siteId}#coupon#${coupon}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: [], template: 'count', casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function couponCountShelf(connection: Connection): Shelf<'couponCount'> {
  const entity = couponCountEntity(connection);
  const keyOf = ({ siteId, coupon }: CouponCount) => ({ siteId, coupon });
  return {
    get: async (siteId, { coupon }) => {
      const { data } = await entity.get({ siteId, coupon }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (count) =>
      putIfVersion(entity.put({ ...keyOf(count), data: nextVersion(count) }).params<PutParams>(), count.version),
    remove: (count) => deleteIfVersion(entity.delete(keyOf(count)).params<DeleteParams>(), count.version),
  };
}
