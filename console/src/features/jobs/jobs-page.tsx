import Button from '@cloudscape-design/components/button';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { Job } from '../../lib/answers.ts';
import { answerOf, useApi } from '../../lib/api.ts';
import { useFormats } from '../../lib/formats.ts';
import { rolesFor, useMay } from '../../lib/session.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { flash, flashProblem } from '../../ui/flashes.tsx';
import { Page } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { Updated } from '../../ui/updated.tsx';
import { jobsQuery, runsQuery } from './queries.ts';
import { runColumns } from './run-columns.tsx';

const route = getRouteApi('/jobs');

/** The scheduled jobs with their next runs, and every run there was. */
export function JobsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const runs = useQuery(runsQuery(useApi(), search.cursor));
  return (
    <Page title={t('jobs.title')}>
      <ScheduledJobs />
      <DataTable
        title={t('runs.title')}
        actions={<Updated at={runs.dataUpdatedAt} busy={runs.isFetching} refresh={() => void runs.refetch()} />}
        columns={runColumns({ short: false })}
        rows={runs.data?.items}
        rowId={({ runId }) => runId}
        error={runs.error}
        retry={() => void runs.refetch()}
        pager={
          <Pager
            list="runs"
            place={search}
            nextCursor={runs.data?.nextCursor}
            busy={runs.isPlaceholderData}
            onGo={(place) => void navigate({ search: place })}
          />
        }
        empty={<Empty title={t('runs.empty')}>{t('runs.empty.words')}</Empty>}
      />
    </Page>
  );
}

function ScheduledJobs() {
  const api = useApi();
  const queries = useQueryClient();
  const navigate = route.useNavigate();
  const jobs = useQuery(jobsQuery(api));
  const { locale } = useFormats();
  const may = useMay('startJobRun');
  const start = useMutation({
    mutationFn: (job: Job['job']) => answerOf(api.POST('/v1/jobs/{job}/runs', { params: { path: { job } } })),
    onSuccess: async ({ job, runId }) => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['jobs'] }),
        queries.invalidateQueries({ queryKey: ['job-runs'] }),
      ]);
      flash('success', t('jobs.started', { job: t(`job.${job}`) }));
      void navigate({ to: '/jobs/$runId', params: { runId } });
    },
    onError: flashProblem,
  });
  const off = may
    ? {}
    : { disabled: true, disabledReason: t('role.needed', { roles: rolesFor('startJobRun').join(', ') }) };
  return (
    <DataTable<Job>
      sticky={false}
      title={t('jobs.scheduled')}
      columns={[
        {
          id: 'job',
          header: t('jobs.job'),
          rowHeader: true,
          cell: ({ job }) => (
            <span className="two-lines">
              <span className="strong">{t(`job.${job}`)}</span>
              <span className="muted small">{t(`job.${job}.words`)}</span>
            </span>
          ),
        },
        {
          id: 'when',
          header: t('jobs.when'),
          cell: ({ time, weekday }) =>
            weekday === null
              ? t('jobs.daily', { time })
              : t('jobs.weekly', { day: weekdayName(weekday, locale), time }),
        },
        { id: 'next', header: t('jobs.next'), cell: ({ nextAt }) => <Time at={nextAt} /> },
        {
          id: 'latest',
          header: t('jobs.latest'),
          cell: ({ latestRun }) =>
            latestRun === null ? (
              <span className="muted">{t('jobs.never')}</span>
            ) : (
              <TextLink to="/jobs/$runId" params={{ runId: latestRun.runId }} className="plain-link">
                <span className="inline">
                  <StatusPill status={latestRun.state} />
                  <Time at={latestRun.startedAt} />
                </span>
              </TextLink>
            ),
        },
        {
          id: 'actions',
          header: t('jobs.actions'),
          cell: ({ job }) => (
            <Button
              {...off}
              variant="inline-link"
              ariaLabel={t('jobs.start.of', { job: t(`job.${job}`) })}
              loading={start.isPending && start.variables === job}
              onClick={() => start.mutate(job)}
            >
              {t('jobs.start')}
            </Button>
          ),
        },
      ]}
      rows={jobs.data?.items}
      rowId={({ job }) => job}
      error={jobs.error}
      retry={() => void jobs.refetch()}
      empty={<Empty title={t('jobs.empty')} />}
    />
  );
}

/** 1 is Monday: 1 January 2024 was one. */
const weekdayName = (weekday: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, weekday)));
