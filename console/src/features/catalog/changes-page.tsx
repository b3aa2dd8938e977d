import Button from '@cloudscape-design/components/button';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { CATALOG_KINDS } from '../../../../functions/http/routes/catalog.ts';
import { useApi } from '../../lib/api.ts';
import { t } from '../../lib/translate.ts';
import { Choice } from '../../ui/choice.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Page } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Updated } from '../../ui/updated.tsx';
import { revisionColumns } from './revision-columns.tsx';
import { RevisionPanel } from './revision-panel.tsx';
import { parseRevision, type Revision, revisionsQuery, revisionText } from './revisions.ts';

const route = getRouteApi('/catalog/changes');
const KINDS = CATALOG_KINDS.map(({ kind }) => ({ value: kind, label: t(`catalog-kind.${kind}`) })).toSorted(
  (left, right) => left.label.localeCompare(right.label),
);

/** Who changed what of the catalog, newest first. */
export function ChangesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { code, cursor } = search;
  const kind = KINDS.find(({ value }) => value === search.kind)?.value;
  const changes = useQuery(revisionsQuery(useApi(), { kind, code: kind && code, cursor }));
  const shown = parseRevision(search.change);
  const isFiltered = kind !== undefined || code !== undefined;
  const reset = () => void navigate({ search: {} });
  return (
    <Page title={t('catalog.changes')} context={t('catalog.title')} bare>
      <DataTable<Revision>
        heading="h1"
        title={t('catalog.changes')}
        description={t('catalog.changes.words')}
        actions={
          <Updated at={changes.dataUpdatedAt} busy={changes.isFetching} refresh={() => void changes.refetch()} />
        }
        filter={
          <search className="filters">
            <Choice
              label={t('catalog.kind')}
              any={t('filter.any')}
              value={kind}
              options={KINDS}
              onChange={(next) => void navigate({ search: { kind: next } })}
            />
            {code === undefined ? null : (
              <span className="filters__narrow">
                <span className="small muted">{t('catalog.code')}</span> <span className="mono">{code}</span>
              </span>
            )}
            <div className="filters__narrow">
              <Button disabled={!isFiltered} onClick={reset}>
                {t('filter.reset')}
              </Button>
            </div>
          </search>
        }
        columns={[
          {
            id: 'object',
            header: t('change.object'),
            rowHeader: true,
            cell: (revision) => (
              <span className="two-lines">
                <span>
                  <TextLink to="/catalog/changes" search={{ ...search, change: revisionText(revision) }}>
                    {revision.code}
                  </TextLink>
                </span>
                <span className="muted small">{t(`catalog-kind.${revision.kind}`)}</span>
              </span>
            ),
          },
          ...revisionColumns,
          {
            id: 'version',
            header: t('change.version'),
            numeric: true,
            cell: ({ catalogVersion }) => catalogVersion,
          },
        ]}
        rows={changes.data?.items}
        rowId={revisionText}
        error={changes.error}
        retry={() => void changes.refetch()}
        pager={
          <Pager
            list={`changes ${kind} ${code}`}
            place={search}
            nextCursor={changes.data?.nextCursor}
            busy={changes.isPlaceholderData}
            onGo={(place) => void navigate({ search: (old) => ({ ...old, ...place }) })}
          />
        }
        empty={
          isFiltered ? (
            <Empty title={t('change.no-match')} action={<Button onClick={reset}>{t('filter.reset')}</Button>} />
          ) : (
            <Empty title={t('change.none')}>{t('change.none.words')}</Empty>
          )
        }
      />
      {shown === undefined ? null : (
        <RevisionPanel
          key={search.change}
          revision={shown}
          onClose={() => void navigate({ search: (old) => ({ ...old, change: undefined }) })}
        />
      )}
    </Page>
  );
}
