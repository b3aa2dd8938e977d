import type { JobMessage } from '../ports.ts';
import type { WorkResult } from './report-result.ts';

/** A message as a queue delivered it; `attempt` counts deliveries from 1. */
export type Delivery = { readonly messageId: string; readonly attempt: number; readonly message: JobMessage };

/**
 * A delivery that must leave a result, well before the queue gives up: a run waits for every account, and the account is still due
 * afterwards and found by the next run.
 */
const LAST_ATTEMPT = 2;

/**
 * Does what job messages ask, one after the other, and puts each result on its run. What throws is tried again by the queue; the last time
 * it is reported as failed instead, so that its run ends and an operator sees the account and the reason. Gives the ids of the
 * messages that must come again.
 */
export const workOffJobs =
  ({
    work,
    report,
    onFault,
  }: {
    readonly work: (message: JobMessage) => Promise<WorkResult>;
    readonly report: (message: JobMessage, result: WorkResult) => Promise<void>;
    readonly onFault: (message: JobMessage, error: unknown) => void;
  }) =>
  async (deliveries: readonly Delivery[]): Promise<readonly string[]> => {
    const failed: string[] = [];
    for (const { messageId, attempt, message } of deliveries) {
      try {
        await report(message, await tried(message, attempt, work, onFault));
      } catch (error) {
        onFault(message, error);
        failed.push(messageId);
      }
    }
    return failed;
  };

async function tried(
  message: JobMessage,
  attempt: number,
  work: (message: JobMessage) => Promise<WorkResult>,
  onFault: (message: JobMessage, error: unknown) => void,
): Promise<WorkResult> {
  try {
    return await work(message);
  } catch (error) {
    if (attempt < LAST_ATTEMPT) throw error;
    onFault(message, error);
    return { outcome: 'failed', detail: error instanceof Error ? error.message : String(error) };
  }
}
