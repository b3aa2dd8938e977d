import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { Overview } from '../../../lib/answers.ts';
import { useApi } from '../../../lib/api.ts';
import { compareDecimals } from '../../../lib/decimal-text.ts';
import { daysBetween } from '../../../lib/format-time.ts';
import { useSiteNow } from '../../../lib/site-queries.ts';
import { t } from '../../../lib/translate.ts';
import { type Kpi, Kpis } from '../../../ui/kpis.tsx';
import { Money } from '../../../ui/money.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { billsQuery, overviewQuery } from '../queries.ts';
import { AccountCard } from './account-card.tsx';
import { ActivityLog } from './activity-log.tsx';
import { LatestInvoice } from './latest-invoice.tsx';

const RevenueCard = lazy(() => import('./revenue-card.tsx').then((module) => ({ default: module.RevenueCard })));
const route = getRouteApi('/customers/$customerId/overview');

/** The customer at a glance. */
export function OverviewSection() {
  const { customerId } = route.useParams();
  const api = useApi();
  const overview = useQuery(overviewQuery(api, customerId)).data;
  const now = useSiteNow();
  const bills = useQuery(billsQuery(api, customerId)).data?.items;
  const oldestDue = bills
    ?.filter(({ status, dueAt }) => status === 'billing' && dueAt !== null && now !== undefined && dueAt < now)
    .map(({ dueAt }) => dueAt ?? '')
    .toSorted()[0];
  const overdueDays = oldestDue === undefined || now === undefined ? undefined : daysBetween(oldestDue, now);
  return (
    <>
      <Kpis label={t('overview.figures')} of={figures(overview, overdueDays)} />
      <div className="split">
        <div className="page">
          <Suspense fallback={<Skeleton block />}>
            <RevenueCard customerId={customerId} revenue={overview?.revenue} />
          </Suspense>
          <ActivityLog customerId={customerId} />
        </div>
        <div className="page">
          <AccountCard customer={overview?.customer} />
          <LatestInvoice customerId={customerId} overview={overview} />
        </div>
      </div>
    </>
  );
}

type Part = 'current' | 'open' | 'due';

function figures(overview: Overview | undefined, overdueDays: number | undefined): readonly Kpi[] {
  const amounts = (part: Part) =>
    overview === undefined ? (
      <Skeleton />
    ) : overview.balances.length === 0 ? (
      '–'
    ) : (
      overview.balances.map((balance) => (
        <div key={balance.currency}>
          <Money amount={balance[part]} currency={balance.currency} />
        </div>
      ))
    );
  const isDue = overview?.balances.some(({ due }) => compareDecimals(due, '0') > 0) ?? false;
  const services = overview?.activeServices;
  return [
    { label: t('overview.current'), value: amounts('current'), note: t('overview.current.note') },
    { label: t('overview.open'), value: amounts('open'), note: t('overview.open.note') },
    {
      label: t('overview.due'),
      value: amounts('due'),
      note: !isDue
        ? t('overview.due.none')
        : overdueDays
          ? t('overview.due.days', { days: overdueDays })
          : t('overview.due.day'),
      bad: isDue,
    },
    {
      label: t('overview.subscriptions'),
      value: overview === undefined ? <Skeleton /> : overview.activeSubscriptions,
      note:
        services === undefined
          ? ''
          : services === 1
            ? t('overview.service')
            : t('overview.services', { count: services }),
    },
  ];
}
