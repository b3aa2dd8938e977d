import type * as z from 'zod';
import type { interval as intervalSchema } from '../../../../functions/http/contract/catalog/event-type.ts';
import { answerOf } from '../../lib/api.ts';
import { useFormats } from '../../lib/formats.ts';
import { t } from '../../lib/translate.ts';
import { Facts } from '../../ui/facts.tsx';
import { PeriodText } from '../../ui/time.tsx';
import { CatalogTable } from './catalog-table.tsx';

/** Resources: what a balance can be held in. */
export const ResourcesTable = () => (
  <CatalogTable
    title={t('catalog.resources')}
    load={(api, query) => answerOf(api.GET('/v1/resources', { params: { query } }))}
    columns={[
      { id: 'kind', header: t('catalog.kind'), cell: ({ kind }) => t(`kind.${kind}`) },
      { id: 'currency', header: t('catalog.currency'), cell: ({ currency, symbol }) => currency ?? symbol ?? '–' },
    ]}
    detail={({ kind, currency, symbol, ratingScale, billingScale }) => (
      <Facts
        of={[
          { label: t('catalog.kind'), value: t(`kind.${kind}`) },
          { label: t('catalog.currency'), value: currency ?? symbol ?? '–' },
          { label: t('catalog.scale'), value: `${ratingScale} / ${billingScale}` },
        ]}
      />
    )}
  />
);

type Interval = z.input<typeof intervalSchema>;

const intervalWords = ({ unit, count }: Interval): string =>
  count === 1 ? t(`interval.${unit}.one`) : t(`interval.${unit}`, { count });

/** Event types: intervals by name. */
export const EventTypesTable = () => (
  <CatalogTable
    title={t('catalog.event-types')}
    load={(api, query) => answerOf(api.GET('/v1/event-types', { params: { query } }))}
    columns={[{ id: 'interval', header: t('catalog.interval'), cell: ({ interval }) => intervalWords(interval) }]}
    detail={({ interval }) => <Facts of={[{ label: t('catalog.interval'), value: intervalWords(interval) }]} />}
  />
);

/** Bill items: where a charge lands on a bill. */
export const BillItemsTable = () => (
  <CatalogTable
    title={t('catalog.bill-items')}
    load={(api, query) => answerOf(api.GET('/v1/bill-items', { params: { query } }))}
    columns={[{ id: 'type', header: t('catalog.type'), cell: ({ type }) => type }]}
    detail={({ type }) => <Facts of={[{ label: t('catalog.type'), value: type }]} />}
  />
);

/** Taxes with their percentage. */
export function TaxesTable() {
  const { quantity } = useFormats();
  const inclusiveWords = (inclusive: boolean): string => (inclusive ? t('catalog.yes') : t('catalog.no'));
  return (
    <CatalogTable
      title={t('catalog.taxes')}
      load={(api, query) => answerOf(api.GET('/v1/taxes', { params: { query } }))}
      columns={[
        { id: 'percent', header: t('catalog.percent'), numeric: true, cell: ({ percent }) => `${quantity(percent)} %` },
        { id: 'inclusive', header: t('catalog.inclusive'), cell: ({ inclusive }) => inclusiveWords(inclusive) },
      ]}
      detail={({ percent, inclusive, validFrom, validTo }) => (
        <Facts
          of={[
            { label: t('catalog.percent'), value: `${quantity(percent)} %` },
            { label: t('catalog.inclusive'), value: inclusiveWords(inclusive) },
            { label: t('catalog.validity'), value: <PeriodText from={validFrom} to={validTo} /> },
          ]}
        />
      )}
    />
  );
}

/** Customer types: for segments and reports. */
export const CustomerTypesTable = () => (
  <CatalogTable
    title={t('catalog.customer-types')}
    load={(api, query) => answerOf(api.GET('/v1/customer-types', { params: { query } }))}
    columns={[{ id: 'description', header: t('catalog.description'), cell: ({ description }) => description ?? '–' }]}
    detail={() => null}
  />
);
