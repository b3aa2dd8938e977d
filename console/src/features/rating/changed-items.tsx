import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { type Changed, changedItems, changedTotals, type MoneyRow } from './sums.ts';
import { useMoneyOf } from './use-money-of.ts';

type ChangedItemsProps = { readonly of: { readonly before: readonly MoneyRow[]; readonly items: readonly MoneyRow[] } };

/** Before and after by bill item, with tax; the last row is the whole. */
export function ChangedItems({ of }: ChangedItemsProps) {
  const { amount, difference } = useMoneyOf();
  const items = changedItems(of);
  const totals = items.length < 2 ? [] : changedTotals(items).map((row) => ({ ...row, billItem: null }));
  const strong = (row: Row, words: string) => (row.billItem === null ? <span className="strong">{words}</span> : words);
  return (
    <DataTable<Row>
      sticky={false}
      title={t('rerating.items')}
      description={t('rerating.results.words')}
      columns={[
        {
          id: 'item',
          header: t('rerating.item'),
          rowHeader: true,
          cell: (row) =>
            row.billItem === null ? strong(row, t('rerating.total')) : <span className="mono">{row.billItem}</span>,
        },
        {
          id: 'before',
          header: t('rerating.before'),
          numeric: true,
          cell: (row) => strong(row, amount(row.resource, row.before)),
        },
        {
          id: 'after',
          header: t('rerating.after'),
          numeric: true,
          cell: (row) => strong(row, amount(row.resource, row.after)),
        },
        {
          id: 'difference',
          header: t('what-if.difference'),
          numeric: true,
          cell: (row) => strong(row, difference(row.resource, row.difference)),
        },
        {
          id: 'tax',
          header: t('rerating.tax'),
          numeric: true,
          cell: (row) => strong(row, difference(row.resource, row.tax)),
        },
      ]}
      rows={[...items, ...totals]}
      rowId={({ resource, billItem }) => `${resource} ${billItem ?? ''}`}
      empty={<Empty title={t('rerating.items.empty')} />}
    />
  );
}

type Row = Omit<Changed, 'billItem'> & { readonly billItem: string | null };
