import type { JobResult } from '../../domain/jobs/job.ts';
import { invariant } from '../../domain/result.ts';
import type { Change, JobMessage } from '../ports.ts';
import type { JobPorts } from './open-run.ts';
import { retryConflicts } from './retry-conflicts.ts';
import { settleRun } from './settle-run.ts';

/** What a job did to one account, and in a sentence why. */
export type WorkResult = { readonly outcome: JobResult['outcome']; readonly detail: string };

/** The result of one message. */
export type Report = { readonly message: JobMessage; readonly result: WorkResult };

/** The runs of which results are told at once: one write of the run however many results. */
export type RunKey = Pick<JobMessage, 'siteId' | 'runId'>;

/** A transaction takes about 90 changes. */
const MOST_RESULTS = 80;

/**
 * Puts results on their run: the results and the run's counts are one commit, so a message that comes twice counts once. Then sees
 * whether the run is over.
 */
export const reportResults =
  (ports: JobPorts) =>
  async ({ siteId, runId }: RunKey, reports: readonly Report[]): Promise<void> => {
    const byRef = new Map(reports.map((report) => [report.message.ref, report]));
    const refs = [...byRef.keys()];
    for (let start = 0; start < refs.length; start += MOST_RESULTS) {
      const part = refs.slice(start, start + MOST_RESULTS).flatMap((ref) => byRef.get(ref) ?? []);
      await retryConflicts(`results of run ${runId}`, () => putResults(ports, { siteId, runId }, part));
    }
    await settleRun(ports)(siteId, runId);
  };

async function putResults(
  { records, commit, siteTime, systemTime }: JobPorts,
  { siteId, runId }: RunKey,
  reports: readonly Report[],
): Promise<'done' | null> {
  const known = await Promise.all(
    reports.map(({ message: { ref } }) => records.get('jobResult', siteId, { runId, ref })),
  );
  const fresh = reports.filter((_, index) => known[index] === null);
  if (fresh.length === 0) return 'done';
  const run = await records.get('jobRun', siteId, { runId });
  invariant(run !== null, `run ${runId} of site ${siteId} exists`);
  const count = (outcome: WorkResult['outcome']) => fresh.filter(({ result }) => result.outcome === outcome).length;
  const at = await siteTime.now(siteId);
  const changes: readonly Change[] = [
    ...fresh.map(
      ({ message: { ref, customerId }, result }): Change => ({
        put: 'jobResult',
        value: { siteId, runId, ref, customerId, ...result, at, version: 0 },
      }),
    ),
    {
      put: 'jobRun',
      value: {
        ...run,
        processed: run.processed + count('processed'),
        skipped: run.skipped + count('skipped'),
        failed: run.failed + count('failed'),
        progressAt: systemTime(),
      },
    },
  ];
  return (await commit(changes)) === 'done' ? 'done' : null;
}
