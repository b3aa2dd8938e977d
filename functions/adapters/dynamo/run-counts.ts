import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { JobRun } from '../../../domain/jobs/job.ts';
import { invariant } from '../../../domain/result.ts';
import type { RunCounts } from '../../ports.ts';
import type { Connection } from './connection.ts';
import { jobRunKey, requireSiteId } from './keys.ts';
import { storedAs } from './stored-as.ts';

/**
 * Counts on a stored run, added where it lies: no two counts overwrite one another, and a commit of a run that was read before a count
 * conflicts instead of undoing it. Throws when there is no such run.
 */
export const dynamoRunCounts = ({ client, table }: Connection): RunCounts => ({
  add: async (siteId, runId, { processed = 0, skipped = 0, failed = 0 }) => {
    requireSiteId(siteId);
    const { pk, sk } = jobRunKey(siteId, runId);
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk, sk },
        UpdateExpression:
          'SET #data.#processed = #data.#processed + :processed, #data.#skipped = #data.#skipped + :skipped, ' +
          '#data.#failed = #data.#failed + :failed, #data.#version = #data.#version + :one',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: {
          '#data': 'data',
          '#processed': 'processed',
          '#skipped': 'skipped',
          '#failed': 'failed',
          '#version': 'version',
        },
        ExpressionAttributeValues: { ':processed': processed, ':skipped': skipped, ':failed': failed, ':one': 1 },
        ReturnValues: 'ALL_NEW',
      }),
    );
    invariant(Attributes !== undefined, 'an update that asks for the new item gets it');
    return storedAs<{ data: JobRun }>(Attributes).data;
  },
});
