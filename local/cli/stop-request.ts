const LOOK_FOR_PARENT_MS = 1_000;
const PATIENCE_MS = 20_000;

export type StopRequest = { readonly made: Promise<void>; readonly isMade: () => boolean };

/**
 * Made by Ctrl-C, by a polite `kill`, when the terminal closes, or when the process that started this one is gone. Making
 * it again changes nothing; a stop that takes too long is forced, and the database's watchdog then ends Java.
 */
export function awaitStopRequest(): StopRequest {
  let isMade = false;
  const made = new Promise<void>((resolve) => {
    const parent = process.ppid;
    const make = (): void => {
      if (isMade) return;
      isMade = true;
      clearInterval(watch);
      setTimeout(() => process.exit(1), PATIENCE_MS).unref();
      resolve();
    };
    const watch = setInterval(() => {
      if (process.ppid !== parent) make();
    }, LOOK_FOR_PARENT_MS);
    watch.unref();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, make);
  });
  return { made, isMade: () => isMade };
}
