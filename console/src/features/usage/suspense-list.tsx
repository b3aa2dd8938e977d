import Button from '@cloudscape-design/components/button';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../lib/api.ts';
import { useSiteNow } from '../../lib/site-queries.ts';
import { t } from '../../lib/translate.ts';
import { Choice } from '../../ui/choice.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Pager } from '../../ui/pager.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { Updated } from '../../ui/updated.tsx';
import { suspenseQuery, suspenseSummaryQuery } from './queries.ts';
import { reasonWords } from './reason-words.ts';

const STATUSES = ['retried', 'discarded'] as const;

export type SuspenseSearch = {
  readonly status?: (typeof STATUSES)[number] | undefined;
  readonly reason?: string | undefined;
  readonly identifier?: string | undefined;
  readonly message?: string | undefined;
  readonly cursor?: string | undefined;
  readonly page?: string | undefined;
};

type SuspenseListProps = { readonly search: SuspenseSearch; readonly onGo: (search: SuspenseSearch) => void };

/** The messages that could not be rated: open ones, unless others are asked for. */
export function SuspenseList({ search, onGo }: SuspenseListProps) {
  const api = useApi();
  const now = useSiteNow();
  const { status, reason, identifier, cursor } = search;
  const suspense = useQuery(suspenseQuery(api, { status, reason, identifier, cursor }));
  const known = useQuery(suspenseSummaryQuery(api)).data?.reasons.map((row) => row.reason) ?? [];
  const reasons = [...new Set([...known, ...(reason === undefined ? [] : [reason])])];
  const isFiltered = reason !== undefined || identifier !== undefined || status !== undefined;
  const narrow = (part: SuspenseSearch) => onGo({ ...search, cursor: undefined, page: undefined, ...part });
  const reset = () => onGo({ message: search.message });
  return (
    <DataTable
      title={t('suspense.title')}
      description={t('suspense.words')}
      actions={
        <Updated at={suspense.dataUpdatedAt} busy={suspense.isFetching} refresh={() => void suspense.refetch()} />
      }
      filter={
        <search className="filters">
          <div className="filters__search">
            <SearchField
              label={t('service.identifier')}
              placeholder={t('suspense.identifier.hint')}
              value={identifier ?? ''}
              onSearch={(words) => narrow({ identifier: words.trim() === '' ? undefined : words.trim() })}
            />
          </div>
          <Choice
            label={t('suspense.reason')}
            any={t('filter.any')}
            value={reason}
            options={reasons.map((value) => ({ value, label: reasonWords(value) }))}
            onChange={(next) => narrow({ reason: next })}
          />
          <Choice
            label={t('suspense.status')}
            any={t('status.open')}
            value={status}
            options={STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
            onChange={(next) => narrow({ status: next })}
          />
          <div className="filters__narrow">
            <Button disabled={!isFiltered} onClick={reset}>
              {t('filter.reset')}
            </Button>
          </div>
        </search>
      }
      columns={[
        {
          id: 'reason',
          header: t('suspense.reason'),
          rowHeader: true,
          cell: (row) => (
            <span className="two-lines">
              <span>
                <TextLink to="/usage-events" search={{ ...search, message: row.suspenseId }}>
                  {reasonWords(row.reason)}
                </TextLink>
              </span>
              <span className="muted small sentence">{row.detail}</span>
            </span>
          ),
        },
        {
          id: 'service',
          header: t('suspense.service'),
          cell: (row) => (
            <span className="two-lines">
              <span className="mono">{row.identifier ?? '–'}</span>
              <span className="muted small">{row.serviceType}</span>
            </span>
          ),
        },
        {
          id: 'received',
          header: t('suspense.received'),
          cell: ({ receivedAt }) => <Time at={receivedAt} now={now} />,
        },
        {
          id: 'status',
          header: t('suspense.status'),
          cell: (row) => (
            <span className="inline">
              <StatusPill status={row.status} />
              {row.original === undefined ? null : <span className="muted small">{t('suspense.corrected')}</span>}
            </span>
          ),
        },
      ]}
      rows={suspense.data?.items}
      rowId={({ suspenseId }) => suspenseId}
      error={suspense.error}
      retry={() => void suspense.refetch()}
      pager={
        <Pager
          list={`suspense ${status} ${reason} ${identifier}`}
          place={search}
          nextCursor={suspense.data?.nextCursor}
          busy={suspense.isPlaceholderData}
          onGo={(place) => onGo({ ...search, ...place })}
        />
      }
      empty={
        isFiltered ? (
          <Empty title={t('suspense.no-match')} action={<Button onClick={reset}>{t('filter.reset')}</Button>} />
        ) : (
          <Empty title={t('suspense.empty')}>{t('suspense.empty.words')}</Empty>
        )
      }
    />
  );
}
