import type { JobRun } from '../../../domain/jobs/job.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, invariant, ok, type Result } from '../../../domain/result.ts';
import type { Change } from '../../ports.ts';
import { LostRace } from '../retry-conflicts.ts';
import { fanOutRun } from './fan-out-run.ts';
import { type JobPorts, openRun, type RunRequest } from './open-run.ts';
import { settleRun } from './settle-run.ts';

/**
 * Starts a job now: opens a run, sends everything that is due to its queue, and ends the run at once when nothing was. `remember`
 * keeps the answer for the caller's Idempotency-Key in the commit that opens the run.
 */
export const startJobRun =
  (ports: JobPorts) =>
  async (
    request: RunRequest,
    remember: (run: JobRun) => readonly Change[] = () => [],
  ): Promise<Result<JobRun, Refusal>> => {
    const opening = await openRun(ports)(request);
    if (!opening.ok) return err(alreadyRunning(opening.error));
    const { run, changes } = opening.value;
    if ((await ports.commit([...changes, ...remember(run)])) === 'conflict') {
      const rival = await openRun(ports)(request);
      if (!rival.ok) return err(alreadyRunning(rival.error));
      throw new LostRace(`start of ${request.job}`);
    }
    await fanOutRun(ports)(run);
    await settleRun(ports)(run.siteId, run.runId);
    const started = await ports.records.get('jobRun', run.siteId, { runId: run.runId });
    invariant(started !== null, `run ${run.runId} was stored`);
    return ok(started);
  };

const alreadyRunning = ({ job, runId }: JobRun): Refusal =>
  refusal('job.running', `Run ${runId} of ${job} is still going. Start the job again when it has ended.`);
