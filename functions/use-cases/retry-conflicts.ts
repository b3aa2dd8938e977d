const ATTEMPTS = 12;

/** Thrown when somebody else was faster every time; the queue or the caller asks again later. */
export class LostRace extends Error {
  override readonly name = 'LostRace';
}

/**
 * Runs load, decide, commit until the commit holds. `attempt` answers null after a lost race. Waits a little longer each time, at
 * random, so that racing workers come apart. What every worker of a night writes deserves more `attempts`.
 */
export async function retryConflicts<T>(
  what: string,
  attempt: () => Promise<T | null>,
  attempts = ATTEMPTS,
): Promise<T> {
  for (let tried = 0; tried < attempts; tried++) {
    const outcome = await attempt();
    if (outcome !== null) return outcome;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(1000, 10 * 2 ** tried)));
  }
  throw new LostRace(`${what}: changed by others ${attempts} times in a row`);
}
