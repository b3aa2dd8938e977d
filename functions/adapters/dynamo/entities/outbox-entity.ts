// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { OutboxRecord } from '../../../records.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { EXPIRES_AT, TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { OUTBOX_KEPT_SECONDS } from '../records/notice-items.ts';
import { type OutboxData, outboxData, outboxRecord } from '../records/outbox-data.ts';
import { CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const outboxEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'outbox', version: '1' },
      attributes: {
        siteId: TEXT,
        outboxId: TEXT,
        expiresAt: EXPIRES_AT,
        data: { type: CustomAttributeType<OutboxData>('any'), required: true },
      },
      indexes: {
        record: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'outboxId'],
            template: '${siteId}#outbox#${outboxId}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: [], template: 'outbox', casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

/** `systemNow` and not the record's own time: the table forgets by the system's clock, never by a test clock. */
export function outboxShelf(connection: Connection, systemNow: () => number): Shelf<'outbox'> {
  const entity = outboxEntity(connection);
  const keyOf = ({ siteId, outboxId }: OutboxRecord) => ({ siteId, outboxId });
  return {
    get: async (siteId, { outboxId }) => {
      const { data } = await entity.get({ siteId, outboxId }).go(CONSISTENT);
      return data === null ? null : outboxRecord(data.data);
    },
    put: (record) =>
      putIfVersion(
        entity
          .put({
            ...keyOf(record),
            expiresAt: Math.floor(systemNow() / 1000) + OUTBOX_KEPT_SECONDS,
            data: nextVersion(outboxData(record)),
          })
          .params<PutParams>(),
        record.version,
      ),
    remove: (record) => deleteIfVersion(entity.delete(keyOf(record)).params<DeleteParams>(), record.version),
  };
}
