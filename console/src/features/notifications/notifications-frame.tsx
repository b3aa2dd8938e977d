import { Outlet } from '@tanstack/react-router';
import { t } from '../../lib/translate.ts';
import { Page } from '../../ui/page.tsx';
import { SectionLink } from '../../ui/section-link.tsx';
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
        <SectionLink key={to} to={to} activeOptions={{ includeSearch: false, exact: true }}>
          {t(words)}
        </SectionLink>
      ))}
    </SectionNav>
    <Outlet />
  </Page>
);
