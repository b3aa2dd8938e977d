// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { JobResult } from '../../../../domain/jobs/job.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { ID, TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { type Ask, CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const jobResultEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'jobResult', version: '1' },
      attributes: {
        siteId: TEXT,
        runId: ID,
        ref: ID,
        data: { type: CustomAttributeType<JobResult>('any'), required: true },
      },
      indexes: {
        ofRun: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'runId'],
            template: '${siteId}#results#${runId}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: ['ref'], template: '${ref}', casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function jobResultShelf(connection: Connection): Shelf<'jobResult'> & { readonly ofRun: Ask<'resultsOfRun'> } {
  const entity = jobResultEntity(connection);
  const keyOf = ({ siteId, runId, ref }: JobResult) => ({ siteId, runId, ref });
  return {
    get: async (siteId, { runId, ref }) => {
      const { data } = await entity.get({ siteId, runId, ref }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (result) =>
      putIfVersion(entity.put({ ...keyOf(result), data: nextVersion(result) }).params<PutParams>(), result.version),
    remove: (result) => deleteIfVersion(entity.delete(keyOf(result)).params<DeleteParams>(), result.version),
    ofRun: (siteId, { runId }) => ({
      params: entity.query.ofRun({ siteId, runId }).params(),
      recordsOf: (items) => entity.parse({ Items: items }).data.map(({ data }) => data),
    }),
  };
}
