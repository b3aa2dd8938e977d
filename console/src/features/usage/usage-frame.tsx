import { Outlet } from '@tanstack/react-router';
import { t } from '../../lib/translate.ts';
import { Page } from '../../ui/page.tsx';
import { SectionLink } from '../../ui/section-link.tsx';
import { SectionNav } from '../../ui/section-nav.tsx';

const SECTIONS = [
  { to: '/usage-events', words: 'usage.waiting' },
  { to: '/usage-events/try', words: 'usage.try' },
  { to: '/usage-events/re-ratings', words: 'usage.re-ratings' },
  { to: '/usage-events/what-if', words: 'usage.what-if' },
] as const;

/** What came in, and what can be tried, compared and put right with usage. */
export const UsageFrame = () => (
  <Page title={t('usage.title')}>
    <SectionNav label={t('usage.sections')}>
      {SECTIONS.map(({ to, words }) => (
        <SectionLink key={to} to={to} activeOptions={{ includeSearch: false, exact: true }}>
          {t(words)}
        </SectionLink>
      ))}
    </SectionNav>
    <Outlet />
  </Page>
);
