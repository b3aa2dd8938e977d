// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { CustomAttributeType, Entity } from 'electrodb';
import type { CatalogRevision } from '../../../../domain/catalog/catalog-revision.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { type RevisionItem, revisionItem, revisionOf, versionKey } from '../records/revision-item.ts';
import { type Ask, CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const catalogRevisionEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'catalogRevision', version: '1' },
      attributes: {
        siteId: TEXT,
        catalogVersion: TEXT,
        kind: TEXT,
        code: TEXT,
        data: { type: CustomAttributeType<RevisionItem['data']>('any'), required: true },
        objects: { type: CustomAttributeType<RevisionItem['objects']>('any'), required: true },
      },
      indexes: {
        ofSite: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId'],
            template: '${siteId}#catalog-revisions',
            casing: 'none',
          },
          sk: {
            field: TABLE_SHAPE.sortKey,
            composite: ['catalogVersion', 'kind', 'code'],
            template: '${catalogVersion}#${kind}#${code}',
            casing: 'none',
          },
        },
        ofObject: {
          index: TABLE_SHAPE.indexes.lists.name,
          pk: {
            field: TABLE_SHAPE.indexes.lists.partitionKey,
            composite: ['siteId', 'kind', 'code'],
            template: '${siteId}#catalog-revisions#${kind}#${code}',
            casing: 'none',
          },
          sk: {
            field: TABLE_SHAPE.indexes.lists.sortKey,
            composite: ['catalogVersion'],
            template: '${catalogVersion}',
            casing: 'none',
          },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function catalogRevisionShelf(connection: Connection): Shelf<'catalogRevision'> & {
  readonly ofSite: Ask<'catalogRevisions'>;
  readonly ofObject: Ask<'revisionsOfObject'>;
} {
  const entity = catalogRevisionEntity(connection);
  const keyOf = ({
    siteId,
    catalogVersion,
    kind,
    code,
  }: Pick<CatalogRevision, 'siteId' | 'catalogVersion' | 'kind' | 'code'>) => ({
    siteId,
    catalogVersion: versionKey(catalogVersion),
    kind,
    code,
  });
  const recordsOf = (items: Record<string, unknown>[]) => entity.parse({ Items: items }).data.map(revisionOf);
  const paramsOfKind = (siteId: string, wanted: string) =>
    entity.query
      .ofSite({ siteId })
      .where(({ kind }, { eq }) => eq(kind, wanted))
      .params<QueryCommandInput>();
  return {
    get: async (siteId, key) => {
      const { data } = await entity.get(keyOf({ siteId, ...key })).go(CONSISTENT);
      return data === null ? null : revisionOf(data);
    },
    put: (revision) =>
      putIfVersion(
        entity.put({ ...keyOf(revision), ...revisionItem(nextVersion(revision)) }).params<PutParams>(),
        revision.version,
      ),
    remove: (revision) => deleteIfVersion(entity.delete(keyOf(revision)).params<DeleteParams>(), revision.version),
    ofSite: (siteId, { kind }) => ({
      params:
        kind === undefined ? entity.query.ofSite({ siteId }).params<QueryCommandInput>() : paramsOfKind(siteId, kind),
      recordsOf,
      newestFirst: true,
    }),
    ofObject: (siteId, { kind, code }) => ({
      params: entity.query.ofObject({ siteId, kind, code }).params(),
      recordsOf,
      newestFirst: true,
    }),
  };
}
