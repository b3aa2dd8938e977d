import { Link, Outlet } from '@tanstack/react-router';
import { t } from '../../lib/translate.ts';
import { Page } from '../../ui/page.tsx';
import { SectionNav } from '../../ui/section-nav.tsx';

const SECTIONS = [
  { to: '/notifications', words: 'notifications.list' },
  { to: '/notifications/endpoints', words: 'endpoints.title' },
] as const;

/** What the system told, and where it tells other systems. */
export const NotificationsFrame = () => (
  <Page title={t('nav.notifications')}>
    <SectionNav label={t('notifications.sections')}>
      {SECTIONS.map(({ to, words }) => (
        <li key={to}>
          <Link
            to={to}
            className="section-nav__link"
            activeOptions={{ includeSearch: false, exact: true }}
            activeProps={{ 'aria-current': 'page' }}
          >
            {t(words)}
          </Link>
        </li>
      ))}
    </SectionNav>
    <Outlet />
  </Page>
);
