import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi } from '../../lib/api.ts';
import { useFormats } from '../../lib/formats.ts';
import { useSiteNow } from '../../lib/site-queries.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Kpis } from '../../ui/kpis.tsx';
import { Page } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { Updated } from '../../ui/updated.tsx';
import { suspenseQuery, tallyQuery } from './queries.ts';
import { SuspensePanel } from './suspense-panel.tsx';

const route = getRouteApi('/usage-events');

/** How much usage came in, what became of it, and what waits for somebody. */
export function UsagePage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const api = useApi();
  const { count } = useFormats();
  const now = useSiteNow();
  const tally = useQuery(tallyQuery(api)).data;
  const suspense = useQuery(suspenseQuery(api, search.cursor));
  const open = (message: string | undefined) => void navigate({ search: (old) => ({ ...old, message }) });
  const figure = (number: number | undefined) => (number === undefined ? <Skeleton /> : count(number));
  return (
    <Page title={t('usage.title')}>
      <Kpis
        label={t('usage.figures')}
        of={[
          { label: t('usage.received'), value: figure(tally?.received), note: t('usage.received.note') },
          { label: t('usage.rated'), value: figure(tally?.rated), note: t('usage.rated.note') },
          { label: t('usage.duplicate'), value: figure(tally?.duplicate), note: t('usage.duplicate.note') },
          { label: t('usage.suspended'), value: figure(tally?.suspended), note: t('usage.suspended.note') },
        ]}
      />
      <DataTable
        title={t('suspense.title')}
        description={t('suspense.words')}
        actions={
          <Updated at={suspense.dataUpdatedAt} busy={suspense.isFetching} refresh={() => void suspense.refetch()} />
        }
        columns={[
          {
            id: 'reason',
            header: t('suspense.reason'),
            rowHeader: true,
            cell: ({ suspenseId, reason }) => (
              <TextLink to="/usage-events" search={{ ...search, message: suspenseId }}>
                <span className="mono">{reason}</span>
              </TextLink>
            ),
          },
          { id: 'detail', header: t('suspense.detail'), cell: ({ detail }) => detail },
          {
            id: 'received',
            header: t('suspense.received'),
            cell: ({ receivedAt }) => <Time at={receivedAt} now={now} />,
          },
          { id: 'status', header: t('suspense.status'), cell: ({ status }) => <StatusPill status={status} /> },
        ]}
        rows={suspense.data?.items}
        rowId={({ suspenseId }) => suspenseId}
        error={suspense.error}
        retry={() => void suspense.refetch()}
        pager={
          <Pager
            list="suspense"
            place={search}
            nextCursor={suspense.data?.nextCursor}
            busy={suspense.isPlaceholderData}
            onGo={(place) => void navigate({ search: (old) => ({ ...old, ...place }) })}
          />
        }
        empty={<Empty title={t('suspense.empty')}>{t('suspense.empty.words')}</Empty>}
      />
      {search.message === undefined ? null : (
        <SuspensePanel key={search.message} suspenseId={search.message} onClose={() => open(undefined)} />
      )}
    </Page>
  );
}
