import type { JobMessage } from '../../ports.ts';
import type { Report, RunKey, WorkResult } from './report-results.ts';

/** A message as a queue delivered it; `attempt` counts deliveries from 1. */
export type Delivery = { readonly messageId: string; readonly attempt: number; readonly message: JobMessage };

export type Worker = {
  /** Does once what a site's messages of a batch have in common, before any of them. */
  readonly begin?: (siteId: string, messages: readonly JobMessage[]) => Promise<void>;
  /** Null: the message was no account's, and its run hears nothing of it. */
  readonly work: (message: JobMessage) => Promise<WorkResult | null>;
  readonly report: (run: RunKey, reports: readonly Report[]) => Promise<void>;
  readonly onFault: (message: JobMessage, error: unknown) => void;
};

/**
 * A delivery that must leave a result, well before the queue gives up: a run waits for every account, and the account is still due
 * afterwards and found by the next run.
 */
const LAST_ATTEMPT = 2;

/** Accounts that are worked on beside each other: enough to fill the waiting, few enough to leave each other alone. */
const AT_ONCE = 4;

/**
 * Does what a batch of job messages asks and tells each run its results at once. What throws is tried again by the queue; the last time
 * it is reported as failed instead, so that its run ends and an operator sees the account and the reason. Gives the ids of
 * the messages that must come again.
 */
export const workOffJobs =
  (worker: Worker) =>
  async (deliveries: readonly Delivery[]): Promise<readonly string[]> => {
    const failed: string[] = [];
    const begun = beginSites(worker, deliveries);
    const worked: (Report & { readonly messageId: string })[] = [];
    const waiting = deliveries.values();
    const workRest = async () => {
      for (const { messageId, attempt, message } of waiting) {
        try {
          const result = await tried(worker, { begun: begun.get(message.siteId), message, attempt });
          if (result !== null) worked.push({ messageId, message, result });
        } catch (error) {
          worker.onFault(message, error);
          failed.push(messageId);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, workRest));

    for (const reports of Map.groupBy(worked, ({ message: { siteId, runId } }) => `${siteId} ${runId}`).values()) {
      const [first] = reports;
      if (first === undefined) continue;
      try {
        await worker.report(first.message, reports);
      } catch (error) {
        worker.onFault(first.message, error);
        failed.push(...reports.map(({ messageId }) => messageId));
      }
    }
    return failed;
  };

/** What fails for a site fails for each of its messages. */
function beginSites({ begin }: Worker, deliveries: readonly Delivery[]): ReadonlyMap<string, Promise<void>> {
  if (begin === undefined) return new Map();
  const bySite = Map.groupBy(
    deliveries.map(({ message }) => message),
    ({ siteId }) => siteId,
  );
  const begun = new Map([...bySite].map(([siteId, messages]) => [siteId, begin(siteId, messages)]));
  // Whoever waits for it meets the fault; until then nobody does, and that is no unhandled one.
  for (const one of begun.values()) one.catch(() => {});
  return begun;
}

type Try = Pick<Delivery, 'message' | 'attempt'> & { readonly begun: Promise<void> | undefined };

async function tried({ work, onFault }: Worker, { begun, message, attempt }: Try): Promise<WorkResult | null> {
  try {
    await begun;
    return await work(message);
  } catch (error) {
    if (attempt < LAST_ATTEMPT) throw error;
    onFault(message, error);
    return { outcome: 'failed', detail: error instanceof Error ? error.message : String(error) };
  }
}
