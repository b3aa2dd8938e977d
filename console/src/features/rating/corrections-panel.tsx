import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Correction } from '../../lib/answers.ts';
import { useApi } from '../../lib/api.ts';
import { isZero } from '../../lib/decimal-text.ts';
import { useFormats } from '../../lib/formats.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { type PagePlace, Pager } from '../../ui/pager.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { explainedText } from '../customer/events/explained-entry.ts';
import { correctionsQuery } from './queries.ts';
import { useMoneyOf } from './use-money-of.ts';

type CorrectionsPanelProps = { readonly runId: string; readonly balanceGroupId: string; readonly onClose: () => void };

/** The entries that a run posted for one balance group; each leads to how its event's amount came about. */
export function CorrectionsPanel({ runId, balanceGroupId, onClose }: CorrectionsPanelProps) {
  return (
    <Panel title={t('rerating.entries.title', { group: balanceGroupId })} wide onClose={onClose}>
      <Corrections runId={runId} balanceGroupId={balanceGroupId} />
    </Panel>
  );
}

function Corrections({ runId, balanceGroupId }: Omit<CorrectionsPanelProps, 'onClose'>) {
  const { quantity } = useFormats();
  const { difference } = useMoneyOf();
  const [place, setPlace] = useState<PagePlace>({});
  const corrections = useQuery(correctionsQuery(useApi(), { runId, balanceGroupId, cursor: place.cursor }));
  return (
    <DataTable<Correction>
      embedded
      title={t('rerating.entries')}
      columns={[
        {
          id: 'event',
          header: t('rerating.entries.event'),
          rowHeader: true,
          cell: ({ identifier, entry, balanceGroupId: ledger, customerId }) => (
            <span className="two-lines">
              <span>
                {entry.corrects === undefined ? (
                  <Time at={entry.at} />
                ) : (
                  <EntryLink of={{ customerId, balanceGroupId: ledger, seq: entry.corrects, at: entry.at }}>
                    <Time at={entry.at} />
                  </EntryLink>
                )}
              </span>
              <span className="muted small">{identifier ?? '–'}</span>
            </span>
          ),
        },
        {
          id: 'net',
          header: t('rerating.entries.net'),
          numeric: true,
          cell: ({ resource, net }) => difference(resource, net),
        },
        {
          id: 'tax',
          header: t('rerating.entries.tax'),
          numeric: true,
          cell: ({ resource, tax }) => difference(resource, tax),
        },
        {
          id: 'product',
          header: t('rerating.product'),
          cell: ({ entry }) => <span className="mono">{entry.product ?? '–'}</span>,
        },
        {
          id: 'quantity',
          header: t('rerating.entries.quantity'),
          numeric: true,
          cell: ({ entry }) => (entry.quantity === null || isZero(entry.quantity) ? '–' : quantity(entry.quantity)),
        },
        {
          id: 'entry',
          header: t('entry.seq'),
          numeric: true,
          cell: ({ entry: { seq, at }, balanceGroupId: ledger, customerId }) => (
            <EntryLink of={{ customerId, balanceGroupId: ledger, seq, at }}>{seq}</EntryLink>
          ),
        },
      ]}
      rows={corrections.data?.items}
      rowId={({ balanceGroupId: ledger, entry }) => `${ledger} ${entry.seq}`}
      error={corrections.error}
      retry={() => void corrections.refetch()}
      pager={
        <Pager
          list={`corrections ${runId} ${balanceGroupId}`}
          place={place}
          nextCursor={corrections.data?.nextCursor}
          busy={corrections.isPlaceholderData}
          onGo={setPlace}
        />
      }
      empty={<Empty title={t('rerating.entries.empty')}>{t('rerating.entries.empty.words')}</Empty>}
    />
  );
}

type EntryPlace = {
  readonly customerId: string;
  readonly balanceGroupId: string;
  readonly seq: number;
  readonly at: string;
};

/** To an entry of a ledger, with how its amount came about. */
const EntryLink = ({ of, children }: { of: EntryPlace; children: ReactNode }) => (
  <TextLink
    to="/customers/$customerId/events"
    params={{ customerId: of.customerId }}
    search={{ event: explainedText(of) }}
  >
    {children}
  </TextLink>
);
