import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi } from '../../lib/api.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Page } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import type { CatalogObject, KindParts } from './kind-page.tsx';

const route = getRouteApi('/catalog/$kind');
const PAGE = 50;

/** The objects of one kind by code; the name opens the whole of it. */
export function ObjectsTable<T extends CatalogObject>({ parts }: { parts: KindParts<T> }) {
  const { path, list, useColumns } = parts;
  const { cursor, page } = route.useSearch();
  const navigate = route.useNavigate();
  const api = useApi();
  const columns = useColumns();
  const objects = useQuery({
    queryKey: ['catalog', path, 'list', cursor],
    queryFn: () => list(api, { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const title = t(`catalog.${path}`);
  return (
    <Page title={title} context={t('catalog.title')} bare>
      <DataTable<T>
        heading="h1"
        title={title}
        description={t(`catalog.${path}.words`)}
        columns={[
          {
            id: 'name',
            header: t('catalog.name'),
            rowHeader: true,
            cell: ({ code, name }) => (
              <span className="two-lines">
                <span>
                  <TextLink to="/catalog/$kind/$code" params={{ kind: path, code }}>
                    {name}
                  </TextLink>
                </span>
                <span className="mono muted">{code}</span>
              </span>
            ),
          },
          ...columns,
        ]}
        rows={objects.data?.items}
        rowId={({ code }) => code}
        error={objects.error}
        retry={() => void objects.refetch()}
        pager={
          <Pager
            list={`catalog ${path}`}
            place={{ cursor, page }}
            nextCursor={objects.data?.nextCursor}
            busy={objects.isPlaceholderData}
            onGo={(place) => void navigate({ search: place })}
          />
        }
        empty={<Empty title={t('catalog.empty')}>{t('catalog.empty.words')}</Empty>}
      />
    </Page>
  );
}
