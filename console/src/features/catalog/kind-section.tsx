import { getRouteApi } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { t } from '../../lib/translate.ts';
import { Empty } from '../../ui/empty.tsx';
import { BundlesTable } from './bundles-table.tsx';
import { PlansTable } from './plans-table.tsx';
import { ProductsTable } from './products-table.tsx';
import { ServiceTypesTable } from './service-types-table.tsx';
import { BillItemsTable, CustomerTypesTable, EventTypesTable, ResourcesTable, TaxesTable } from './small-tables.tsx';

const route = getRouteApi('/catalog/$kind');

const TABLES: Readonly<Record<string, ComponentType>> = {
  plans: PlansTable,
  bundles: BundlesTable,
  products: ProductsTable,
  'service-types': ServiceTypesTable,
  resources: ResourcesTable,
  'event-types': EventTypesTable,
  'bill-items': BillItemsTable,
  taxes: TaxesTable,
  'customer-types': CustomerTypesTable,
};

/** The list of the kind that the address names. */
export function KindSection() {
  const { kind } = route.useParams();
  const Table = TABLES[kind];
  return Table === undefined ? <Empty title={t('catalog.unknown')} /> : <Table key={kind} />;
}
