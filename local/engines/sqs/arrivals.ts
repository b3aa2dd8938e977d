/** Who waits for messages of which queue. Waking one too many is harmless: it looks, finds nothing and waits again. */
export class Arrivals {
  readonly #waiting = new Map<string, Set<() => void>>();

  announce(queue: string): void {
    const waiters = this.#waiting.get(queue);
    this.#waiting.delete(queue);
    for (const wake of waiters ?? []) wake();
  }

  /** Resolves at the next announcement, after `forMs`, or when the signal aborts. */
  async wait(
    queue: string,
    { forMs, signal }: { readonly forMs: number; readonly signal: AbortSignal },
  ): Promise<void> {
    if (signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiters = this.#waiting.get(queue) ?? new Set();
    this.#waiting.set(queue, waiters.add(resolve));
    const timer = setTimeout(resolve, forMs);
    const wake = () => resolve();
    signal.addEventListener('abort', wake);
    await promise;
    signal.removeEventListener('abort', wake); // a signal with listeners is never collected
    clearTimeout(timer);
    waiters.delete(resolve);
  }
}
