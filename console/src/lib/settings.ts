import { useSyncExternalStore } from 'react';
import { readKept } from './kept.ts';

/** How one person wants the console to look; kept in the browser. */
export type Settings = {
  readonly theme: 'system' | 'light' | 'dark';
  readonly density: 'comfortable' | 'compact';
  readonly rail: 'open' | 'collapsed';
  /** Single-key shortcuts can be turned off (WCAG 2.1.4). */
  readonly shortcuts: boolean;
};

const KEY = 'billow.settings';
const DEFAULTS: Settings = {
  theme: 'system',
  density: 'comfortable',
  rail: 'open',
  shortcuts: true,
};

const listeners = new Set<() => void>();
let current: Settings = readKept(window.localStorage, KEY, DEFAULTS);

export const settings = (): Settings => current;

export function changeSettings(change: Partial<Settings>): void {
  current = { ...current, ...change };
  window.localStorage.setItem(KEY, JSON.stringify(current));
  applySettings();
  for (const listener of listeners) listener();
}

/** Sets the modes of the component kit on the page; the brand's style sheet knows both. */
export function applySettings(): void {
  const isDark = current.theme === 'dark' || (current.theme === 'system' && prefersDark());
  document.body.classList.toggle('awsui-dark-mode', isDark);
  document.body.classList.toggle('awsui-compact-mode', current.density === 'compact');
  document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
}

const prefersDark = (): boolean => window.matchMedia?.('(prefers-color-scheme: dark)').matches ?? false;

/** Follows the system's mode while the setting says so. */
export const followSystem = (): void =>
  window.matchMedia?.('(prefers-color-scheme: dark)').addEventListener('change', applySettings);

export const useSettings = (): Settings =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, settings);
