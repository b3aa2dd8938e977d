import type { Arrivals } from './arrivals.ts';
import type { QueueStore, TakenMessage } from './queue-store.ts';

export type ReceiveOptions = {
  readonly max: number;
  readonly waitMs: number;
  readonly visibilitySeconds?: number | undefined;
  /** Whoever hung up must not take messages: they would be in flight with nobody to delete them. */
  readonly signal: AbortSignal;
};

/** Long polling: answers at once when messages are there, else at the first one, or empty when `waitMs` is over. */
export async function receive(
  { store, arrivals }: { readonly store: QueueStore; readonly arrivals: Arrivals },
  queue: string,
  { max, waitMs, visibilitySeconds, signal }: ReceiveOptions,
): Promise<readonly TakenMessage[]> {
  const deadline = Date.now() + waitMs;
  while (!signal.aborted) {
    const now = Date.now();
    const taken = store.take(queue, { max, now, visibilitySeconds });
    if (taken.length > 0 || now >= deadline) return taken;
    // Delayed and in-flight messages come back by themselves, without anybody's announcement.
    const wakeAt = Math.min(deadline, store.nextVisibleAt(queue) ?? deadline);
    await arrivals.wait(queue, { forMs: Math.max(1, wakeAt - now), signal });
  }
  return [];
}
