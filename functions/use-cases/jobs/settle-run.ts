import { isJob, JOB_SCHEDULE, type JobRun } from '../../../domain/jobs/job.ts';
import { endStateOf, isComplete } from '../../../domain/jobs/run-progress.ts';
import { invariant } from '../../../domain/result.ts';
import type { Change } from '../../ports.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { fanOutRun } from './fan-out-run.ts';
import { type JobPorts, openRun } from './open-run.ts';

/**
 * Ends a run when all its accounts have reported, starts the jobs that are chained to it, and wakes a clock that waits for it.
 * Asked after every report. Every step is found undone and done again after a crash: the end and the opening of the
 * chained runs are one commit, and a chained run that was opened but not fanned out is recognised.
 */
export const settleRun =
  (ports: JobPorts) =>
  async (siteId: string, runId: string): Promise<void> => {
    const run = await endIfComplete(ports, siteId, runId);
    if (run.state === 'running') return;
    for (const chained of run.chained) {
      const child = await ports.records.get('jobRun', siteId, { runId: chained });
      if (child?.state === 'running' && child.selected === null) await fanOutRun(ports)(child);
      await settleRun(ports)(siteId, chained);
    }
    if (run.chained.length === 0) await wakeClock(ports, siteId);
  };

async function endIfComplete(ports: JobPorts, siteId: string, runId: string): Promise<JobRun> {
  return retryConflicts(`run ${runId}`, async () => {
    const run = await ports.records.get('jobRun', siteId, { runId });
    invariant(run !== null, `run ${runId} of site ${siteId} exists`);
    if (run.state !== 'running' || !isComplete(run)) return run;
    // What the run's workers did is dated by a clock that may be kept here from before.
    await ports.siteTime.refresh(siteId);
    const now = await ports.siteTime.now(siteId);
    const state = endStateOf(run);
    const openings = state === 'failed' ? [] : await openChained(ports, run, now);
    const ended = { ...run, state, endedAt: now, chained: openings.map((opening) => opening.run.runId) };
    const changes: readonly Change[] = [{ put: 'jobRun', value: ended }, ...openings.flatMap(({ changes }) => changes)];
    return (await ports.commit(changes)) === 'done' ? ended : null;
  });
}

/** A chained job without work, or one that is running anyway, is not started. */
async function openChained(ports: JobPorts, { siteId, job }: JobRun, now: number) {
  const openings = [];
  for (const chained of isJob(job) ? JOB_SCHEDULE[job].chains : []) {
    const { items } = await ports.dueIndex.due(siteId, chained, now);
    if (items.length === 0) continue;
    const opening = await openRun(ports)({ siteId, job: chained, trigger: 'chain', now });
    if (opening.ok) openings.push(opening.value);
  }
  return openings;
}

async function wakeClock({ records, queues }: JobPorts, siteId: string): Promise<void> {
  const clock = await records.get('siteClock', siteId, {});
  if (clock !== null && clock.target !== null) await queues.sendClockStep(siteId);
}
