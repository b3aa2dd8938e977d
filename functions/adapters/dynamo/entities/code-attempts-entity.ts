// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { CodeAttempts } from '../../../../domain/promotion/throttle-codes.ts';
import { ID, TEXT } from '../attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../conditional-write.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { CONSISTENT, nextVersion, type Shelf } from '../shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const codeAttemptsEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'codeAttempts', version: '1' },
      attributes: {
        siteId: TEXT,
        customerId: ID,
        data: { type: CustomAttributeType<CodeAttempts>('any'), required: true },
      },
      indexes: {
        record: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'customerId'],
            template: '${siteId}#customer#${customerId}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: [], template: 'code-attempts', casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function codeAttemptsShelf(connection: Connection): Shelf<'codeAttempts'> {
  const entity = codeAttemptsEntity(connection);
  const keyOf = ({ siteId, customerId }: CodeAttempts) => ({ siteId, customerId });
  return {
    get: async (siteId, { customerId }) => {
      const { data } = await entity.get({ siteId, customerId }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (attempts) =>
      putIfVersion(
        entity.put({ ...keyOf(attempts), data: nextVersion(attempts) }).params<PutParams>(),
        attempts.version,
      ),
    remove: (attempts) => deleteIfVersion(entity.delete(keyOf(attempts)).params<DeleteParams>(), attempts.version),
  };
}
