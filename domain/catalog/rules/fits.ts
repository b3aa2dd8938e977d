import type { CatalogIndex } from '../catalog-index.ts';

type FitRow = {
  /** Whether the object of the code is what is meant. Objects that are missing are told of elsewhere. */
  readonly holds: (catalog: CatalogIndex, code: string) => boolean;
  readonly message: string;
};

const resourceIs = (catalog: CatalogIndex, code: string, kind: 'monetary' | 'unit', counter = false): boolean => {
  const resource = catalog.resource.get(code);
  return resource?.kind === kind && (resource.counter === true) === counter;
};

/** What a mention must mean, beyond that it exists. */
export const FITS = {
  money: {
    holds: (catalog, code) => resourceIs(catalog, code, 'monetary'),
    message: 'Name a monetary resource.',
  },
  unit: {
    holds: (catalog, code) => resourceIs(catalog, code, 'unit'),
    message: 'Name a unit resource: what is used up is not money, and no counter.',
  },
  counter: {
    holds: (catalog, code) => resourceIs(catalog, code, 'unit', true),
    message: 'Name a counter: a unit resource with counter set.',
  },
  balance: {
    holds: (catalog, code) => catalog.resource.get(code)?.counter !== true,
    message: 'Name a resource that is held in balances: a counter only counts.',
  },
  'charge-tag': {
    holds: (catalog, code) => catalog.tag.get(code)?.type === 'charge',
    message: 'Name a tag of the type charge.',
  },
  'resource-tag': {
    holds: (catalog, code) => catalog.tag.get(code)?.type === 'resource',
    message: 'Name a tag of the type resource.',
  },
  'root-unit': {
    holds: (catalog, code) => catalog.measurementUnit.get(code)?.base === undefined,
    message: 'Name a unit that has no base itself.',
  },
  'product-attribute': {
    holds: (catalog, code) => catalog.customAttribute.get(code)?.entity === 'product',
    message: 'Name a custom attribute of products.',
  },
  'customer-attribute': {
    holds: (catalog, code) => ['customer', 'billing-profile'].includes(catalog.customAttribute.get(code)?.entity ?? ''),
    message: 'Name a custom attribute of customers or billing profiles.',
  },
  'mail-template': {
    holds: (catalog, code) => catalog.messageTemplate.get(code)?.channel === 'mail',
    message: 'Name a template for mails.',
  },
  'sms-template': {
    holds: (catalog, code) => catalog.messageTemplate.get(code)?.channel === 'sms',
    message: 'Name a template for SMS.',
  },
} as const satisfies Record<string, FitRow>;

export type Fit = keyof typeof FITS;
