/** Remembers how to undo what was started, so that a failure half way leaves nothing running. */
export type Disposer = {
  /** Starts several things at once and remembers them; when one fails, the others are waited for, and it throws. */
  readonly startAll: <T extends readonly Stoppable[]>(promises: { [K in keyof T]: Promise<T[K]> }) => Promise<T>;
  readonly add: (stoppable: Stoppable) => void;
  /** Stops everything, newest group first. Safe to call twice. */
  readonly stop: () => Promise<void>;
};

export type Stoppable = { readonly stop: () => Promise<void> };

export function createDisposer(): Disposer {
  const groups: (readonly Stoppable[])[] = [];
  const starting = new Set<Promise<unknown>>();
  let stopped: Promise<void> | undefined;
  const stopAll = async () => {
    // What is still starting cannot be stopped yet, and must not be forgotten.
    await Promise.all(starting);
    for (const group of groups.reverse()) await Promise.allSettled(group.map((stoppable) => stoppable.stop()));
  };
  return {
    add: (stoppable) => groups.push([stoppable]),
    startAll: async (promises) => {
      const group = Promise.allSettled(promises).then((results) => {
        groups.push(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])));
        starting.delete(group);
      });
      starting.add(group);
      await group;
      return Promise.all(promises);
    },
    stop: () => {
      stopped ??= stopAll();
      return stopped;
    },
  };
}
