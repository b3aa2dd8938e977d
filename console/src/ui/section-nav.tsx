import { useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';

/** The sections of one thing as links: deep links and middle clicks work. Where there is little room the current one is moved into sight. */
export function SectionNav({ label, children }: { label: string; children: ReactNode }) {
  const list = useRef<HTMLUListElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path is another current section
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (list.current === null || current == null) return;
    const left = current.offsetLeft - list.current.offsetLeft;
    list.current.scrollLeft = left - (list.current.clientWidth - current.offsetWidth) / 2;
  }, [path]);
  return (
    <nav aria-label={label}>
      <ul ref={list} className="section-nav">
        {children}
      </ul>
    </nav>
  );
}
