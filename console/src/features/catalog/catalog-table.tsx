import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Page } from '../../lib/answers.ts';
import { type Api, useApi } from '../../lib/api.ts';
import { t } from '../../lib/translate.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextLink } from '../../ui/text-link.tsx';

const route = getRouteApi('/catalog/$kind');

/** What every catalog object has. */
export type CatalogObject = { readonly code: string; readonly name: string; readonly description?: string };

export type PlaceQuery = { readonly limit: number; readonly cursor?: string };

type CatalogTableProps<T extends CatalogObject> = {
  readonly title: string;
  readonly load: (api: Api, query: PlaceQuery) => Promise<Page<T>>;
  readonly columns: readonly Column<T>[];
  readonly detail: (row: T) => ReactNode;
};

const PAGE = 50;

/** The objects of one kind by code; the name opens the whole of it. */
export function CatalogTable<T extends CatalogObject>({ title, load, columns, detail }: CatalogTableProps<T>) {
  const { kind } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const api = useApi();
  const objects = useQuery({
    queryKey: ['catalog', kind, 'list', search.cursor],
    queryFn: () => load(api, { limit: PAGE, ...(search.cursor === undefined ? {} : { cursor: search.cursor }) }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const open = (code: string | undefined) => void navigate({ search: (old) => ({ ...old, code }) });
  const shown = objects.data?.items.find(({ code }) => code === search.code);
  return (
    <>
      <DataTable<T>
        title={title}
        columns={[
          {
            id: 'name',
            header: t('catalog.name'),
            rowHeader: true,
            cell: ({ code, name }) => (
              <span className="two-lines">
                <span>
                  <TextLink to="/catalog/$kind" params={{ kind }} search={{ ...search, code }}>
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
            list={`catalog ${kind}`}
            place={search}
            nextCursor={objects.data?.nextCursor}
            busy={objects.isPlaceholderData}
            onGo={(place) => void navigate({ search: (old) => ({ ...old, ...place }) })}
          />
        }
        empty={<Empty title={t('catalog.empty')}>{t('catalog.empty.words')}</Empty>}
      />
      {shown === undefined ? null : (
        <Panel key={shown.code} title={shown.name} onClose={() => open(undefined)}>
          <div className="page">
            {shown.description === undefined ? null : <p className="muted">{shown.description}</p>}
            <Facts of={[{ label: t('catalog.code'), value: <span className="mono">{shown.code}</span> }]} />
            {detail(shown)}
          </div>
        </Panel>
      )}
    </>
  );
}
