// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { VoucherSeries } from '../../../../domain/promotion/voucher.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const voucherSeriesEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'voucherSeries', version: '1' },
      attributes: {
        siteId: TEXT,
        batch: TEXT,
        data: { type: CustomAttributeType<VoucherSeries>('any'), required: true },
      },
      indexes: {
        record: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'batch'],
            template: '${siteId}#voucher-series#${batch}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: [], template: 'series', casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function voucherSeriesShelf(connection: Connection): Shelf<'voucherSeries'> {
  const entity = voucherSeriesEntity(connection);
  const keyOf = ({ siteId, batch }: VoucherSeries) => ({ siteId, batch });
  return {
    get: async (siteId, { batch }) => {
      const { data } = await entity.get({ siteId, batch }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (series) =>
      putIfVersion(entity.put({ ...keyOf(series), data: nextVersion(series) }).params<PutParams>(), series.version),
    remove: (series) => deleteIfVersion(entity.delete(keyOf(series)).params<DeleteParams>(), series.version),
  };
}
