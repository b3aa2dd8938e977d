import type { SiteClock } from '../../../domain/customer/customer.ts';
import type { JobRun } from '../../../domain/jobs/job.ts';
import { endStateOf, isDead } from '../../../domain/jobs/run-progress.ts';
import { invariant } from '../../../domain/result.ts';
import type { Change } from '../../ports.ts';
import { fanOutRun } from '../jobs/fan-out-run.ts';
import { type JobPorts, openRun } from '../jobs/open-run.ts';
import { settleRun } from '../jobs/settle-run.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { nextStop } from './next-stop.ts';

/**
 * One step of a moving test clock: to the next time at which a job has work, where the job's run starts, or to the target when none has.
 * Whoever ends the run, or what it chained, sends the next step. Safe to repeat: the clock carries a version and names the run it
 * waits for, so a step that comes twice finds its work done, and one that died half-way is finished by the next. A step that lost a
 * race looks again: what it lost to may have been about to wait for a run that is over.
 */
export const stepClock =
  (ports: JobPorts) =>
  async (siteId: string): Promise<void> => {
    const run = await retryConflicts(`clock of site ${siteId}`, () => nextRun(ports, siteId));
    if (run === 'none') return;
    await fanOutRun(ports)(run);
    await settleRun(ports)(siteId, run.runId);
  };

/** Moves the clock. Gives the run that it opened on the way; null after a lost race. */
async function nextRun(ports: JobPorts, siteId: string): Promise<JobRun | 'none' | null> {
  const clock = await ports.records.get('siteClock', siteId, {});
  if (clock === null || clock.target === null) return 'none';
  if (clock.waitingFor !== null && (await isBusy(ports, siteId, clock.waitingFor))) return 'none';

  const site = await ports.siteTime.site(siteId);
  invariant(site !== null, `site ${siteId} exists`);
  const moveTo = async (value: SiteClock, changes: readonly Change[] = []) =>
    (await ports.commit([{ put: 'siteClock', value }, ...changes])) === 'done';
  const stop = await nextStop(ports, clock, site.zone);
  if (stop === null) {
    return (await moveTo({ ...clock, now: clock.target, target: null, waitingFor: null })) ? 'none' : null;
  }
  const opening = await openRun(ports)({ siteId, job: stop.job, trigger: 'clock', now: stop.at });
  if (!opening.ok) return (await moveTo({ ...clock, waitingFor: opening.error.runId })) ? 'none' : null;
  const { run, changes } = opening.value;
  return (await moveTo({ ...clock, now: stop.at, waitingFor: run.runId }, changes)) ? run : null;
}

/**
 * True while the run, or one that it chained, is going on. On the way it finishes what a crash left undone: a run that was opened and
 * never sent out, and a run that is dead.
 */
async function isBusy(ports: JobPorts, siteId: string, runId: string): Promise<boolean> {
  const run = await ports.records.get('jobRun', siteId, { runId });
  if (run === null) return false;
  if (run.state !== 'running') {
    for (const chained of run.chained) if (await isBusy(ports, siteId, chained)) return true;
    return false;
  }
  if (isDead(run, ports.systemTime())) {
    const value = { ...run, state: endStateOf(run), endedAt: run.startedAt };
    return (await ports.commit([{ put: 'jobRun', value }])) === 'conflict';
  }
  if (run.selected === null) {
    await fanOutRun(ports)(run);
    await settleRun(ports)(siteId, runId);
  }
  return true;
}
