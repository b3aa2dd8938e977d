/** Counts what is under way, so that a test can wait for the moment when nothing is. */
export type Activity = {
  /** Invocations under way, including those that wait for a container. */
  readonly running: () => number;
  /** Grows with every invocation: two equal readings mean that none began in between. */
  readonly begun: () => number;
  readonly track: <T>(work: () => Promise<T>) => Promise<T>;
};

export function createActivity(): Activity {
  let running = 0;
  let begun = 0;
  return {
    running: () => running,
    begun: () => begun,
    track: async (work) => {
      running += 1;
      begun += 1;
      try {
        return await work();
      } finally {
        running -= 1;
      }
    },
  };
}
