// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { IdempotencyRecord } from '../../../records.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { EXPIRES_AT, TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const idempotencyEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'idempotency', version: '1' },
      attributes: {
        siteId: TEXT,
        key: TEXT,
        expiresAt: EXPIRES_AT,
        data: { type: CustomAttributeType<IdempotencyRecord>('any'), required: true },
      },
      indexes: {
        record: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'key'],
            template: '${siteId}#idempotency#${key}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: [], template: 'answer', casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function idempotencyShelf(connection: Connection): Shelf<'idempotency'> {
  const entity = idempotencyEntity(connection);
  const keyOf = ({ siteId, key }: IdempotencyRecord) => ({ siteId, key });
  return {
    get: async (siteId, { key }) => {
      const { data } = await entity.get({ siteId, key }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (answer) =>
      putIfVersion(
        entity.put({ ...keyOf(answer), expiresAt: answer.expiresAt, data: nextVersion(answer) }).params<PutParams>(),
        answer.version,
      ),
    remove: (answer) => deleteIfVersion(entity.delete(keyOf(answer)).params<DeleteParams>(), answer.version),
  };
}
