import type { JobResult } from '../../../domain/jobs/job.ts';
import type { Change, JobMessage } from '../../ports.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import type { JobPorts } from './open-run.ts';
import { settleRun } from './settle-run.ts';

/** What a job did to one account, and in a sentence why. */
export type WorkResult = Pick<JobResult, 'outcome' | 'detail' | 'figures'>;

/** The result of one message. */
export type Report = { readonly message: JobMessage; readonly result: WorkResult };

/** The runs of which results are told at once: one count however many results. */
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
      await putResults(ports, { siteId, runId }, part);
    }
    await settleRun(ports)(siteId, runId);
  };

/** Results are new as a rule, so they are put without looking; only a conflict asks which of them were told before. */
async function putResults(ports: JobPorts, key: RunKey, reports: readonly Report[]): Promise<void> {
  const at = await ports.siteTime.now(key.siteId);
  let untold = reports;
  await retryConflicts(`results of run ${key.runId}`, async () => {
    if (untold.length === 0) return 'done';
    if ((await ports.commit(changesOf(key, untold, { at, progressAt: ports.systemTime() }))) === 'done') return 'done';
    untold = await withoutTold(ports, key, untold);
    return null;
  });
}

async function withoutTold(
  { records }: JobPorts,
  { siteId, runId }: RunKey,
  reports: readonly Report[],
): Promise<readonly Report[]> {
  const told = await Promise.all(
    reports.map(({ message: { ref } }) => records.get('jobResult', siteId, { runId, ref })),
  );
  return reports.filter((_, index) => told[index] === null);
}

function changesOf(
  { siteId, runId }: RunKey,
  reports: readonly Report[],
  { at, progressAt }: { readonly at: number; readonly progressAt: number },
): readonly Change[] {
  const count = (outcome: WorkResult['outcome']) => reports.filter(({ result }) => result.outcome === outcome).length;
  return [
    ...reports.map(
      ({ message: { ref, customerId }, result }): Change => ({
        put: 'jobResult',
        value: { siteId, runId, ref, customerId, ...result, at, version: 0 },
      }),
    ),
    {
      add: 'jobRun',
      value: {
        ...{ siteId, runId, progressAt },
        ...{ processed: count('processed'), skipped: count('skipped'), failed: count('failed') },
      },
    },
  ];
}
