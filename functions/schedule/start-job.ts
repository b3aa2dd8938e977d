import middy from '@middy/core';
import * as z from 'zod';
import { JOBS } from '../../domain/jobs/job.ts';
import { dynamoClient } from '../adapters/dynamo/client.ts';
import { dynamoCommit } from '../adapters/dynamo/commit.ts';
import { dynamoDueIndex } from '../adapters/dynamo/due-index.ts';
import { dynamoRecords } from '../adapters/dynamo/records/records.ts';
import { dynamoSequences } from '../adapters/dynamo/sequences.ts';
import { dynamoSiteTime } from '../adapters/dynamo/site-time.ts';
import { dynamoSites } from '../adapters/dynamo/sites.ts';
import { sqsClient } from '../adapters/sqs/client.ts';
import { queueUrls } from '../adapters/sqs/queue-urls.ts';
import { sqsQueues } from '../adapters/sqs/queues.ts';
import { requireEnv } from '../shared/environment.ts';
import { errorIds, log } from '../shared/log.ts';
import { startScheduledJob } from '../use-cases/jobs/start-scheduled-job.ts';

const connection = { client: dynamoClient(), table: requireEnv('TABLE_NAME') };
const start = startScheduledJob({
  records: dynamoRecords(connection),
  commit: dynamoCommit(connection),
  siteTime: dynamoSiteTime(connection),
  sequences: dynamoSequences(connection),
  dueIndex: dynamoDueIndex(connection),
  queues: sqsQueues({ client: sqsClient(), urls: queueUrls(process.env) }),
  sites: dynamoSites(connection),
  systemTime: Date.now,
});

const schedule = z.object({ job: z.enum(JOBS) });

/** A schedule's turn: starts its job on every site. Throws when it failed on any, so that the scheduler tries again. */
export const handler = middy<unknown, void>().handler(async (event) => {
  const { job } = schedule.parse(event);
  const starts = await start(job);
  for (const { siteId, outcome, error } of starts) {
    if (outcome === 'failed') log('error', 'job start failed', { site: siteId, job, ...errorIds(error) });
    else log('info', 'job start', { site: siteId, job, outcome });
  }
  const failed = starts.filter(({ outcome }) => outcome === 'failed').length;
  if (failed > 0) throw new Error(`${job} could not be started on ${failed} of ${starts.length} sites`);
});
