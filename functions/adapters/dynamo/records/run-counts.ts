import type { JobRun } from '../../../../domain/jobs/job.ts';
import type { RunCount } from '../../../ports.ts';
import type { Connection } from '../connection.ts';
import { type ItemKey, jobRunKey } from '../keys.ts';
import { readPartition } from '../read-partition.ts';
import type { TransactItem } from '../transact-item.ts';

/**
 * A running run counts on one of so many items, chosen at random. DynamoDB cancels transactions that meet on an item: on a single one,
 * fifty workers would cancel one another's results again and again.
 */
const SHARDS = 16;
const RUN = jobRunKey('', '').sk;

type CountItem = ItemKey & Omit<RunCount, 'siteId' | 'runId'>;
type RunItem = ItemKey & { readonly data: JobRun };

/** Adds to a run's counts without asking how they stand. */
export function addRunCount(
  table: string,
  { siteId, runId, processed, skipped, failed, progressAt }: RunCount,
): TransactItem {
  return {
    Update: {
      TableName: table,
      Key: { pk: jobRunKey(siteId, runId).pk, sk: `count#${Math.floor(Math.random() * SHARDS)}` },
      UpdateExpression: 'SET progressAt = :progressAt ADD #processed :processed, #skipped :skipped, #failed :failed',
      ExpressionAttributeNames: { '#processed': 'processed', '#skipped': 'skipped', '#failed': 'failed' },
      ExpressionAttributeValues: {
        ':progressAt': progressAt,
        ':processed': processed,
        ':skipped': skipped,
        ':failed': failed,
      },
    },
  };
}

/**
 * The run as it stands now. While it is running its counts are the sum of what was added. A run that ended keeps the counts that it ended
 * with, on its own item.
 */
export async function readRun(connection: Connection, siteId: string, runId: string): Promise<JobRun | null> {
  const items = await readPartition<RunItem | CountItem>(connection, jobRunKey(siteId, runId).pk);
  const run = items.find((item): item is RunItem => item.sk === RUN)?.data;
  if (run?.state !== 'running') return run ?? null;
  const counts = items.filter((item): item is CountItem => item.sk !== RUN);
  const sum = (name: 'processed' | 'skipped' | 'failed') => counts.reduce((total, count) => total + count[name], 0);
  return {
    ...run,
    processed: sum('processed'),
    skipped: sum('skipped'),
    failed: sum('failed'),
    progressAt: Math.max(run.progressAt, ...counts.map(({ progressAt }) => progressAt)),
  };
}
