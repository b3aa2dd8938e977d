import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { settings } from '../lib/settings.ts';

type Shortcuts = { readonly onPalette: () => void; readonly onHelp: () => void };

const SECOND_KEY_MS = 1200;

/** Never while somebody types, nor while a dialog is open. */
const isBusy = (target: EventTarget | null): boolean =>
  (target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))) ||
  document.querySelector('[role="dialog"]') !== null;

/** Ctrl/⌘ K always; the single keys while the setting allows them. */
export function useShortcuts({ onPalette, onHelp }: Shortcuts): void {
  const navigate = useNavigate();
  const pressedG = useRef(0);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        onPalette();
        return;
      }
      if (!settings().shortcuts || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      const isSecond = Date.now() - pressedG.current < SECOND_KEY_MS;
      pressedG.current = 0;
      if (isSecond && event.key === 'c') void navigate({ to: '/customers' });
      else if (isSecond && event.key === 'j') void navigate({ to: '/jobs' });
      else if (isSecond && event.key === 'h') void navigate({ to: '/' });
      else if (event.key === 'g') pressedG.current = Date.now();
      else if (event.key === '?') onHelp();
      else if (event.key === '/') focusFilter(event);
      else if (event.key === 'c') void navigate({ to: '/customers/new' });
      else if (event.key === '[' || event.key === ']') goSection(event.key === ']' ? 1 : -1);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [navigate, onPalette, onHelp]);
}

function focusFilter(event: KeyboardEvent): void {
  const field = document.querySelector<HTMLInputElement>('.main input[type="search"]');
  if (field === null) return;
  event.preventDefault();
  field.focus();
}

function goSection(step: number): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.section-nav__link')];
  const at = links.findIndex((link) => link.getAttribute('aria-current') === 'page');
  links[at + step]?.click();
}
