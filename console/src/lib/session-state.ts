import { useSyncExternalStore } from 'react';

/** Whether the API refused the session's token: pages stay, and ask to sign in again. */
let isExpired = false;
const listeners = new Set<() => void>();

export function markSession(state: 'alive' | 'expired'): void {
  isExpired = state === 'expired';
  for (const listener of listeners) listener();
}

export const useSessionExpired = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => isExpired,
  );
