// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { CodeAttempts } from '../../../../domain/promotion/throttle-codes.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { EXPIRES_AT, TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const codeAttemptsEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'codeAttempts', version: '1' },
      attributes: {
        siteId: TEXT,
        who: TEXT,
        expiresAt: EXPIRES_AT,
        data: { type: CustomAttributeType<CodeAttempts>('any'), required: true },
      },
      indexes: {
        record: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'who'],
            template: '${siteId}#code-attempts#${who}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: [], template: 'attempts', casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function codeAttemptsShelf(connection: Connection): Shelf<'codeAttempts'> {
  const entity = codeAttemptsEntity(connection);
  const keyOf = ({ siteId, who }: CodeAttempts) => ({ siteId, who });
  return {
    get: async (siteId, { who }) => {
      const { data } = await entity.get({ siteId, who }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (attempts) =>
      putIfVersion(
        entity
          .put({ ...keyOf(attempts), expiresAt: attempts.expiresAt, data: nextVersion(attempts) })
          .params<PutParams>(),
        attempts.version,
      ),
    remove: (attempts) => deleteIfVersion(entity.delete(keyOf(attempts)).params<DeleteParams>(), attempts.version),
  };
}
