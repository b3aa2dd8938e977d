import { CATALOG_WRITERS, EVERY_ROLE } from './roles.ts';
import type { Route } from './route.ts';

/** The catalog objects of one shape of route: list, create, get, replace, delete. */
export const CATALOG_KINDS = [
  { kind: 'resource', path: 'resources', name: 'Resource', plural: 'Resources' },
  { kind: 'eventType', path: 'event-types', name: 'EventType', plural: 'EventTypes' },
  { kind: 'serviceType', path: 'service-types', name: 'ServiceType', plural: 'ServiceTypes' },
  { kind: 'billItem', path: 'bill-items', name: 'BillItem', plural: 'BillItems' },
  { kind: 'tax', path: 'taxes', name: 'Tax', plural: 'Taxes' },
  { kind: 'customerType', path: 'customer-types', name: 'CustomerType', plural: 'CustomerTypes' },
  { kind: 'product', path: 'products', name: 'Product', plural: 'Products' },
  { kind: 'bundle', path: 'bundles', name: 'Bundle', plural: 'Bundles' },
  { kind: 'plan', path: 'plans', name: 'Plan', plural: 'Plans' },
] as const;

const kindRoutes = CATALOG_KINDS.flatMap(({ path, name, plural }) => {
  const of = `/v1/${path}`;
  const one = `/v1/${path}/{code}`;
  return [
    { method: 'GET', path: of, door: 'catalog', operation: `list${plural}`, roles: EVERY_ROLE },
    { method: 'POST', path: of, door: 'catalog', operation: `create${name}`, roles: CATALOG_WRITERS },
    { method: 'GET', path: one, door: 'catalog', operation: `get${name}`, roles: EVERY_ROLE },
    { method: 'PUT', path: one, door: 'catalog', operation: `update${name}`, roles: CATALOG_WRITERS },
    { method: 'DELETE', path: one, door: 'catalog', operation: `delete${name}`, roles: CATALOG_WRITERS },
  ] as const satisfies readonly Route[];
});

/** Everything of the catalog door. */
export const catalogRoutes = [...kindRoutes] as const satisfies readonly Route[];
