import type { Job } from '../../../domain/jobs/job.ts';
import type { Sites } from '../../ports.ts';
import type { JobPorts } from './open-run.ts';
import { startJobRun } from './start-job-run.ts';

export type ScheduledStart = {
  readonly siteId: string;
  readonly outcome: 'started' | 'running already' | 'failed';
  readonly error?: unknown;
};

/**
 * A schedule's turn: starts the job on every site. One site's trouble does not keep the others waiting. A clock that is moving is given
 * a push on the way, should the step that moved it have been lost.
 */
export const startScheduledJob =
  (ports: JobPorts & { readonly sites: Sites }) =>
  async (job: Job): Promise<readonly ScheduledStart[]> => {
    const starts: ScheduledStart[] = [];
    for (const siteId of await ports.sites.all()) {
      try {
        const now = await ports.siteTime.now(siteId);
        const started = await startJobRun(ports)({ siteId, job, trigger: 'schedule', now });
        const clock = await ports.records.get('siteClock', siteId, {});
        if (clock !== null && clock.target !== null) await ports.queues.sendClockStep(siteId);
        starts.push({ siteId, outcome: started.ok ? 'started' : 'running already' });
      } catch (error) {
        starts.push({ siteId, outcome: 'failed', error });
      }
    }
    return starts;
  };
