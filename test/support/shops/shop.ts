import type { Bundle, Plan, Product } from '../../../domain/catalog/catalog.ts';
import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import type { Site } from '../../../domain/customer/customer.ts';
import type { OnboardingRequest } from '../../../domain/onboarding/onboarding-request.ts';
import { FOREVER, type Instant } from '../../../domain/time/instant.ts';
import type { Call } from '../../../functions/use-cases/call.ts';
import { at, EUR, product, version } from '../../unit/subscription/contract.ts';
import { InMemoryStore } from '../memory/in-memory-store.ts';

export const SITE: Site = {
  siteId: 'demo',
  name: 'Demo',
  environment: 'sandbox',
  zone: 'Europe/Ljubljana',
  currency: 'EUR',
  locale: 'en',
  seller: { name: 'Seller', address: ['1 Street'], email: 'seller@example.com' },
  invoicePrefix: 'INV-',
  dueDays: 14,
  closureDays: 30,
  maxEventAgeDays: 90,
  catalogVersion: 1,
  version: 0,
};

const always = { validFrom: 0, validTo: FOREVER };
const usage = (code: string, serviceType: string, unitPrice: string, allowance?: string): Product => ({
  code,
  name: code,
  type: 'usage',
  resource: 'EUR',
  billItem: 'USAGE',
  serviceType,
  ...(allowance === undefined ? {} : { allowance }),
  prorationOnPurchase: 'prorate',
  prorationOnCancel: 'prorate',
  versions: [{ validFrom: 0, price: { model: 'per-unit', unitPrice }, tax: 'VAT' }],
});
const bundle = (code: string, ...items: readonly (string | { optional: string })[]): Bundle => ({
  code,
  name: code,
  ...always,
  items: items.map((item) =>
    typeof item === 'string'
      ? { product: item, quantity: '1', optional: false }
      : { product: item.optional, quantity: '1', optional: true },
  ),
});
const plan = (code: string, bundles: readonly string[], changes: Partial<Plan> = {}): Plan => ({
  code,
  name: `The ${code} plan`,
  status: 'active',
  bundles,
  ...always,
  paymentTypes: [],
  ...changes,
});
const serviceType = (code: string, quarantineDays: number): CatalogObject => ({
  kind: 'serviceType',
  object: {
    code,
    name: code,
    mandatoryFields: [{ name: 'quantity', type: 'decimal' }],
    optionalFields: [],
    quantity: { from: 'field', field: 'quantity' },
    unit: 'unit',
    unitSize: '1',
    increment: null,
    quarantineDays,
  },
});

/** A phone shop: fees, an allowance of data, voice and data by use, an option, add-ons. */
export const CATALOG: readonly CatalogObject[] = [
  { kind: 'resource', object: EUR },
  { kind: 'resource', object: { ...EUR, code: 'USD', name: 'Dollar', currency: 'USD' } },
  { kind: 'resource', object: { ...EUR, code: 'MB', name: 'Megabyte', kind: 'unit', billingScale: 6 } },
  { kind: 'tax', object: { code: 'VAT', name: 'VAT', percent: '22', inclusive: false, ...always } },
  { kind: 'eventType', object: { code: 'MONTHLY', name: 'Monthly', interval: { unit: 'month', count: 1 } } },
  { kind: 'eventType', object: { code: 'WEEKLY', name: 'Weekly', interval: { unit: 'week', count: 1 } } },
  { kind: 'customerType', object: { code: 'RESIDENTIAL', name: 'Residential' } },
  serviceType('DATA', 0),
  serviceType('VOICE', 90),
  ...[
    product({ code: 'FEE' }),
    product({ code: 'ALLOWANCE', resource: 'MB', versions: [version('-1000')] }),
    product({ code: 'SETUP', type: 'one-time', versions: [version('50', 'VAT')] }),
    product({ code: 'SUPPORT', cycle: 'arrear', versions: [version('3.1', 'VAT')] }),
    product({ code: 'BASIC_FEE', versions: [version('20', 'VAT')] }),
    product({ code: 'PRO_FEE', versions: [version('50', 'VAT')] }),
    product({ code: 'DOLLAR_FEE', resource: 'USD' }),
    usage('DATA_USE', 'DATA', '0.02', 'MB'),
    usage('VOICE_USE', 'VOICE', '0.05'),
    usage('VOICE_TOO', 'VOICE', '0.07'),
  ].map((object) => ({ kind: 'product', object }) as const),
  ...[
    bundle('MOBILE', 'FEE', 'ALLOWANCE', 'DATA_USE', 'VOICE_USE', { optional: 'SETUP' }),
    bundle('ADDON', 'SUPPORT'),
    bundle('BASIC', 'BASIC_FEE', 'VOICE_USE'),
    bundle('PRO', 'PRO_FEE', 'VOICE_USE'),
    bundle('PRO_DATA', 'PRO_FEE', 'DATA_USE'),
    bundle('TWO_LINES', 'VOICE_USE', 'VOICE_TOO'),
    bundle('DOLLARS', 'DOLLAR_FEE'),
    bundle('USE_ONLY', 'VOICE_USE', { optional: 'SETUP' }),
  ].map((object) => ({ kind: 'bundle', object }) as const),
  ...[
    plan('PHONE', ['MOBILE']),
    plan('BASIC', ['BASIC']),
    plan('PRO', ['PRO']),
    plan('PRO_DATA', ['PRO_DATA']),
    plan('TWO_LINES', ['TWO_LINES']),
    plan('DOLLARS', ['DOLLARS']),
    plan('USE_ONLY', ['USE_ONLY']),
    plan('DRAFT', ['BASIC'], { status: 'draft' }),
    plan('GONE', ['BASIC'], { validTo: 1 }),
    plan('PREPAID_ONLY', ['BASIC'], { paymentTypes: ['prepaid'] }),
  ].map((object) => ({ kind: 'plan', object }) as const),
];

/** The shop's site at a time of its test clock. */
export function shopAt(now: Instant): InMemoryStore {
  const store = new InMemoryStore();
  store.seed(
    { put: 'site', value: SITE },
    { put: 'siteClock', value: { siteId: SITE.siteId, now, target: null, waitingFor: null, version: 0 } },
    ...CATALOG.map(({ kind, object }) => {
      const value = { siteId: SITE.siteId, kind, code: object.code, object, version: 0 };
      return { put: 'catalog', value } as const;
    }),
  );
  return store;
}

export const callAt = (now: Instant) => ({
  siteId: SITE.siteId,
  actor: 'clerk@example.com',
  now,
  remember: (): ReturnType<Call['remember']> => [],
});

/** Ana, who buys the phone plan. */
export const anaBuys = (
  subscription: Partial<OnboardingRequest['subscription']> = {},
  customer: Partial<OnboardingRequest['customer']> = {},
): OnboardingRequest => ({
  customer: {
    type: 'RESIDENTIAL',
    firstName: 'Ana',
    lastName: 'Novak',
    email: 'Ana.Novak@example.com',
    phone: '+38641111222',
    address: 'Slovenska cesta 1',
    city: 'Ljubljana',
    zip: '1000',
    country: 'SI',
    ...customer,
  },
  payment: { method: 'invoice' },
  subscription: {
    plan: 'PHONE',
    paymentType: 'postpaid',
    resource: 'EUR',
    eventType: 'MONTHLY',
    billingDay: 1,
    identifier: '041-111-222',
    ...subscription,
  },
});

export { at };
