import Container from '@cloudscape-design/components/container';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { JobRunDetails } from '../../lib/answers.ts';
import { useApi } from '../../lib/api.ts';
import { useFormats } from '../../lib/formats.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Page } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { Updated } from '../../ui/updated.tsx';
import { runQuery } from './queries.ts';
import { RunOrderLink } from './run-order-link.tsx';
import { RunProgress } from './run-progress.tsx';

const route = getRouteApi('/jobs/$runId');

/** One run as it goes: how far it is, and what it did to each account. */
export function RunPage() {
  const { runId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const run = useQuery(runQuery(useApi(), runId, search.cursor));
  const data = run.data;
  return (
    <Page
      title={data === undefined ? t('run.loading') : t('run.title', { job: t(`job.${data.job}`), id: runId })}
      crumbs={[
        <TextLink key="all" to="/jobs">
          {t('nav.jobs')}
        </TextLink>,
        <span key="id" className="mono">
          {runId}
        </span>,
      ]}
      facts={data === undefined ? undefined : <StatusPill status={data.state} />}
      actions={
        <>
          <Updated at={run.dataUpdatedAt} busy={run.isFetching} refresh={() => void run.refetch()} />
          {data === undefined ? null : <RunOrderLink run={data} />}
        </>
      }
    >
      {run.isError ? (
        <ProblemAlert error={run.error} retry={() => void run.refetch()} />
      ) : data === undefined ? (
        <Skeleton block />
      ) : (
        <>
          <RunFacts run={data} />
          <DataTable
            title={t('run.results')}
            columns={[
              {
                id: 'ref',
                header: t('run.ref'),
                rowHeader: true,
                cell: ({ ref }) => <span className="mono">{ref}</span>,
              },
              {
                id: 'customer',
                header: t('run.customer'),
                cell: ({ customerId }) =>
                  customerId === null ? null : (
                    <TextLink to="/customers/$customerId/overview" params={{ customerId }}>
                      {customerId}
                    </TextLink>
                  ),
              },
              { id: 'outcome', header: t('run.outcome'), cell: ({ outcome }) => <StatusPill status={outcome} /> },
              { id: 'detail', header: t('run.detail'), cell: ({ detail }) => detail },
              { id: 'at', header: t('run.at'), cell: ({ at }) => <Time at={at} /> },
            ]}
            rows={data.results.items}
            rowId={({ ref, customerId }) => `${ref} ${customerId}`}
            pager={
              <Pager
                list={`run ${runId}`}
                place={search}
                nextCursor={data.results.nextCursor}
                busy={run.isPlaceholderData}
                onGo={(place) => void navigate({ search: place })}
              />
            }
            empty={<Empty title={t('run.results.empty')}>{t('run.results.empty.words')}</Empty>}
          />
        </>
      )}
    </Page>
  );
}

function RunFacts({ run }: { run: JobRunDetails }) {
  const { count } = useFormats();
  return (
    <Container>
      <div className="stack">
        <RunProgress run={run} />
        <Facts
          of={[
            { label: t('runs.trigger'), value: t(`trigger.${run.trigger}`) },
            { label: t('runs.started'), value: <Time at={run.startedAt} /> },
            { label: t('runs.ended'), value: <Time at={run.endedAt} /> },
            { label: t('runs.processed'), value: count(run.processed) },
            { label: t('runs.skipped'), value: count(run.skipped) },
            { label: t('runs.failed'), value: count(run.failed) },
            ...(run.chained.length === 0
              ? []
              : [
                  {
                    label: t('run.chained'),
                    value: run.chained.map((runId) => (
                      <TextLink key={runId} to="/jobs/$runId" params={{ runId }}>
                        {runId}
                      </TextLink>
                    )),
                  },
                ]),
          ]}
        />
      </div>
    </Container>
  );
}
