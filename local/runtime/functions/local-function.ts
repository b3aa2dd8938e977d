import type { Activity } from './activity.ts';
import type { FunctionBundle } from './bundle.ts';
import { type Container, type FunctionConfiguration, startContainer } from './container.ts';
import type { FunctionLog } from './function-log.ts';

export type LocalFunction = {
  readonly name: string;
  readonly arn: string;
  /** Most invocations at a time; further ones wait for a free container instead of being throttled. */
  readonly concurrency: number;
  /** Answers what the handler returned, as JSON. Rejects with what it threw, or with `FunctionTimeout`. */
  readonly invoke: (event: unknown) => Promise<unknown>;
  readonly log: FunctionLog;
  readonly environment: Readonly<Record<string, string>>;
};

export type LocalFunctionOptions = {
  readonly configuration: FunctionConfiguration;
  readonly concurrency: number;
  readonly loadBundle: () => Promise<FunctionBundle>;
  readonly log: FunctionLog;
  readonly activity: Activity;
  /** After this time without an invocation, in ms, containers and code are forgotten. Default: five minutes. */
  readonly idleMs?: number;
};

export class FunctionTimeout extends Error {
  override readonly name = 'FunctionTimeout';
}

/** A function takes 8 MB while its code is there; reading it again takes 50 ms. */
const IDLE_MS = 300_000;

/**
 * A function with its containers: a warm one is used again, a further one starts while all are busy. The code is read at
 * the first invocation, so that a start of the stack does not wait for functions that nobody calls, and forgotten with all
 * containers when nobody has called for a while, as on Lambda.
 */
export function createLocalFunction(options: LocalFunctionOptions): LocalFunction {
  const { configuration, concurrency, log, activity } = options;
  const warm: Container[] = [];
  const acquire = semaphore(concurrency);
  let bundle: Promise<FunctionBundle> | undefined;
  let running = 0;
  let idle: NodeJS.Timeout | undefined;

  const forgetWhenIdle = (): void => {
    clearTimeout(idle);
    idle = setTimeout(() => {
      if (running > 0) return;
      warm.length = 0;
      bundle = undefined;
    }, options.idleMs ?? IDLE_MS);
    idle.unref();
  };

  const invokeInContainer = async (event: unknown): Promise<unknown> => {
    bundle ??= options.loadBundle();
    const container = warm.pop() ?? startContainer(await bundle, configuration, log);
    const result = await withTimeout(container, event, configuration);
    // A container that timed out never gets here: its code may still be running and must not see a second event.
    if (result.outcome !== 'timed-out') warm.push(container);
    if (result.outcome === 'answered') return result.value;
    throw result.error;
  };

  return {
    name: configuration.name,
    arn: configuration.arn,
    concurrency,
    log,
    environment: configuration.environment,
    invoke: (event) =>
      activity.track(async () => {
        const release = await acquire();
        running += 1;
        try {
          return await invokeInContainer(event);
        } catch (error) {
          log.write(JSON.stringify({ time: new Date().toISOString(), level: 'ERROR', ...described(error) }));
          throw error;
        } finally {
          running -= 1;
          release();
          forgetWhenIdle();
        }
      }),
  };
}

type Outcome =
  | { readonly outcome: 'answered'; readonly value: unknown }
  | { readonly outcome: 'failed' | 'timed-out'; readonly error: unknown };

/** Code that never yields cannot be stopped: it blocks the whole stack, as everything shares one thread. */
function withTimeout(
  container: Container,
  event: unknown,
  { name, timeoutMs }: FunctionConfiguration,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      const error = new FunctionTimeout(`${name} timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`);
      resolve({ outcome: 'timed-out', error });
    }, timeoutMs);
    container
      .invoke(event, Date.now() + timeoutMs)
      .then(
        (value) => resolve({ outcome: 'answered', value }),
        (error: unknown) => resolve({ outcome: 'failed', error }),
      )
      .finally(() => clearTimeout(timer));
  });
}

function described(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { message: 'Invocation failed', error: String(error) };
  return { message: 'Invocation failed', error: error.name, reason: error.message, stack: error.stack };
}

/** First come, first served. */
function semaphore(places: number): () => Promise<() => void> {
  let free = places;
  const waiting: (() => void)[] = [];
  const release = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return async () => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return release;
  };
}
