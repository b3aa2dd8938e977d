import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { WhatIfRun } from '../../lib/answers.ts';
import { useApi } from '../../lib/api.ts';
import { useFormats } from '../../lib/formats.ts';
import { asProblem } from '../../lib/problem.ts';
import { t } from '../../lib/translate.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Page } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { PeriodText, Time } from '../../ui/time.tsx';
import { Updated } from '../../ui/updated.tsx';
import { RunProgress } from '../jobs/run-progress.tsx';
import { ComparedTable, type ComparedTableRow } from './compared-table.tsx';
import { Comparison } from './comparison.tsx';
import { plansQuery, whatIfRunQuery } from './queries.ts';
import { type ComparedSum, comparedBy, comparedSum, signOf } from './sums.ts';
import { daysOf } from './usage-days.ts';
import { useMoneyOf } from './use-money-of.ts';

const route = getRouteApi('/usage-events/what-if/$runId');
type Result = WhatIfRun['results']['items'][number];

/** The comparison of everybody who has a plan, as it goes: in all, and customer by customer. */
export function WhatIfRunPage() {
  const { runId } = route.useParams();
  const search = route.useSearch();
  const api = useApi();
  const compared = useQuery(whatIfRunQuery(api, runId, search.cursor));
  const plans = useQuery(plansQuery(api)).data?.items ?? [];
  const data = compared.data;
  const name = (code: string): string => plans.find((plan) => plan.code === code)?.name ?? code;
  const isMissing = compared.isError && asProblem(compared.error).status === 404;
  return (
    <Page
      title={isMissing ? t('problem.not-found') : t('what-if.title', { id: runId })}
      context={t('usage.what-if')}
      crumbs={[
        <TextLink key="usage" to="/usage-events">
          {t('nav.usage')}
        </TextLink>,
        <TextLink key="list" to="/usage-events/what-if">
          {t('usage.what-if')}
        </TextLink>,
        <span key="id" className="mono">
          {runId}
        </span>,
      ]}
      facts={data === undefined ? undefined : <StatusPill status={data.run.state} />}
      actions={
        <Updated at={compared.dataUpdatedAt} busy={compared.isFetching} refresh={() => void compared.refetch()} />
      }
    >
      {isMissing ? (
        <Empty title={t('problem.not-found')}>{t('problem.not-found.words')}</Empty>
      ) : compared.isError ? (
        <ProblemAlert error={compared.error} retry={() => void compared.refetch()} />
      ) : data === undefined ? (
        <Skeleton block />
      ) : (
        <RunOutcome
          of={data}
          oldPlan={name(data.plan)}
          newPlan={name(data.newPlan)}
          isFirst={search.cursor === undefined}
          busy={compared.isPlaceholderData}
        />
      )}
    </Page>
  );
}

type RunOutcomeProps = {
  readonly of: WhatIfRun;
  readonly oldPlan: string;
  readonly newPlan: string;
  readonly isFirst: boolean;
  readonly busy: boolean;
};

function RunOutcome({ of, oldPlan, newPlan, isFirst, busy }: RunOutcomeProps) {
  const { run, total, by } = of;
  const { count } = useFormats();
  const isOver = run.state !== 'running';
  const isAll = isFirst && of.results.nextCursor === null;
  const rows = comparedBy(total.items, ({ resource, billItem }) => `${resource} ${billItem}`).map(
    ({ key, first, sum }): ComparedTableRow => ({
      key,
      resource: first.resource,
      name: <span className="mono">{first.billItem}</span>,
      sum,
    }),
  );
  const totals = comparedBy(total.items, ({ resource }) => resource).map(
    ({ key, sum }): ComparedTableRow => ({
      key: `total ${key}`,
      resource: key,
      name: t('rerating.total'),
      sum,
      isTotal: true,
    }),
  );
  return (
    <>
      <Container>
        <div className="stack">
          {isOver && run.failed === 0 ? null : <RunProgress run={run} />}
          <Facts
            of={[
              { label: t('what-if.plan'), value: oldPlan },
              { label: t('what-if.other'), value: newPlan },
              { label: t('rerating.period'), value: <PeriodText from={of.from} to={of.to} /> },
              { label: t('rerating.by'), value: by },
              { label: t('runs.started'), value: <Time at={run.startedAt} /> },
            ]}
          />
        </div>
      </Container>
      {total.isWhole ? null : <Alert type="warning">{t('rerating.part')}</Alert>}
      {isOver ? (
        <Comparison of={of} total={total} plan={newPlan} also={isAll ? customersWords(of, count) : undefined} />
      ) : null}
      <ComparedTable
        title={t('what-if.lines')}
        header={t('what-if.by.item')}
        rows={[...rows, ...(rows.length < 2 ? [] : totals)]}
      />
      <Customers of={of} busy={busy} />
    </>
  );
}

/** How many would have paid less, and how many more, when all of them are shown. */
function customersWords({ results }: WhatIfRun, count: (count: number) => string): string | undefined {
  const customers = comparedBy(
    results.items.flatMap(({ customerId, items }) => items.map((item) => ({ ...item, customerId }))),
    ({ customerId }) => customerId,
  );
  if (customers.length === 0) return undefined;
  const signs = customers.map(({ sum }) => signOf(sum.difference));
  const many = (sign: number) => count(signs.filter((one) => one === sign).length);
  return t('what-if.verdict.customers', { all: count(customers.length), less: many(-1), more: many(1) });
}

function Customers({ of: { run, results, plan, newPlan, ...period }, busy }: { of: WhatIfRun; busy: boolean }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { zone, count } = useFormats();
  const { amount, difference } = useMoneyOf();
  const days = daysOf(period, zone);
  const money = (id: keyof ComparedSum, header: string): Column<Result> => ({
    id,
    header,
    numeric: true,
    cell: ({ items }) => {
      const [first] = items;
      return first === undefined
        ? '–'
        : (id === 'difference' ? difference : amount)(first.resource, comparedSum(items)[id]);
    },
  });
  return (
    <DataTable<Result>
      title={t('what-if.results')}
      description={t('what-if.lines.words')}
      columns={[
        {
          id: 'customer',
          header: t('rerating.customer'),
          rowHeader: true,
          cell: ({ customerId, customerName, balanceGroupId }) => (
            <span className="two-lines">
              <span>
                <TextLink to="/usage-events/what-if" search={{ customer: customerId, plan, newPlan, ...days }}>
                  {customerName === '' ? customerId : customerName}
                </TextLink>
              </span>
              <span className="muted small">{t('rerating.scope.group', { group: balanceGroupId })}</span>
            </span>
          ),
        },
        { id: 'events', header: t('rerating.events'), numeric: true, cell: ({ events }) => count(events) },
        money('actual', t('what-if.charged')),
        money('control', t('what-if.own')),
        money('hypothetical', t('what-if.other')),
        money('difference', t('what-if.difference')),
        {
          id: 'result',
          header: t('rerating.result'),
          cell: ({ outcome, detail }) => (
            <span className="two-lines">
              <span>
                <StatusPill status={outcome} />
              </span>
              {outcome === 'processed' ? null : <span className="muted small">{detail}</span>}
            </span>
          ),
        },
      ]}
      rows={results.items}
      rowId={({ balanceGroupId }) => balanceGroupId}
      pager={
        <Pager
          list={`what-if ${run.runId}`}
          place={search}
          nextCursor={results.nextCursor}
          busy={busy}
          onGo={(place) => void navigate({ search: place })}
        />
      }
      empty={
        run.state === 'running' ? (
          <Empty title={t('rerating.results.empty')}>{t('rerating.results.empty.words')}</Empty>
        ) : (
          <Empty title={t('rerating.results.none')}>{t('rerating.results.none.words')}</Empty>
        )
      }
    />
  );
}
