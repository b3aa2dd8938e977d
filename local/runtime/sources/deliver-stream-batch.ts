import { setTimeout as sleep } from 'node:timers/promises';
import { failuresIn } from './batch-failures.ts';

/** A record on its way to a function; `sequenceNumber` names it in a partial-batch response. */
export type StreamItem = { readonly sequenceNumber: string; readonly record: unknown };

export type StreamDelivery = {
  readonly invoke: (items: readonly StreamItem[]) => Promise<unknown>;
  readonly reportsFailures: boolean;
  readonly bisects: boolean;
  /** Repetitions after the first try; -1 means for ever, as in the template. */
  readonly retries: number;
  /** Called with what was given up. */
  readonly giveUp: (items: readonly StreamItem[]) => Promise<void>;
  /** Wait before the n-th repetition, in ms. */
  readonly waitMs: (repetition: number) => number;
  readonly signal: AbortSignal;
};

/**
 * Brings a batch to the function in order. What fails is tried again, halved when the mapping bisects; a partial answer
 * moves the start to its first failure. Order is kept: nothing later is delivered before the failure is settled.
 * @returns false when the stack stopped before everything was settled
 */
export async function deliverStreamBatch(
  items: readonly StreamItem[],
  delivery: StreamDelivery,
  repetition = 0,
): Promise<boolean> {
  if (items.length === 0) return true;
  if (delivery.signal.aborted) return false;
  const failed = await firstFailure(items, delivery);
  if (failed === null) return true;
  const rest = items.slice(failed);
  if (delivery.retries >= 0 && repetition >= delivery.retries) {
    await delivery.giveUp(rest);
    return true;
  }
  await sleep(delivery.waitMs(repetition), undefined, { signal: delivery.signal }).catch(() => undefined);
  if (!delivery.bisects || rest.length === 1) return deliverStreamBatch(rest, delivery, repetition + 1);
  const middle = Math.ceil(rest.length / 2);
  const firstHalf = await deliverStreamBatch(rest.slice(0, middle), delivery, repetition + 1);
  return firstHalf && deliverStreamBatch(rest.slice(middle), delivery, repetition + 1);
}

/** Index of the first record that failed; null when none did. A function that throws fails from the first on. */
async function firstFailure(items: readonly StreamItem[], delivery: StreamDelivery): Promise<number | null> {
  try {
    const answer = await delivery.invoke(items);
    if (!delivery.reportsFailures) return null;
    const identifiers = items.map(({ sequenceNumber }) => sequenceNumber);
    const failures = failuresIn(answer, identifiers);
    const first = identifiers.findIndex((identifier) => failures.has(identifier));
    return first === -1 ? null : first;
  } catch {
    return 0; // the function's log has the error
  }
}
