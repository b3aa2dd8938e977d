// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { SharingGroupRecord } from '../../../../domain/sharing/sharing-group-record.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { ID, TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const sharingGroupEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'sharingGroup', version: '1' },
      attributes: {
        siteId: TEXT,
        groupId: ID,
        data: { type: CustomAttributeType<SharingGroupRecord>('any'), required: true },
      },
      indexes: {
        record: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'groupId'],
            template: '${siteId}#sharing-group#${groupId}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: [], template: 'group', casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function sharingGroupShelf(connection: Connection): Shelf<'sharingGroup'> {
  const entity = sharingGroupEntity(connection);
  const keyOf = ({ siteId, groupId }: SharingGroupRecord) => ({ siteId, groupId });
  return {
    get: async (siteId, { groupId }) => {
      const { data } = await entity.get({ siteId, groupId }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (group) =>
      putIfVersion(entity.put({ ...keyOf(group), data: nextVersion(group) }).params<PutParams>(), group.version),
    remove: (group) => deleteIfVersion(entity.delete(keyOf(group)).params<DeleteParams>(), group.version),
  };
}
