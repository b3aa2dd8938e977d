import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../lib/api.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Facts } from '../../ui/facts.tsx';
import { givenCode } from './given.tsx';
import { priceWords } from './price-words.ts';
import { resourcesQuery } from './queries.ts';
import { type GridRow, type Rate, type RatePlan, rateGrid } from './rate-grid.ts';

type RatePlanTableProps = {
  readonly plan: RatePlan;
  /** The product's own, which rates move if they say nothing else. */
  readonly resource: string;
  readonly amountOf: (resource: string) => (text: string) => string;
  readonly unit: string | undefined;
};

/** Prices by zone and time band. */
export function RatePlanTable({ plan, resource, amountOf, unit }: RatePlanTableProps) {
  const { bands, rows } = rateGrid(plan);
  const known = useQuery(resourcesQuery(useApi())).data?.items ?? [];
  /** What moves something else than the product does is said with its verb. */
  const detailWords = ({ resource: moved = resource, price }: Rate['details'][number]): string => {
    const words = priceWords(price, { amount: amountOf(moved), unit });
    if (moved === resource) return words;
    const isCounter = known.some(({ code, counter }) => code === moved && counter === true);
    return isCounter ? t('rate.counts', { words }) : t('rate.uses', { words });
  };
  const cell = (rate: Rate | undefined) =>
    rate === undefined ? (
      <span className="muted">–</span>
    ) : (
      <span className="two-lines">
        {rate.details.map((detail) => (
          <span key={`${detail.resource} ${JSON.stringify(detail.price)}`}>{detailWords(detail)}</span>
        ))}
        {rate.allowances === undefined ? null : (
          <span className="muted small">
            {rate.allowances.length === 0
              ? t('rate.no-allowance')
              : t('rate.allowances', { names: rate.allowances.join(', ') })}
          </span>
        )}
        {rate.chargeTag === undefined ? null : <span className="mono muted">{rate.chargeTag}</span>}
      </span>
    );
  return (
    <div className="stack">
      <Facts
        of={[
          ...givenCode(t('rate.rating-set'), 'rating-sets', plan.ratingSet),
          ...givenCode(t('rate.calendar'), 'tariff-calendars', plan.calendar),
          { label: t('rate.otherwise'), value: t(`rate.otherwise.${plan.otherwise ?? 'price'}`) },
        ]}
      />
      <DataTable<GridRow>
        embedded
        title={t('rate.title')}
        counter={`(${plan.rates.length})`}
        columns={[
          {
            id: 'zone',
            header: t('rate.zone'),
            rowHeader: true,
            cell: ({ zone }) =>
              zone === null ? (
                <span className="muted">{rows.length === 1 ? t('rate.any-zone') : t('rate.other-zones')}</span>
              ) : (
                zone
              ),
          },
          ...bands.map((band) => ({
            id: `band ${band}`,
            header: band ?? (bands.length === 1 ? t('rate.any-time') : t('rate.other-times')),
            cell: ({ byBand }: GridRow) => cell(byBand.get(band) ?? byBand.get(null)),
          })),
        ]}
        rows={rows}
        rowId={({ zone }) => zone ?? '*'}
        empty={null}
      />
    </div>
  );
}
