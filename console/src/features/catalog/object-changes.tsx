import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../lib/api.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { type CatalogPath, kindAt } from './catalog-groups.ts';
import { revisionColumns } from './revision-columns.tsx';
import { type Revision, revisionsQuery, revisionText } from './revisions.ts';

const LATEST = 5;

/** The latest changes of one object. */
export function ObjectChanges({ path, code }: { path: CatalogPath; code: string }) {
  const kind = kindAt(path);
  const changes = useQuery(revisionsQuery(useApi(), { kind, code }, LATEST));
  return (
    <DataTable<Revision>
      sticky={false}
      title={t('change.of-object')}
      actions={
        <TextLink to="/catalog/changes" search={{ kind, code }}>
          {t('change.all')}
        </TextLink>
      }
      columns={[
        {
          id: 'version',
          header: t('change.version'),
          rowHeader: true,
          cell: (revision) => (
            <TextLink to="/catalog/changes" search={{ kind, code, change: revisionText(revision) }}>
              {revision.catalogVersion}
            </TextLink>
          ),
        },
        ...revisionColumns,
      ]}
      rows={changes.data?.items}
      rowId={revisionText}
      error={changes.error}
      retry={() => void changes.refetch()}
      empty={<Empty title={t('change.none')}>{t('change.none.words')}</Empty>}
    />
  );
}
