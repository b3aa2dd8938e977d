import { lazy, Suspense, useSyncExternalStore } from 'react';
import { asProblem } from '../lib/problem.ts';
import { t } from '../lib/translate.ts';

export type Flash = {
  readonly id: string;
  readonly type: 'success' | 'error' | 'info';
  readonly words: string;
  readonly detail?: string;
};

const listeners = new Set<() => void>();
let flashes: readonly Flash[] = [];

function change(next: readonly Flash[]): void {
  flashes = next;
  for (const listener of listeners) listener();
}

const dismiss = (id: string): void => change(flashes.filter((flash) => flash.id !== id));

/** Tells what was done, or what could not be done. Good news leaves by itself. */
export function flash(type: Flash['type'], words: string, detail?: string): void {
  const id = crypto.randomUUID();
  change([...flashes.slice(-2), { id, type, words, ...(detail === undefined ? {} : { detail }) }]);
  if (type !== 'error') setTimeout(() => dismiss(id), 6000);
}

export function flashProblem(error: unknown): void {
  const { message, detail, requestId } = asProblem(error);
  flash(
    'error',
    message,
    [detail, requestId && t('problem.request-id', { id: requestId })].filter(Boolean).join(' · '),
  );
}

const FlashList = lazy(() => import('./flash-list.tsx').then((module) => ({ default: module.FlashList })));

export function Flashes() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => flashes,
  );
  return shown.length === 0 ? null : (
    <Suspense fallback={null}>
      <FlashList flashes={shown} onDismiss={dismiss} />
    </Suspense>
  );
}
