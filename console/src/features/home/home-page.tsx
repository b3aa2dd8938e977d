import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../lib/api.ts';
import { useFormats } from '../../lib/formats.ts';
import { useMay } from '../../lib/session.ts';
import { clockQuery } from '../../lib/site-queries.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Kpis } from '../../ui/kpis.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { jobsQuery, parkedQuery, runsQuery } from '../jobs/queries.ts';
import { runColumns } from '../jobs/run-columns.tsx';
import { suspenseQuery, tallyQuery } from '../usage/queries.ts';
import { ClockCard } from './clock-card.tsx';
import { ParkedProfiles } from './parked-profiles.tsx';

const LATEST = 8;

/** Where operators start: what needs somebody, and how things go. */
export function HomePage() {
  const api = useApi();
  const mayReadMoney = useMay('listParkedBillingProfiles');
  const runs = useQuery(runsQuery(api, undefined, LATEST));
  const clock = useQuery(clockQuery(api)).data;
  return (
    <Page title={t('home.title')}>
      <Attention mayReadMoney={mayReadMoney} />
      <div className="split">
        <div className="page">
          {mayReadMoney ? <ParkedProfiles /> : null}
          <DataTable
            sticky={false}
            title={t('home.runs')}
            actions={<TextLink to="/jobs">{t('home.runs.all')}</TextLink>}
            columns={runColumns({ short: true })}
            rows={runs.data?.items}
            rowId={({ runId }) => runId}
            error={runs.error}
            retry={() => void runs.refetch()}
            empty={<Empty title={t('runs.empty')} />}
          />
        </div>
        {clock?.movable ? <ClockCard /> : null}
      </div>
    </Page>
  );
}

function Attention({ mayReadMoney }: { mayReadMoney: boolean }) {
  const api = useApi();
  const { count } = useFormats();
  const parked = useQuery({ ...parkedQuery(api), enabled: mayReadMoney }).data;
  const jobs = useQuery(jobsQuery(api)).data?.items;
  const suspense = useQuery({ ...suspenseQuery(api), enabled: mayReadMoney }).data;
  const tally = useQuery(tallyQuery(api)).data;
  const inError = jobs?.filter(
    ({ latestRun }) => latestRun?.state === 'failed' || latestRun?.state === 'partial',
  ).length;
  const many = (page: { items: readonly unknown[]; nextCursor: string | null } | undefined) =>
    page === undefined ? <Skeleton /> : `${count(page.items.length)}${page.nextCursor === null ? '' : '+'}`;
  return (
    <Kpis
      label={t('home.figures')}
      of={[
        ...(mayReadMoney
          ? [
              {
                label: t('home.parked'),
                value: many(parked),
                note: parked?.items.length ? t('home.parked.some') : t('home.parked.none'),
                bad: Boolean(parked?.items.length),
              },
            ]
          : []),
        {
          label: t('home.jobs'),
          value: inError === undefined ? <Skeleton /> : count(inError),
          note: inError ? <TextLink to="/jobs">{t('home.jobs.some')}</TextLink> : t('home.jobs.none'),
          bad: Boolean(inError),
        },
        ...(mayReadMoney
          ? [
              {
                label: t('home.suspense'),
                value: many(suspense),
                note: suspense?.items.length ? (
                  <TextLink to="/usage-events">{t('home.suspense.some')}</TextLink>
                ) : (
                  t('home.suspense.none')
                ),
                bad: Boolean(suspense?.items.length),
              },
            ]
          : []),
        {
          label: t('home.rated'),
          value: tally === undefined ? <Skeleton /> : count(tally.rated),
          note: tally === undefined ? '' : t('home.rated.note', { count: count(tally.received) }),
        },
      ]}
    />
  );
}
