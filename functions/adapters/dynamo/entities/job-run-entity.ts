// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { CustomAttributeType, Entity } from 'electrodb';
import type { JobRun, RunKind } from '../../../../domain/jobs/job.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { ID, TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { readRun } from '../records/run-counts.ts';
import { type Ask, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const jobRunEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'jobRun', version: '1' },
      attributes: {
        siteId: TEXT,
        runId: ID,
        data: { type: CustomAttributeType<JobRun>('any'), required: true },
      },
      indexes: {
        record: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'runId'],
            template: '${siteId}#run#${runId}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: [], template: 'run', casing: 'none' },
        },
        ofSite: {
          index: TABLE_SHAPE.indexes.lists.name,
          pk: {
            field: TABLE_SHAPE.indexes.lists.partitionKey,
            composite: ['siteId'],
            template: '${siteId}#runs',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.indexes.lists.sortKey, composite: ['runId'], template: '${runId}', casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function jobRunShelf(connection: Connection): Shelf<'jobRun'> & { readonly ofSite: Ask<'jobRunsOfSite'> } {
  const entity = jobRunEntity(connection);
  const keyOf = ({ siteId, runId }: JobRun) => ({ siteId, runId });
  return {
    get: (siteId, { runId }) => readRun(connection, siteId, runId),
    put: (run) => putIfVersion(entity.put({ ...keyOf(run), data: nextVersion(run) }).params<PutParams>(), run.version),
    remove: (run) => deleteIfVersion(entity.delete(keyOf(run)).params<DeleteParams>(), run.version),
    ofSite: (siteId, { job }) => ({
      params: ofKind(entity.query.ofSite({ siteId }).params(), job),
      recordsOf: (items) => entity.parse({ Items: items }).data.map(({ data }) => data),
      newestFirst: true,
    }),
  };
}

/** A run's kind lies in the record itself, which ElectroDB knows nothing of. */
const ofKind = (params: QueryCommandInput, job: RunKind | undefined): QueryCommandInput =>
  job === undefined
    ? params
    : {
        ...params,
        FilterExpression: '#data.#job = :job',
        ExpressionAttributeNames: { ...params.ExpressionAttributeNames, '#data': 'data', '#job': 'job' },
        ExpressionAttributeValues: { ...params.ExpressionAttributeValues, ':job': job },
      };
