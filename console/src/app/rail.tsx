import { Link } from '@tanstack/react-router';
import { Bell, BookOpen, House, PanelLeftClose, PanelLeftOpen, Timer, Users, Zap } from 'lucide-react';
import { changeSettings, useSettings } from '../lib/settings.ts';
import { t } from '../lib/translate.ts';

const ICON = { size: 17, strokeWidth: 1.9, 'aria-hidden': true } as const;

type RailProps = { readonly drawn: boolean; readonly onLeave: () => void };

/** The way around: words and icons, icons alone when there is little room. On phones it is drawn over the page. */
export function Rail({ drawn, onLeave }: RailProps) {
  const { rail } = useSettings();
  const isCollapsed = rail === 'collapsed' && !drawn;
  const places = [
    { to: '/', icon: <House {...ICON} />, words: t('nav.home') },
    { to: '/customers', icon: <Users {...ICON} />, words: t('nav.customers') },
    { to: '/catalog', icon: <BookOpen {...ICON} />, words: t('nav.catalog') },
    { to: '/usage-events', icon: <Zap {...ICON} />, words: t('nav.usage') },
    { to: '/notifications', icon: <Bell {...ICON} />, words: t('nav.notifications') },
    { to: '/jobs', icon: <Timer {...ICON} />, words: t('nav.jobs') },
  ] as const;
  return (
    <>
      {drawn ? <button type="button" className="scrim plain" aria-label={t('nav.close')} onClick={onLeave} /> : null}
      <nav
        id="rail"
        aria-label={t('nav.label')}
        className={`rail${isCollapsed ? ' rail--collapsed' : ''}${drawn ? ' rail--drawn' : ''}`}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onLeave();
        }}
      >
        {places.map(({ to, icon, words }) => (
          <Link
            key={to}
            to={to}
            className="rail__link"
            title={words}
            activeOptions={{ exact: to === '/', includeSearch: false }}
            activeProps={{ 'aria-current': 'page' }}
            onClick={onLeave}
          >
            {icon}
            <span className="rail__words">{words}</span>
          </Link>
        ))}
        {drawn ? null : (
          <button
            type="button"
            className="plain rail__link rail__end"
            title={isCollapsed ? t('nav.expand') : t('nav.collapse')}
            aria-expanded={!isCollapsed}
            onClick={() => changeSettings({ rail: isCollapsed ? 'open' : 'collapsed' })}
          >
            {isCollapsed ? <PanelLeftOpen {...ICON} /> : <PanelLeftClose {...ICON} />}
            <span className="rail__words">{isCollapsed ? t('nav.expand') : t('nav.collapse')}</span>
          </button>
        )}
      </nav>
    </>
  );
}
