import Header from '@cloudscape-design/components/header';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { t } from '../lib/translate.ts';
import { ProblemAlert } from './problem-alert.tsx';

export type Column<T> = {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: T) => ReactNode;
  /** Right-aligned, tabular. */
  readonly numeric?: boolean;
  readonly rowHeader?: boolean;
  /** For columns of fields. */
  readonly minWidth?: number;
};

type DataTableProps<T> = {
  readonly title: string;
  readonly counter?: string;
  readonly description?: ReactNode;
  readonly columns: readonly Column<T>[];
  /** Undefined while the first page loads: skeletons stand in. */
  readonly rows: readonly T[] | undefined;
  readonly rowId: (row: T) => string;
  readonly error?: unknown;
  readonly retry?: () => void;
  readonly empty: ReactNode;
  readonly actions?: ReactNode;
  readonly filter?: ReactNode;
  readonly pager?: ReactNode;
  readonly preferences?: ReactNode;
  readonly visibleColumns?: readonly string[];
  readonly selection?: {
    readonly selected: readonly T[];
    readonly onChange: (rows: readonly T[]) => void;
    readonly rowLabel: (row: T) => string;
    readonly single?: boolean;
  };
  /** Within a panel or card: no frame of its own. */
  readonly embedded?: boolean;
  readonly sticky?: boolean;
  /** `h1` when the table is the page. */
  readonly heading?: 'h1' | 'h2' | 'h3';
};

const HEADER_HEIGHT = 52;

/** A table of one page of rows with all its states: loading in its own shape, empty, failed. */
export function DataTable<T>(props: DataTableProps<T>) {
  const { title, counter, description, columns, rows, rowId, error, retry, empty, actions, filter, pager } = props;
  const isLoading = rows === undefined && error == null;
  const definitions: TableProps.ColumnDefinition<T>[] = columns.map((column) => ({
    id: column.id,
    header: column.numeric ? <span className="num">{column.header}</span> : column.header,
    ariaLabel: () => column.header,
    cell: (row) => (column.numeric ? <span className="num">{column.cell(row)}</span> : column.cell(row)),
    isRowHeader: column.rowHeader ?? false,
    ...(column.minWidth === undefined ? {} : { minWidth: column.minWidth }),
  }));
  const { selection, visibleColumns } = props;
  return (
    <Table<T>
      variant={props.embedded ? 'embedded' : 'container'}
      header={
        <Header
          variant={props.heading ?? (props.embedded ? 'h3' : 'h2')}
          {...(counter === undefined ? {} : { counter })}
          description={description}
          actions={
            <div className="actions no-print">
              {actions}
              {filter === undefined ? pager : null}
            </div>
          }
        >
          {title}
        </Header>
      }
      columnDefinitions={definitions}
      {...(visibleColumns === undefined ? {} : { visibleColumns })}
      items={rows ?? []}
      trackBy={rowId}
      loading={isLoading}
      loadingText={t('table.loading')}
      skeleton={{ totalRows: 6 }}
      empty={error == null ? empty : <ProblemAlert error={error} {...(retry === undefined ? {} : { retry })} />}
      filter={filter}
      pagination={filter === undefined ? undefined : pager}
      preferences={props.preferences}
      stickyHeader={props.sticky ?? !props.embedded}
      stickyHeaderVerticalOffset={HEADER_HEIGHT}
      ariaLabels={{
        tableLabel: title,
        itemSelectionLabel: (_, row) => selection?.rowLabel(row) ?? '',
        allItemsSelectionLabel: () => t('table.select-all'),
        selectionGroupLabel: t('table.selection'),
      }}
      {...(selection === undefined
        ? {}
        : {
            selectionType: selection.single ? ('single' as const) : ('multi' as const),
            selectedItems: selection.selected,
            onSelectionChange: ({ detail }) => selection.onChange(detail.selectedItems),
          })}
    />
  );
}
