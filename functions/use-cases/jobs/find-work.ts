import type { JobRun } from '../../../domain/jobs/job.ts';
import type { TaskOrder } from '../../../domain/jobs/task.ts';
import type { JobMessage } from '../../ports.ts';
import type { JobPorts } from './open-run.ts';
import { settleRun } from './settle-run.ts';

/** Instead of the name of an account: find the work of the run. */
export const FIND = 'find';

export type Found = {
  readonly work: readonly Pick<JobMessage, 'ref' | 'customerId'>[];
  readonly nextCursor: string | null;
};

/** Looks for one page of a task's work. */
export type FindPage = (run: JobRun, order: TaskOrder, cursor: string | null) => Promise<Found>;

/** Then the search sends for itself again, so that none outlives its worker. */
const PAGES_AT_ONCE = 20;

/**
 * Finds the work of a task page by page and sends it. Where the search stands is kept on the run after every page: a crash repeats one
 * page at most, and work that was sent twice is done once. Of two deliveries of the same search one goes on.
 */
export const findWork =
  (ports: JobPorts, findPage: FindPage) =>
  async ({ siteId, runId, job }: JobMessage): Promise<null> => {
    for (let pages = 0; pages < PAGES_AT_ONCE; pages++) {
      const run = await ports.records.get('jobRun', siteId, { runId });
      if (run?.order === undefined || run.state !== 'running' || run.selected !== null) return null;
      const { found, cursor } = run.finding ?? { found: 0, cursor: null };
      const { work, nextCursor } = await findPage(run, run.order, cursor);
      await ports.queues.sendJobs(work.map(({ ref, customerId }) => ({ siteId, job, runId, ref, customerId })));
      const finding = { found: found + work.length, cursor: nextCursor };
      const selected = nextCursor === null ? finding.found : null;
      const value: JobRun = { ...run, finding, selected, progressAt: ports.systemTime() };
      if ((await ports.commit([{ put: 'jobRun', value }])) === 'conflict') return null;
      if (nextCursor === null) {
        await settleRun(ports)(siteId, runId);
        return null;
      }
    }
    await ports.queues.sendJobs([{ siteId, job, runId, ref: FIND, customerId: '' }]);
    return null;
  };
