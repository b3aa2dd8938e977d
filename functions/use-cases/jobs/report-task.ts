import { retryConflicts } from '../retry-conflicts.ts';
import { FIND } from './find-work.ts';
import type { JobPorts } from './open-run.ts';
import { type Report, type RunKey, reportResults } from './report-results.ts';
import { settleRun } from './settle-run.ts';

/**
 * Reports to the run of a task. A search that failed for good would leave it waiting for work that nobody finds: it ends with what was
 * found, as partial, and the failed search among its results.
 */
export const reportTask =
  (ports: JobPorts) =>
  async (key: RunKey, reports: readonly Report[]): Promise<void> => {
    await reportResults(ports)(key, reports);
    if (!reports.some(({ message, result }) => message.ref === FIND && result.outcome === 'failed')) return;
    const { siteId, runId } = key;
    await retryConflicts(`search of run ${runId}`, async () => {
      const run = await ports.records.get('jobRun', siteId, { runId });
      if (run === null || run.state !== 'running' || run.selected !== null) return 'done';
      const value = { ...run, selected: (run.finding?.found ?? 0) + 1 };
      return (await ports.commit([{ put: 'jobRun', value }])) === 'done' ? 'done' : null;
    });
    await settleRun(ports)(siteId, runId);
  };
