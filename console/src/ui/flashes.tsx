import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar';
import { useSyncExternalStore } from 'react';
import { asProblem } from '../lib/problem.ts';
import { t } from '../lib/translate.ts';

type Flash = {
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

export function Flashes() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => flashes,
  );
  const items: FlashbarProps.MessageDefinition[] = shown.map(({ id, type, words, detail }) => ({
    id,
    type,
    header: words,
    content: detail,
    dismissible: true,
    dismissLabel: t('flash.dismiss'),
    onDismiss: () => dismiss(id),
  }));
  return items.length === 0 ? null : (
    <div className="no-print flashes">
      <Flashbar items={items} />
    </div>
  );
}
