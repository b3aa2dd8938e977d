// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ElectroDB fills its key templates in itself.
import { CustomAttributeType, Entity } from 'electrodb';
import type { JobLease } from '../../../../domain/jobs/job.ts';
import { type Connection, ENTITY_FIELDS } from '../connection.ts';
import { TEXT } from '../records/attributes.ts';
import { type DeleteParams, deleteIfVersion, type PutParams, putIfVersion } from '../records/conditional-write.ts';
import { CONSISTENT, nextVersion, type Shelf } from '../records/shelf.ts';
import { TABLE_SHAPE } from '../table-shape.ts';

export const jobLeaseEntity = (connection: Connection) =>
  new Entity(
    {
      model: { service: 'billow', entity: 'jobLease', version: '1' },
      attributes: {
        siteId: TEXT,
        job: TEXT,
        data: { type: CustomAttributeType<JobLease>('any'), required: true },
      },
      indexes: {
        record: {
          pk: {
            field: TABLE_SHAPE.partitionKey,
            composite: ['siteId', 'job'],
            template: '${siteId}#job-lease#${job}',
            casing: 'none',
          },
          sk: { field: TABLE_SHAPE.sortKey, composite: [], template: 'lease', casing: 'none' },
        },
      },
    },
    { ...connection, identifiers: ENTITY_FIELDS },
  );

export function jobLeaseShelf(connection: Connection): Shelf<'jobLease'> {
  const entity = jobLeaseEntity(connection);
  const keyOf = ({ siteId, job }: JobLease) => ({ siteId, job });
  return {
    get: async (siteId, { job }) => {
      const { data } = await entity.get({ siteId, job }).go(CONSISTENT);
      return data?.data ?? null;
    },
    put: (lease) =>
      putIfVersion(entity.put({ ...keyOf(lease), data: nextVersion(lease) }).params<PutParams>(), lease.version),
    remove: (lease) => deleteIfVersion(entity.delete(keyOf(lease)).params<DeleteParams>(), lease.version),
  };
}
