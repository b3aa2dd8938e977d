import type { Rerating } from '../../lib/answers.ts';
import { useFormats } from '../../lib/formats.ts';
import { t } from '../../lib/translate.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Pager } from '../../ui/pager.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { type Changed, changedItems, changedTotals } from './sums.ts';
import { useMoneyOf } from './use-money-of.ts';

type Place = {
  readonly cursor?: string | undefined;
  readonly page?: string | undefined;
  readonly group?: string | undefined;
};
type Result = Rerating['results']['items'][number];

type ReratingResultsProps = {
  readonly rerating: Rerating;
  readonly search: Place;
  readonly busy: boolean;
  readonly onGo: (place: Place) => void;
};

/** Before and after for each customer; what was posted opens beside it. */
export function ReratingResults({ rerating, search, busy, onGo }: ReratingResultsProps) {
  const { run, dryRun, results } = rerating;
  const { count } = useFormats();
  const { amount, difference } = useMoneyOf();
  const money = (id: 'before' | 'after' | 'difference', header: string): Column<Result> => ({
    id,
    header,
    numeric: true,
    cell: (row) => <Sums of={row} which={id} write={id === 'difference' ? difference : amount} />,
  });
  return (
    <DataTable<Result>
      title={t('rerating.results')}
      description={t('rerating.results.words')}
      columns={[
        {
          id: 'customer',
          header: t('rerating.customer'),
          rowHeader: true,
          cell: ({ customerId, customerName, balanceGroupId }) => (
            <span className="two-lines">
              <span>
                <TextLink to="/customers/$customerId/events" params={{ customerId }}>
                  {customerName === '' ? customerId : customerName}
                </TextLink>
              </span>
              <span className="muted small">{t('rerating.scope.group', { group: balanceGroupId })}</span>
            </span>
          ),
        },
        money('before', t('rerating.before')),
        money('after', t('rerating.after')),
        money('difference', t('what-if.difference')),
        {
          id: 'corrected',
          header: t('rerating.corrected'),
          numeric: true,
          cell: ({ corrected, events }) => t('rerating.of', { corrected: count(corrected), events: count(events) }),
        },
        {
          id: 'result',
          header: t('rerating.result'),
          cell: ({ outcome, detail }) =>
            outcome === 'processed' ? (
              <StatusPill status={outcome} />
            ) : (
              <span className="two-lines">
                <span>
                  <StatusPill status={outcome} />
                </span>
                <span className="muted small">{detail}</span>
              </span>
            ),
        },
        ...(dryRun
          ? []
          : [
              {
                id: 'entries',
                header: t('rerating.entries'),
                cell: ({ balanceGroupId, customerName, corrected }: Result) =>
                  corrected === 0 ? (
                    '–'
                  ) : (
                    <TextLink
                      to="/usage-events/re-ratings/$runId"
                      params={{ runId: run.runId }}
                      search={{ ...search, group: balanceGroupId }}
                      aria-label={t('rerating.entries.of', { customer: customerName })}
                    >
                      {t('rerating.entries.show')}
                    </TextLink>
                  ),
              },
            ]),
      ]}
      rows={results.items}
      rowId={({ balanceGroupId }) => balanceGroupId}
      pager={
        <Pager
          list={`re-rating ${run.runId}`}
          place={search}
          nextCursor={results.nextCursor}
          busy={busy}
          onGo={(place) => onGo({ ...search, ...place })}
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

type SumsProps = {
  readonly of: Result;
  readonly which: keyof Pick<Changed, 'before' | 'after' | 'difference'>;
  readonly write: (resource: string, text: string) => string;
};

/** One amount a resource: almost always one. */
function Sums({ of, which, write }: SumsProps) {
  const totals = changedTotals(changedItems(of));
  return totals.length === 0 ? (
    '–'
  ) : (
    <span className="two-lines">
      {totals.map((total) => (
        <span key={total.resource}>{write(total.resource, total[which])}</span>
      ))}
    </span>
  );
}
