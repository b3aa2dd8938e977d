/** Runs work that no other process may do at the same time. A lock whose owner is gone is taken over. */
export declare function withFileLock<T>(
  path: string,
  work: () => Promise<T> | T,
  options?: { readonly waitMs?: number; readonly onWait?: (ownerProcessId: number) => void },
): Promise<T>;

/** Says whether a process with this id runs. */
export declare function isAlive(processId: number): boolean;
