import type { JobRun } from '../../../domain/jobs/job.ts';
import type { TaskOrder } from '../../../domain/jobs/task.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Change } from '../../ports.ts';
import type { Call } from '../call.ts';
import { LostRace } from '../retry-conflicts.ts';
import { FIND } from './find-work.ts';
import { type JobPorts, openRun } from './open-run.ts';

export type StartTaskPorts = Pick<JobPorts, 'records' | 'commit' | 'sequences' | 'queues' | 'systemTime'>;

type Ordering = Pick<Call, 'siteId' | 'now'> & {
  readonly remember: (status: number, run: JobRun) => readonly Change[];
};

/**
 * Opens the run of a task and sends for its work. One run of a task at a time: the next is refused until it is over. The work is found
 * by a worker, page by page, because a site may have more customers than a request has time for.
 */
export const startTask =
  (ports: StartTaskPorts) =>
  async (
    { siteId, now, remember }: Ordering,
    order: TaskOrder,
    /** What must be written with it, such as an audit entry. */
    also: readonly Change[] = [],
  ): Promise<Result<JobRun, Refusal>> => {
    const request = { siteId, job: order.task, trigger: 'manual', now, order } as const;
    const opening = await openRun(ports)(request);
    if (!opening.ok) return err(stillGoing(opening.error));
    const run = { ...opening.value.run, version: 1 };
    if ((await ports.commit([...opening.value.changes, ...also, ...remember(202, run)])) === 'conflict') {
      const rival = await openRun(ports)(request);
      if (!rival.ok) return err(stillGoing(rival.error));
      throw new LostRace(`start of ${order.task}`);
    }
    await ports.queues.sendJobs([{ siteId, job: order.task, runId: run.runId, ref: FIND, customerId: '' }]);
    return ok(run);
  };

const stillGoing = ({ job, runId }: JobRun): Refusal =>
  refusal('job.running', `Run ${runId} of ${job} is still going. Order again when it has ended.`);
