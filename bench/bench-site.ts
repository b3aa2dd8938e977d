import type { Product } from '../domain/catalog/catalog.ts';
import type { CatalogObject } from '../domain/catalog/compile-price-book.ts';
import type { Site } from '../domain/customer/customer.ts';
import { FOREVER } from '../domain/time/instant.ts';

export const SITE = 'bench';

/** A site in production: its time is the system's. */
export const BENCH_SITE: Site = {
  version: 1,
  siteId: SITE,
  name: 'Bench',
  environment: 'production',
  zone: 'UTC',
  currency: 'EUR',
  locale: 'en-US',
  seller: { name: 'Bench Ltd', address: ['1 Street', '1000 Town'], email: 'bench@example.com' },
  invoicePrefix: '',
  dueDays: 14,
  closureDays: 30,
  maxEventAgeDays: 400,
  catalogVersion: 1,
};

const always = { validFrom: 0, validTo: FOREVER };
const product = (object: Pick<Product, 'code' | 'name' | 'type' | 'billItem' | 'versions'> & Partial<Product>) =>
  ({
    kind: 'product',
    object: { resource: 'EUR', prorationOnPurchase: 'none', prorationOnCancel: 'none', ...object },
  }) satisfies CatalogObject;

/** One service that is charged by use, and a plan with a monthly fee beside it. */
export const BENCH_CATALOG: readonly CatalogObject[] = [
  {
    kind: 'resource',
    object: {
      code: 'EUR',
      name: 'Euro',
      kind: 'monetary',
      currency: 'EUR',
      ratingScale: 6,
      billingScale: 2,
      consumptionOrder: 'earliest-end',
    },
  },
  { kind: 'tax', object: { code: 'VAT22', name: 'VAT', percent: '22', inclusive: false, ...always } },
  { kind: 'eventType', object: { code: 'monthly', name: 'Monthly', interval: { unit: 'month', count: 1 } } },
  { kind: 'customerType', object: { code: 'residential', name: 'Residential' } },
  { kind: 'billItem', object: { code: 'usage', name: 'Usage', type: 'usage' } },
  { kind: 'billItem', object: { code: 'fees', name: 'Fees', type: 'subscription' } },
  {
    kind: 'serviceType',
    object: {
      code: 'data',
      name: 'Data',
      mandatoryFields: [{ name: 'volume', type: 'decimal' }],
      optionalFields: [{ name: 'cell', type: 'text' }],
      quantity: { from: 'field', field: 'volume' },
      unit: 'MB',
      unitSize: '1',
      increment: null,
      quarantineDays: 0,
    },
  },
  product({
    code: 'data-usage',
    name: 'Data',
    type: 'usage',
    billItem: 'usage',
    serviceType: 'data',
    versions: [{ validFrom: 0, price: { model: 'per-unit', unitPrice: '0.002' }, tax: 'VAT22' }],
  }),
  product({
    code: 'fee',
    name: 'Monthly fee',
    type: 'recurring',
    billItem: 'fees',
    cycle: 'forward',
    eventType: 'monthly',
    versions: [{ validFrom: 0, price: { model: 'flat', amount: '9.90' }, tax: 'VAT22' }],
  }),
  {
    kind: 'bundle',
    object: {
      code: 'data',
      name: 'Data',
      ...always,
      items: ['fee', 'data-usage'].map((code) => ({ product: code, quantity: '1', optional: false })),
    },
  },
  {
    kind: 'plan',
    object: { code: 'data', name: 'Data', status: 'active', bundles: ['data'], ...always, paymentTypes: [] },
  },
];
