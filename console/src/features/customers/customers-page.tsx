import Button from '@cloudscape-design/components/button';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useApi } from '../../lib/api.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ExportButtons } from '../../ui/export-buttons.tsx';
import { Page } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { TablePreferencesButton, useTablePreferences } from '../../ui/table-preferences.tsx';
import { CreateCustomer } from './create-customer.tsx';
import { customerColumns, customersExport, DEFAULT_COLUMNS } from './customer-columns.tsx';
import { CustomersFilters } from './customers-filters.tsx';
import { type CustomersFilter, customersQuery, customerTypesQuery } from './queries.ts';

const route = getRouteApi('/customers');

/** All customers: found, filtered, paged, exported. */
export function CustomersPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const api = useApi();
  const [preferences, setPreferences] = useTablePreferences('customers', { pageSize: 20, visible: DEFAULT_COLUMNS });
  const customers = useQuery(customersQuery(api, search, preferences.pageSize));
  const types = useQuery(customerTypesQuery(api)).data?.items ?? [];
  const typeName = (code: string): string => types.find((type) => type.code === code)?.name ?? code;

  const change = useCallback(
    (filter: Partial<CustomersFilter>) =>
      void navigate({ search: (old) => ({ ...old, cursor: undefined, page: undefined, ...filter }), replace: true }),
    [navigate],
  );
  const reset = useCallback(() => void navigate({ search: {} }), [navigate]);
  const columns = customerColumns(typeName);
  const rows = customers.data?.items;
  const isFiltered = Boolean(search.q || search.status || search.type || search.method);
  const { cursor: _, page: __, ...filter } = search;
  return (
    <Page bare title={t('customers.title')}>
      <DataTable
        heading="h1"
        title={t('customers.title')}
        {...(rows === undefined ? {} : { counter: countOf(rows.length, search.page, customers.data?.nextCursor) })}
        columns={columns}
        visibleColumns={preferences.visible}
        rows={rows}
        rowId={({ customerId }) => customerId}
        error={customers.error}
        retry={() => void customers.refetch()}
        actions={
          <>
            <ExportButtons of={customersExport(rows ?? [])} />
            <CreateCustomer />
          </>
        }
        filter={
          <CustomersFilters value={search} types={types} onChange={change} onReset={reset} isFiltered={isFiltered} />
        }
        pager={
          <Pager
            list={`customers ${JSON.stringify(filter)} ${preferences.pageSize}`}
            place={search}
            nextCursor={customers.data?.nextCursor}
            busy={customers.isPlaceholderData}
            onGo={(place) => void navigate({ search: (old) => ({ ...old, ...place }) })}
          />
        }
        preferences={<TablePreferencesButton columns={columns} chosen={preferences} onChoose={setPreferences} />}
        empty={
          isFiltered ? (
            <Empty title={t('customers.no-match')} action={<Button onClick={reset}>{t('filter.reset')}</Button>}>
              {t('customers.no-match.words')}
            </Empty>
          ) : (
            <Empty title={t('customers.empty')} action={<CreateCustomer />}>
              {t('customers.empty.words')}
            </Empty>
          )
        }
      />
    </Page>
  );
}

/** "(12)" when that is all, "(20+)" when there is more: nobody counts a list that is paged by cursor. */
function countOf(onPage: number, page: string | undefined, nextCursor: string | null | undefined): string {
  if (page !== undefined && page !== '1') return '';
  return typeof nextCursor === 'string' ? `(${onPage}+)` : `(${onPage})`;
}
