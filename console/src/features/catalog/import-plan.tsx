import type { ReactNode } from 'react';
import type * as z from 'zod';
import type { catalogHistoryContract } from '../../../../functions/http/contract/catalog-history.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Pill } from '../../ui/pill.tsx';
import { placeWords } from './difference-table.tsx';

type Planned = z.input<(typeof catalogHistoryContract)['importCatalog']['responses'][200]>['objects'][number];
type ImportPlanProps = { readonly objects: readonly Planned[]; readonly action: ReactNode };

const TONES = { create: 'good', replace: 'accent', delete: 'bad', unchanged: 'calm' } as const;

/** What an import would do, object by object. What stays as it is is counted alone. */
export function ImportPlan({ objects, action }: ImportPlanProps) {
  const touched = objects.filter((one) => one.action !== 'unchanged');
  return (
    <DataTable<Planned>
      sticky={false}
      title={t('import.plan')}
      counter={`(${touched.length})`}
      description={t('import.unchanged', { count: objects.length - touched.length })}
      actions={action}
      columns={[
        {
          id: 'object',
          header: t('change.object'),
          rowHeader: true,
          cell: ({ kind, code }) => (
            <span className="two-lines">
              <span className="mono">{code}</span>
              <span className="muted small">{t(`catalog-kind.${kind}`)}</span>
            </span>
          ),
        },
        {
          id: 'action',
          header: t('change.action'),
          cell: (one) => <Pill tone={TONES[one.action]}>{t(`import.action.${one.action}`)}</Pill>,
        },
        { id: 'changes', header: t('change.differences'), cell: (one) => <Changes of={one} /> },
      ]}
      rows={touched}
      rowId={({ kind, code }) => `${kind} ${code}`}
      empty={<Empty title={t('import.nothing')}>{t('import.nothing.words')}</Empty>}
    />
  );
}

function Changes({ of: { changes, moreChanges } }: { of: Planned }) {
  return (
    <dl className="changes">
      {changes.map(({ pointer, before, after }) => (
        <div key={pointer}>
          <dt>{placeWords(pointer)}</dt>
          <dd className="mono">
            {before === undefined ? null : <del>{valueText(before)}</del>}
            {after === undefined ? null : <ins>{valueText(after)}</ins>}
          </dd>
        </div>
      ))}
      {moreChanges === 0 ? null : <div className="muted">{t('change.more', { count: moreChanges })}</div>}
    </dl>
  );
}

const valueText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
