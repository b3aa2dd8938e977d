import { catalogHistoryRoutes } from './catalog-history.ts';
import { CATALOG_WRITERS, EVERY_ROLE, FINANCE_WRITERS, SYSTEM_WRITERS } from './roles.ts';
import type { Route } from './route.ts';

/** Kinds of catalog objects that are listed, created, read, replaced and deleted alike. */
export const DELETABLE_KINDS = [
  { kind: 'resource', path: 'resources', name: 'Resource', plural: 'Resources', writers: CATALOG_WRITERS },
  { kind: 'eventType', path: 'event-types', name: 'EventType', plural: 'EventTypes', writers: CATALOG_WRITERS },
  { kind: 'tag', path: 'tags', name: 'Tag', plural: 'Tags', writers: CATALOG_WRITERS },
  {
    kind: 'serviceField',
    path: 'service-fields',
    name: 'ServiceField',
    plural: 'ServiceFields',
    writers: CATALOG_WRITERS,
  },
  {
    kind: 'measurementUnit',
    path: 'measurement-units',
    name: 'MeasurementUnit',
    plural: 'MeasurementUnits',
    writers: CATALOG_WRITERS,
  },
  { kind: 'serviceType', path: 'service-types', name: 'ServiceType', plural: 'ServiceTypes', writers: CATALOG_WRITERS },
  { kind: 'ratingSet', path: 'rating-sets', name: 'RatingSet', plural: 'RatingSets', writers: CATALOG_WRITERS },
  {
    kind: 'tariffCalendar',
    path: 'tariff-calendars',
    name: 'TariffCalendar',
    plural: 'TariffCalendars',
    writers: CATALOG_WRITERS,
  },
  { kind: 'billItem', path: 'bill-items', name: 'BillItem', plural: 'BillItems', writers: CATALOG_WRITERS },
  { kind: 'tax', path: 'taxes', name: 'Tax', plural: 'Taxes', writers: CATALOG_WRITERS },
  {
    kind: 'customerType',
    path: 'customer-types',
    name: 'CustomerType',
    plural: 'CustomerTypes',
    writers: CATALOG_WRITERS,
  },
  { kind: 'product', path: 'products', name: 'Product', plural: 'Products', writers: CATALOG_WRITERS },
  { kind: 'discount', path: 'discounts', name: 'Discount', plural: 'Discounts', writers: CATALOG_WRITERS },
  { kind: 'term', path: 'terms', name: 'Term', plural: 'Terms', writers: CATALOG_WRITERS },
  { kind: 'bundle', path: 'bundles', name: 'Bundle', plural: 'Bundles', writers: CATALOG_WRITERS },
  { kind: 'plan', path: 'plans', name: 'Plan', plural: 'Plans', writers: CATALOG_WRITERS },
  { kind: 'filter', path: 'filters', name: 'Filter', plural: 'Filters', writers: CATALOG_WRITERS },
  { kind: 'coupon', path: 'coupons', name: 'Coupon', plural: 'Coupons', writers: CATALOG_WRITERS },
  {
    kind: 'eventGenerator',
    path: 'event-generators',
    name: 'EventGenerator',
    plural: 'EventGenerators',
    writers: CATALOG_WRITERS,
  },
  {
    kind: 'creditProfile',
    path: 'credit-profiles',
    name: 'CreditProfile',
    plural: 'CreditProfiles',
    writers: CATALOG_WRITERS,
  },
  { kind: 'taxSupplier', path: 'tax-suppliers', name: 'TaxSupplier', plural: 'TaxSuppliers', writers: FINANCE_WRITERS },
  {
    kind: 'generalLedgerGroup',
    path: 'general-ledger-groups',
    name: 'GeneralLedgerGroup',
    plural: 'GeneralLedgerGroups',
    writers: FINANCE_WRITERS,
  },
  {
    kind: 'generalLedger',
    path: 'general-ledgers',
    name: 'GeneralLedger',
    plural: 'GeneralLedgers',
    writers: FINANCE_WRITERS,
  },
  {
    kind: 'dunningConfiguration',
    path: 'dunning-configurations',
    name: 'DunningConfiguration',
    plural: 'DunningConfigurations',
    writers: CATALOG_WRITERS,
  },
  {
    kind: 'customAttribute',
    path: 'custom-attributes',
    name: 'CustomAttribute',
    plural: 'CustomAttributes',
    writers: SYSTEM_WRITERS,
  },
  {
    kind: 'messageTemplate',
    path: 'message-templates',
    name: 'MessageTemplate',
    plural: 'MessageTemplates',
    writers: SYSTEM_WRITERS,
  },
  {
    kind: 'notificationRule',
    path: 'notification-rules',
    name: 'NotificationRule',
    plural: 'NotificationRules',
    writers: SYSTEM_WRITERS,
  },
] as const;

/** Books name accounts for ever: an account is never deleted. */
const KEPT_KINDS = [
  {
    kind: 'generalLedgerAccount',
    path: 'general-ledger-accounts',
    name: 'GeneralLedgerAccount',
    plural: 'GeneralLedgerAccounts',
    writers: FINANCE_WRITERS,
  },
] as const;

/** Codes are in the hands of customers once they are made: a batch is neither edited nor deleted. */
const UNCHANGING_KINDS = [
  {
    kind: 'voucherBatch',
    path: 'voucher-batches',
    name: 'VoucherBatch',
    plural: 'VoucherBatches',
    writers: CATALOG_WRITERS,
  },
] as const;

export const REPLACEABLE_KINDS = [...DELETABLE_KINDS, ...KEPT_KINDS] as const;
/** Every kind of catalog object. */
export const CATALOG_KINDS = [...REPLACEABLE_KINDS, ...UNCHANGING_KINDS] as const;

const door = 'catalog';
const kindRoutes = [
  ...CATALOG_KINDS.flatMap(
    ({ path, name, plural, writers }) =>
      [
        { method: 'GET', path: `/v1/${path}`, door, operation: `list${plural}`, roles: EVERY_ROLE },
        { method: 'POST', path: `/v1/${path}`, door, operation: `create${name}`, roles: writers },
        { method: 'GET', path: `/v1/${path}/{code}`, door, operation: `get${name}`, roles: EVERY_ROLE },
      ] as const satisfies readonly Route[],
  ),
  ...REPLACEABLE_KINDS.map(
    ({ path, name, writers }) =>
      ({ method: 'PUT', path: `/v1/${path}/{code}`, door, operation: `update${name}`, roles: writers }) as const,
  ),
  ...DELETABLE_KINDS.map(
    ({ path, name, writers }) =>
      ({ method: 'DELETE', path: `/v1/${path}/{code}`, door, operation: `delete${name}`, roles: writers }) as const,
  ),
] as const satisfies readonly Route[];

/** Everything of the catalog door. */
export const catalogRoutes = [...kindRoutes, ...catalogHistoryRoutes] as const satisfies readonly Route[];
