import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet, useRouterState } from '@tanstack/react-router';
import { useApi } from '../../lib/api.ts';
import { asProblem } from '../../lib/problem.ts';
import { type MessageKey, t } from '../../lib/translate.ts';
import { CopyId } from '../../ui/copy-id.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { SectionLink } from '../../ui/section-link.tsx';
import { SectionNav } from '../../ui/section-nav.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { customerTypesQuery } from '../customers/queries.ts';
import { AccountActions } from './account/account-actions.tsx';
import { overviewQuery } from './queries.ts';

const route = getRouteApi('/customers/$customerId');

const SECTIONS = [
  { to: '/customers/$customerId/overview', words: 'section.overview' },
  { to: '/customers/$customerId/contacts', words: 'section.contacts' },
  { to: '/customers/$customerId/payments', words: 'section.payments' },
  { to: '/customers/$customerId/subscriptions', words: 'section.subscriptions' },
  { to: '/customers/$customerId/balances', words: 'section.balances' },
  { to: '/customers/$customerId/bills', words: 'section.bills' },
  { to: '/customers/$customerId/communications', words: 'section.communications' },
  { to: '/customers/$customerId/notifications', words: 'section.notifications' },
  { to: '/customers/$customerId/activities', words: 'section.activities' },
  { to: '/customers/$customerId/events', words: 'section.events' },
] as const satisfies readonly { to: string; words: MessageKey }[];

/** The customer's name, standing and sections, around the section that is shown. */
export function CustomerFrame() {
  const { customerId } = route.useParams();
  const api = useApi();
  const overview = useQuery(overviewQuery(api, customerId));
  const types = useQuery(customerTypesQuery(api)).data?.items ?? [];
  const path = useRouterState({ select: (state) => state.location.pathname });
  const section = SECTIONS.find(({ to }) => path.startsWith(to.replace('$customerId', customerId)));
  const crumbs = [
    <TextLink key="all" to="/customers">
      {t('nav.customers')}
    </TextLink>,
    <span key="id" className="mono">
      {customerId}
    </span>,
  ];
  if (overview.isError) {
    const isMissing = asProblem(overview.error).status === 404;
    return (
      <Page title={isMissing ? t('customer.not-found') : t('customer.loading')} crumbs={crumbs}>
        {isMissing ? (
          <Empty title={t('customer.not-found')} action={<TextLink to="/customers">{t('customer.all')}</TextLink>}>
            {t('customer.not-found.words')}
          </Empty>
        ) : (
          <ProblemAlert error={overview.error} retry={() => void overview.refetch()} />
        )}
      </Page>
    );
  }
  const customer = overview.data?.customer;
  return (
    <Page
      title={customer?.name ?? t('customer.loading')}
      {...(section === undefined ? {} : { context: t(section.words) })}
      crumbs={crumbs}
      actions={customer === undefined ? undefined : <AccountActions customer={customer} />}
      facts={
        customer === undefined ? (
          <Skeleton />
        ) : (
          <>
            <StatusPill status={customer.status} />
            <span>{types.find(({ code }) => code === customer.type)?.name ?? customer.type}</span>
            <span>{customer.email}</span>
            <CopyId id={customer.customerId} label={t('customers.id')} />
          </>
        )
      }
    >
      <SectionNav label={t('customer.sections')}>
        {SECTIONS.map(({ to, words }) => (
          <SectionLink key={to} to={to} params={{ customerId }} activeOptions={{ includeSearch: false }}>
            {t(words)}
          </SectionLink>
        ))}
      </SectionNav>
      <Outlet />
    </Page>
  );
}
