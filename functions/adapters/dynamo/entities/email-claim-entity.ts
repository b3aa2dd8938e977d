// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { EmailClaim } from '../../../records.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const emailClaimEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'emailClaim', version: '1' },
      attributes: {
        siteId: TEXT,
        email: TEXT,
        data: { type: CustomAttributeType<EmailClaim>('any'), required: true },
      },
      indexes: {
        record: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'email'],
            template: '${siteId}#email#${email}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: [], template: 'claim', casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function emailClaimShelf(connection: Connection): Shelf<'emailClaim'> {
  const entity = emailClaimEntity(connection);
  const keyOf = ({ siteId, email }: EmailClaim) => ({ siteId, email });
  return {
    get: async (siteId, { email }) => {
      const { data } = await entity.get({ siteId, email }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (claim) =>
      putIfVersion(entity.put({ ...keyOf(claim), data: nextVersion(claim) }).params<PutParams>(), claim.version),
    remove: (claim) => deleteIfVersion(entity.delete(keyOf(claim)).params<DeleteParams>(), claim.version),
  };
}
