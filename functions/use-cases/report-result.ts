import type { JobResult } from '../../domain/jobs/job.ts';
import { invariant } from '../../domain/result.ts';
import type { Change, JobMessage } from '../ports.ts';
import type { JobPorts } from './open-run.ts';
import { retryConflicts } from './retry-conflicts.ts';
import { settleRun } from './settle-run.ts';

/** What a job did to one account, and in a sentence why. */
export type WorkResult = { readonly outcome: JobResult['outcome']; readonly detail: string };

/**
 * Puts a result on its run: the result itself and the run's count are one commit, so a message that comes twice counts once. Then
 * sees whether the run is over.
 */
export const reportResult =
  (ports: JobPorts) =>
  async ({ siteId, runId, ref, customerId }: JobMessage, { outcome, detail }: WorkResult): Promise<void> => {
    await retryConflicts(`result of ${ref} on run ${runId}`, async () => {
      const known = await ports.records.get('jobResult', siteId, { runId, ref });
      if (known !== null) return 'done';
      const run = await ports.records.get('jobRun', siteId, { runId });
      invariant(run !== null, `run ${runId} of site ${siteId} exists`);
      const at = await ports.siteTime.now(siteId);
      const counted = { ...run, [outcome]: run[outcome] + 1, progressAt: ports.systemTime() };
      const changes: readonly Change[] = [
        { put: 'jobResult', value: { siteId, runId, ref, customerId, outcome, detail, at, version: 0 } },
        { put: 'jobRun', value: counted },
      ];
      return (await ports.commit(changes)) === 'done' ? 'done' : null;
    });
    await settleRun(ports)(siteId, runId);
  };
