import { Link, Outlet } from '@tanstack/react-router';
import { t } from '../../lib/translate.ts';
import { Page } from '../../ui/page.tsx';
import { SectionNav } from '../../ui/section-nav.tsx';

const KINDS = [
  'plans',
  'bundles',
  'products',
  'service-types',
  'resources',
  'event-types',
  'bill-items',
  'taxes',
  'customer-types',
] as const;

/** What is sold and how it is counted, a list for each kind. */
export const CatalogFrame = () => (
  <Page title={t('catalog.title')}>
    <SectionNav label={t('catalog.kinds')}>
      {KINDS.map((kind) => (
        <li key={kind}>
          <Link
            to="/catalog/$kind"
            params={{ kind }}
            className="section-nav__link"
            activeOptions={{ includeSearch: false }}
            activeProps={{ 'aria-current': 'page' }}
          >
            {t(`catalog.${kind}`)}
          </Link>
        </li>
      ))}
    </SectionNav>
    <Outlet />
  </Page>
);
