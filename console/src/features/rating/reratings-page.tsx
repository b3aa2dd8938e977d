import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReratingRow } from '../../lib/answers.ts';
import { useApi } from '../../lib/api.ts';
import { useRoleRefusal } from '../../lib/role-refusal.ts';
import { t } from '../../lib/translate.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ButtonLink } from '../../ui/button-link.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Pager } from '../../ui/pager.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { PeriodText, Time } from '../../ui/time.tsx';
import { Updated } from '../../ui/updated.tsx';
import { reratingsQuery } from './queries.ts';
import { ScopeWords } from './scope-words.tsx';

const route = getRouteApi('/usage-events/re-ratings');

/** Every time that usage was rated again, previews among them, newest first. */
export function ReratingsPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const list = useQuery(reratingsQuery(useApi(), search.cursor));
  const refusal = useRoleRefusal('startRerating');
  const begin = () => void navigate({ to: '/usage-events/re-ratings/new' });
  return (
    <DataTable<ReratingRow>
      title={t('usage.re-ratings')}
      description={t('rerating.list.words')}
      actions={
        <>
          <Updated at={list.dataUpdatedAt} busy={list.isFetching} refresh={() => void list.refetch()} />
          <ActionButton primary reason={refusal} onClick={begin}>
            {t('rerating.new')}
          </ActionButton>
        </>
      }
      columns={[
        {
          id: 'name',
          header: t('rerating.name'),
          rowHeader: true,
          cell: ({ run: { runId }, dryRun, reason }) => (
            <span className="two-lines">
              <span>
                <TextLink to="/usage-events/re-ratings/$runId" params={{ runId }}>
                  {t(dryRun ? 'rerating.run.preview' : 'rerating.run', { id: runId })}
                </TextLink>
              </span>
              {dryRun ? null : <span className="muted small">{reason}</span>}
            </span>
          ),
        },
        { id: 'scope', header: t('rerating.scope'), cell: (row) => <ScopeWords of={row} /> },
        { id: 'period', header: t('rerating.period'), cell: ({ from, to }) => <PeriodText from={from} to={to} /> },
        { id: 'state', header: t('runs.state'), cell: ({ run }) => <StatusPill status={run.state} /> },
        {
          id: 'started',
          header: t('runs.started'),
          cell: ({ run, by }) => (
            <span className="two-lines">
              <Time at={run.startedAt} />
              <span className="muted small">{by}</span>
            </span>
          ),
        },
      ]}
      rows={list.data?.items}
      rowId={({ run }) => run.runId}
      error={list.error}
      retry={() => void list.refetch()}
      pager={
        <Pager
          list="re-ratings"
          place={search}
          nextCursor={list.data?.nextCursor}
          busy={list.isPlaceholderData}
          onGo={(place) => void navigate({ to: '/usage-events/re-ratings', search: place })}
        />
      }
      empty={
        <Empty
          title={t('rerating.empty')}
          action={
            refusal === null ? (
              <ButtonLink to="/usage-events/re-ratings/new">{t('rerating.new')}</ButtonLink>
            ) : undefined
          }
        >
          {t('rerating.empty.words')}
        </Empty>
      }
    />
  );
}
