import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';

export type Difference = { readonly pointer: string; readonly before?: unknown; readonly after?: unknown };

type DifferenceTableProps = { readonly of: readonly Difference[]; readonly more: number };

/** What one object says otherwise than before, field by field. */
export const DifferenceTable = ({ of, more }: DifferenceTableProps) => (
  <div className="stack">
    <DataTable<Difference>
      embedded
      title={t('change.differences')}
      counter={`(${of.length + more})`}
      columns={[
        { id: 'field', header: t('activities.field'), rowHeader: true, cell: ({ pointer }) => placeWords(pointer) },
        { id: 'before', header: t('activities.before'), cell: ({ before }) => <Value of={before} /> },
        { id: 'after', header: t('activities.after'), cell: ({ after }) => <Value of={after} /> },
      ]}
      rows={of}
      rowId={({ pointer }) => pointer}
      empty={null}
    />
    {more === 0 ? null : <p className="muted">{t('change.more', { count: more })}</p>}
  </div>
);

/** "/versions/0/price" as people count: versions 1 › price. */
export const placeWords = (pointer: string): string =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce(
      (words, part) =>
        /^\d+$/.test(part) && words !== ''
          ? `${words} ${Number(part) + 1}`
          : words === ''
            ? part
            : `${words} › ${part}`,
      '',
    );

const Value = ({ of }: { of: unknown }) =>
  of === undefined ? <span className="muted">–</span> : <span className="mono">{valueText(of)}</span>;

const valueText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
