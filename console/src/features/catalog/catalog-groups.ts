import { CATALOG_KINDS } from '../../../../functions/http/routes/catalog.ts';
import type { MessageKey } from '../../lib/translate.ts';

/** How a kind is called in addresses, those of the API and those of the console. */
export type CatalogPath = (typeof CATALOG_KINDS)[number]['path'];

export type CatalogKind = (typeof CATALOG_KINDS)[number]['kind'];

type Group = { readonly title: MessageKey; readonly paths: readonly CatalogPath[] };

/** Every kind of catalog object, where people look for it. */
export const CATALOG_GROUPS = [
  {
    title: 'catalog.group.packages',
    paths: ['plans', 'bundles', 'products', 'discounts', 'terms', 'coupons', 'voucher-batches', 'filters'],
  },
  {
    title: 'catalog.group.usage',
    paths: [
      'service-types',
      'service-fields',
      'measurement-units',
      'rating-sets',
      'tariff-calendars',
      'event-generators',
    ],
  },
  {
    title: 'catalog.group.money',
    paths: ['resources', 'credit-profiles', 'bill-items', 'event-types', 'tags'],
  },
  {
    title: 'catalog.group.books',
    paths: ['taxes', 'tax-suppliers', 'general-ledgers', 'general-ledger-accounts', 'general-ledger-groups'],
  },
  {
    title: 'catalog.group.customers',
    paths: ['customer-types', 'custom-attributes', 'dunning-configurations', 'message-templates', 'notification-rules'],
  },
] as const satisfies readonly Group[];

/** The path of a kind. */
export const pathOf = (kind: CatalogKind): CatalogPath =>
  CATALOG_KINDS.find((row) => row.kind === kind)?.path ?? 'plans';

/** The kind that a path names; undefined when there is none. */
export const kindAt = (path: string): CatalogKind | undefined => CATALOG_KINDS.find((row) => row.path === path)?.kind;
