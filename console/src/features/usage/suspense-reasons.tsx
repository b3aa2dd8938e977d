import Button from '@cloudscape-design/components/button';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../lib/api.ts';
import { useFormats } from '../../lib/formats.ts';
import { rolesFor, useMay } from '../../lib/session.ts';
import { useSiteNow } from '../../lib/site-queries.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { suspenseSummaryQuery } from './queries.ts';
import { reasonWords } from './reason-words.ts';
import type { SuspenseSearch } from './suspense-list.tsx';
import { DiscardAll, RetryAll } from './whole-reason.tsx';

type Order = { readonly what: 'retry' | 'discard'; readonly reason: string; readonly count: number };

/** What waits, by reason: mend the cause once, then send all of it again. */
export function SuspenseReasons({ search }: { search: SuspenseSearch }) {
  const summary = useQuery(suspenseSummaryQuery(useApi()));
  const { count } = useFormats();
  const now = useSiteNow();
  const [order, setOrder] = useState<Order | null>(null);
  const may = useMay('retryAllSuspense');
  const off = may
    ? {}
    : { disabled: true, disabledReason: t('role.needed', { roles: rolesFor('retryAllSuspense').join(', ') }) };
  const close = () => setOrder(null);
  return (
    <>
      <DataTable
        sticky={false}
        title={t('suspense.reasons')}
        description={summary.data?.isWhole === false ? t('suspense.reasons.more') : t('suspense.reasons.words')}
        columns={[
          {
            id: 'reason',
            header: t('suspense.reason'),
            rowHeader: true,
            cell: ({ reason }) => (
              <span className="two-lines">
                <span>
                  <TextLink to="/usage-events" search={{ ...search, reason, cursor: undefined, page: undefined }}>
                    {reasonWords(reason)}
                  </TextLink>
                </span>
                <span className="mono muted">{reason}</span>
              </span>
            ),
          },
          { id: 'open', header: t('status.open'), numeric: true, cell: ({ open }) => count(open) },
          { id: 'newest', header: t('suspense.newest'), cell: ({ newestAt }) => <Time at={newestAt} now={now} /> },
          {
            id: 'actions',
            header: t('jobs.actions'),
            cell: ({ reason, open }) => (
              <span className="inline nowrap">
                <Button
                  wrapText={false}
                  {...off}
                  ariaLabel={t('suspense.retry-all.of', { reason: reasonWords(reason) })}
                  onClick={() => setOrder({ what: 'retry', reason, count: open })}
                >
                  {t('suspense.retry-all')}
                </Button>
                <Button
                  wrapText={false}
                  variant="link"
                  {...off}
                  ariaLabel={t('suspense.discard-all.of', { reason: reasonWords(reason) })}
                  onClick={() => setOrder({ what: 'discard', reason, count: open })}
                >
                  {t('suspense.discard-all')}
                </Button>
              </span>
            ),
          },
        ]}
        rows={summary.data?.reasons}
        rowId={({ reason }) => reason}
        error={summary.error}
        retry={() => void summary.refetch()}
        empty={<Empty title={t('suspense.reasons.none')}>{t('suspense.empty.words')}</Empty>}
      />
      {order?.what === 'retry' ? <RetryAll reason={order.reason} count={order.count} onClose={close} /> : null}
      {order?.what === 'discard' ? <DiscardAll reason={order.reason} count={order.count} onClose={close} /> : null}
    </>
  );
}
