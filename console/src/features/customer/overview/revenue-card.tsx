import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import MixedLineBarChart from '@cloudscape-design/components/mixed-line-bar-chart';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Overview } from '../../../lib/answers.ts';
import { useApi } from '../../../lib/api.ts';
import { isZero } from '../../../lib/decimal-text.ts';
import { dayOf } from '../../../lib/format-time.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { billQuery, billsQuery } from '../queries.ts';
import { type RevenueMonth, revenueMonths } from './revenue-months.ts';

type RevenueCardProps = { readonly customerId: string; readonly revenue: Overview['revenue'] | undefined };

/** What was billed in each of the last twelve months, by what it was for. */
export function RevenueCard({ customerId, revenue }: RevenueCardProps) {
  const api = useApi();
  const { zone, currency: home } = useFormats();
  const [view, setView] = useState('chart');
  const shown = revenue?.find(({ currency }) => currency === home) ?? revenue?.[0];
  const rows = useQuery(billsQuery(api, customerId)).data?.items ?? [];
  const firstMonth = shown?.months[0]?.month ?? '';
  const counted = rows.filter(
    ({ finalisedAt, currency }) =>
      finalisedAt !== null && currency === shown?.currency && dayOf(finalisedAt, zone).slice(0, 7) >= firstMonth,
  );
  const bills = useQueries({ queries: counted.map(({ billId }) => billQuery(api, customerId, billId)) });
  const months =
    shown &&
    revenueMonths(
      shown.months,
      bills.flatMap(({ data }) => data ?? []),
      zone,
    );
  const isEmpty = months?.every(({ total }) => isZero(total)) ?? true;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={shown === undefined ? undefined : t('overview.revenue.note', { currency: shown.currency })}
          actions={
            months === undefined || isEmpty ? undefined : (
              <SegmentedControl
                label={t('overview.revenue.view')}
                selectedId={view}
                options={[
                  { id: 'chart', text: t('overview.revenue.chart') },
                  { id: 'table', text: t('overview.revenue.table') },
                ]}
                onChange={({ detail }) => setView(detail.selectedId)}
              />
            )
          }
        >
          {t('overview.revenue')}
        </Header>
      }
    >
      {revenue === undefined ? (
        <Skeleton block />
      ) : months === undefined || isEmpty ? (
        <Empty title={t('overview.revenue.empty')}>{t('overview.revenue.empty.words')}</Empty>
      ) : view === 'chart' ? (
        <RevenueChart months={months} currency={shown?.currency ?? home} />
      ) : (
        <RevenueTable months={months} currency={shown?.currency ?? home} />
      )}
    </Container>
  );
}

type MonthsProps = { readonly months: readonly RevenueMonth[]; readonly currency: string };

const SHADES = { recurring: '#4f46e5', usage: '#a5b4fc', other: '#f0ab4b', total: '#0f766e' };

/** Heights of bars are the one place where an amount may become a number. */
function RevenueChart({ months, currency }: MonthsProps) {
  const { money, locale } = useFormats();
  const points = (part: 'recurring' | 'usage' | 'other' | 'total') =>
    months.map((month) => ({ x: month.month, y: Number(month[part]) }));
  const hasOther = months.some(({ other }) => !isZero(other));
  const label = (month: string): string => monthName(month, locale, 'short');
  const exact = (value: number): string => money(value.toFixed(2), currency);
  const bar = (part: 'recurring' | 'usage' | 'other') => ({
    type: 'bar' as const,
    title: t(`overview.revenue.${part}`),
    color: SHADES[part],
    data: points(part),
    valueFormatter: exact,
  });
  return (
    <MixedLineBarChart
      series={[
        bar('recurring'),
        bar('usage'),
        ...(hasOther ? [bar('other')] : []),
        {
          type: 'line',
          title: t('overview.revenue.total'),
          color: SHADES.total,
          data: points('total'),
          valueFormatter: exact,
        },
      ]}
      xScaleType="categorical"
      xDomain={months.map(({ month }) => month)}
      yDomain={[0, ceiling(months)]}
      stackedBars
      hideFilter
      height={230}
      ariaLabel={t('overview.revenue')}
      i18nStrings={{ xTickFormatter: label }}
    />
  );
}

/** A round number above the highest bar. */
function ceiling(months: readonly RevenueMonth[]): number {
  const highest = Math.max(1, ...months.map(({ total }) => Number(total)));
  const step = 10 ** Math.floor(Math.log10(highest));
  return Math.ceil((highest * 1.05) / (step / 2)) * (step / 2);
}

const monthName = (month: string, locale: string, length: 'short' | 'long'): string =>
  new Intl.DateTimeFormat(locale, {
    month: length,
    ...(length === 'long' ? { year: 'numeric' } : {}),
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`));

function RevenueTable({ months, currency }: MonthsProps) {
  const { money, locale } = useFormats();
  const amount = (id: 'recurring' | 'usage' | 'other' | 'total') => ({
    id,
    header: t(`overview.revenue.${id}`),
    numeric: true,
    cell: (row: RevenueMonth) => money(row[id], currency),
  });
  return (
    <DataTable
      embedded
      title={t('overview.revenue')}
      columns={[
        {
          id: 'month',
          header: t('overview.revenue.month'),
          rowHeader: true,
          cell: ({ month }) => monthName(month, locale, 'long'),
        },
        amount('recurring'),
        amount('usage'),
        amount('other'),
        amount('total'),
      ]}
      rows={months.toReversed()}
      rowId={({ month }) => month}
      empty={null}
    />
  );
}
