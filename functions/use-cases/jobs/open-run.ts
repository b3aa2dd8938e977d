import type { JobRun, RunKind } from '../../../domain/jobs/job.ts';
import { endStateOf, isDead } from '../../../domain/jobs/run-progress.ts';
import type { TaskOrder } from '../../../domain/jobs/task.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Change, Commit, DueIndex, Queues, Records, Sequences, SiteTime, SystemTime } from '../../ports.ts';

/** What everything that starts, feeds and ends runs needs. */
export type JobPorts = {
  readonly records: Records;
  readonly commit: Commit;
  readonly sequences: Sequences;
  readonly dueIndex: DueIndex;
  readonly queues: Queues;
  readonly siteTime: SiteTime;
  readonly systemTime: SystemTime;
};

export type RunRequest = {
  readonly siteId: string;
  readonly job: RunKind;
  readonly trigger: JobRun['trigger'];
  readonly now: Instant;
  readonly order?: TaskOrder;
};

/** The changes that open a run, for the caller to commit together with why it opens. */
export type RunOpening = { readonly run: JobRun; readonly changes: readonly Change[] };

/**
 * Decides how a run opens; commits nothing. Refused with the run that is still going: never two runs of one job at once. The lease
 * carries a version, so of two starts at the same moment one loses its commit. A dead run is closed on the way.
 */
export const openRun =
  ({ records, sequences, systemTime }: Pick<JobPorts, 'records' | 'sequences' | 'systemTime'>) =>
  async ({ siteId, job, trigger, now, order }: RunRequest): Promise<Result<RunOpening, JobRun>> => {
    const lease = await records.get('jobLease', siteId, { job });
    const latest = lease === null ? null : await records.get('jobRun', siteId, { runId: lease.runId });
    const systemNow = systemTime();
    if (latest?.state === 'running' && !isDead(latest, systemNow)) return err(latest);

    const [runId = ''] = await sequences.reserve(siteId, 'run', 1);
    const run: JobRun = {
      siteId,
      runId,
      job,
      trigger,
      state: 'running',
      startedAt: now,
      endedAt: null,
      selected: null,
      processed: 0,
      skipped: 0,
      failed: 0,
      chained: [],
      progressAt: systemNow,
      ...(order === undefined ? {} : { order }),
      version: 0,
    };
    const givenUp: readonly Change[] =
      latest?.state === 'running'
        ? [{ put: 'jobRun', value: { ...latest, state: endStateOf(latest), endedAt: now } }]
        : [];
    return ok({
      run,
      changes: [
        ...givenUp,
        { put: 'jobLease', value: { siteId, job, runId, version: lease?.version ?? 0 } },
        { put: 'jobRun', value: run },
      ],
    });
  };
