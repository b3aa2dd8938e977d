import type { ReactNode } from 'react';
import { t } from '../../lib/translate.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import type { ComparedSum } from './sums.ts';
import { useMoneyOf } from './use-money-of.ts';

export type ComparedTableRow = {
  readonly key: string;
  readonly resource: string;
  readonly name: ReactNode;
  readonly sum: ComparedSum;
  readonly isTotal?: boolean;
};

type ComparedTableProps = {
  readonly title: string;
  /** What the rows are. */
  readonly header: string;
  readonly rows: readonly ComparedTableRow[];
  readonly actions?: ReactNode;
};

/** What was charged, the present plan worked out again, the other one, and the difference; with tax. */
export function ComparedTable({ title, header, rows, actions }: ComparedTableProps) {
  const { amount, difference } = useMoneyOf();
  const strong = (row: ComparedTableRow, words: ReactNode) =>
    row.isTotal ? <span className="strong">{words}</span> : words;
  const money = (id: keyof ComparedSum, words: string): Column<ComparedTableRow> => ({
    id,
    header: words,
    numeric: true,
    cell: (row) => strong(row, (id === 'difference' ? difference : amount)(row.resource, row.sum[id])),
  });
  return (
    <DataTable<ComparedTableRow>
      sticky={false}
      title={title}
      description={t('what-if.lines.words')}
      actions={actions}
      columns={[
        { id: 'name', header, rowHeader: true, cell: (row) => strong(row, row.name) },
        money('actual', t('what-if.charged')),
        money('control', t('what-if.own')),
        money('hypothetical', t('what-if.other')),
        money('difference', t('what-if.difference')),
      ]}
      rows={rows}
      rowId={({ key }) => key}
      empty={<Empty title={t('what-if.lines.empty')} />}
    />
  );
}
