import { EVERY_ROLE } from './roles.ts';
import type { Route } from './route.ts';

/** What became of the catalog, and the catalog as one file. An import writes every kind, so it asks for the role that may. */
export const catalogHistoryRoutes = [
  {
    method: 'GET',
    path: '/v1/catalog-revisions',
    door: 'catalog',
    operation: 'listCatalogRevisions',
    roles: EVERY_ROLE,
  },
  {
    method: 'GET',
    path: '/v1/catalog-revisions/{catalogVersion}/{kind}/{code}',
    door: 'catalog',
    operation: 'getCatalogRevision',
    roles: EVERY_ROLE,
  },
  { method: 'GET', path: '/v1/catalog/export', door: 'catalog', operation: 'exportCatalog', roles: EVERY_ROLE },
  {
    method: 'POST',
    path: '/v1/catalog/import',
    door: 'catalog',
    operation: 'importCatalog',
    roles: ['business-process'],
  },
] as const satisfies readonly Route[];
