export type FileLock = { readonly release: () => void };

/**
 * Takes a lock, or says who holds it. A lock whose owner is gone is taken over. `isOwner` says whether a process that runs
 * may still be the owner: ids are reused.
 */
export declare function takeFileLock(
  path: string,
  isOwner?: (processId: number) => boolean,
): FileLock | { readonly ownerProcessId: number };

/** Runs work that no other process may do at the same time, after waiting for whoever does it now. */
export declare function withFileLock<T>(
  path: string,
  work: () => Promise<T> | T,
  options?: { readonly onWait?: (ownerProcessId: number) => void },
): Promise<T>;

/** Says whether a process with this id runs. */
export declare function isAlive(processId: number): boolean;
