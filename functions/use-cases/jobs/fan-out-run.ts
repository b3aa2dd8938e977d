import { isJob, type JobRun } from '../../../domain/jobs/job.ts';
import { invariant } from '../../../domain/result.ts';
import { everyItem } from '../every-item.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import type { JobPorts } from './open-run.ts';

/**
 * Finds everything that is due and sends it to the job's queue, then notes how much it was. Safe to repeat after a crash: work that was
 * sent twice is done once, and what an earlier attempt sent and has been done since is counted among the selected.
 */
export const fanOutRun =
  (ports: JobPorts) =>
  async ({ siteId, runId, job, startedAt }: JobRun): Promise<void> => {
    invariant(isJob(job), `the work of a ${job} is not found on the index of due work`);
    const sent = new Set<string>();
    let cursor: string | null = null;
    do {
      const { items, nextCursor } = await ports.dueIndex.due(siteId, job, startedAt, cursor);
      const found = items.filter(({ ref }) => !sent.has(ref));
      for (const { ref } of found) sent.add(ref);
      await ports.queues.sendJobs(found.map(({ ref, customerId }) => ({ siteId, job, runId, ref, customerId })));
      cursor = nextCursor;
    } while (cursor !== null);

    await retryConflicts(`run ${runId}`, async () => {
      const run = await ports.records.get('jobRun', siteId, { runId });
      if (run === null || run.state !== 'running' || run.selected !== null) return 'done';
      const reported = run.processed + run.skipped + run.failed;
      if (reported > 0) {
        for await (const { ref } of everyItem(ports, 'resultsOfRun', siteId, { runId })) sent.add(ref);
      }
      const value = { ...run, selected: sent.size, progressAt: ports.systemTime() };
      return (await ports.commit([{ put: 'jobRun', value }])) === 'done' ? 'done' : null;
    });
  };
