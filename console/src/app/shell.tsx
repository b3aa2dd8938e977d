import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '../lib/api.ts';
import type { ConsoleConfig } from '../lib/config.ts';
import { siteQuery } from '../lib/site-queries.ts';
import { t } from '../lib/translate.ts';
import { Flashes } from '../ui/flashes.tsx';
import { PanelSlot } from '../ui/panel.tsx';
import { AppHeader } from './header.tsx';
import { Rail } from './rail.tsx';
import { SessionBanner } from './session-banner.tsx';
import { useShortcuts } from './use-shortcuts.ts';

const loadPalette = () => import('./palette.tsx').then(({ Palette }) => ({ default: Palette }));
const Palette = lazy(loadPalette);
const ShortcutsHelp = lazy(() => import('./shortcuts-help.tsx').then((module) => ({ default: module.ShortcutsHelp })));

/** The frame of every page. */
export function Shell({ config }: { config: ConsoleConfig }) {
  const site = useQuery(siteQuery(useApi()));
  const [isSearching, setSearching] = useState(false);
  const [isHelping, setHelping] = useState(false);
  const [isDrawn, setDrawn] = useState(false);
  const [panelSlot, setPanelSlot] = useState<HTMLElement | null>(null);
  useShortcuts({
    onPalette: useCallback(() => setSearching(true), []),
    onHelp: useCallback(() => setHelping(true), []),
  });
  usePreloadedPalette();
  const main = useFocusOnNewPage();
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        {t('skip')}
      </a>
      <AppHeader
        config={config}
        environment={site.data?.environment ?? config.environment}
        menuOpen={isDrawn}
        onMenu={() => setDrawn(!isDrawn)}
        onSearch={() => setSearching(true)}
      />
      <Rail drawn={isDrawn} onLeave={() => setDrawn(false)} />
      <main id="main" ref={main} tabIndex={-1} className="main">
        <div className="page">
          <SessionBanner />
          <Flashes />
          <PanelSlot value={panelSlot}>
            <Outlet />
          </PanelSlot>
        </div>
      </main>
      <div ref={setPanelSlot} className="panel-slot" />
      <Suspense fallback={null}>
        {isSearching ? <Palette onClose={() => setSearching(false)} /> : null}
        {isHelping ? <ShortcutsHelp onClose={() => setHelping(false)} /> : null}
      </Suspense>
    </div>
  );
}

/** The palette is there before its first letter is typed. */
function usePreloadedPalette(): void {
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette(), 1500);
    return () => clearTimeout(timer);
  }, []);
}

/** A new page begins at its top and is announced; panels and filters of the same page leave the focus alone. */
function useFocusOnNewPage() {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    window.scrollTo({ top: 0 });
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
}
