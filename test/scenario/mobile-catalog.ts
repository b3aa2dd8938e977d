import type { Story } from '../support/story.ts';

/** The catalog of the worked examples: 30.00 a month, 1000 MB granted, 0.02 per MB above, voice at 0.05, VAT 22 %. */
const CATALOG = [
  [
    'resources',
    {
      code: 'EUR',
      name: 'Euro',
      kind: 'monetary',
      currency: 'EUR',
      symbol: '€',
      ratingScale: 6,
      billingScale: 2,
      consumptionOrder: 'earliest-end',
    },
  ],
  [
    'resources',
    {
      code: 'MB',
      name: 'Megabytes',
      kind: 'unit',
      symbol: 'MB',
      ratingScale: 6,
      billingScale: 0,
      consumptionOrder: 'earliest-end',
    },
  ],
  ['event-types', { code: 'monthly', name: 'Monthly', interval: { unit: 'month', count: 1 } }],
  ['customer-types', { code: 'residential', name: 'Residential' }],
  [
    'taxes',
    {
      code: 'VAT22',
      name: 'VAT 22 %',
      percent: '22',
      inclusive: false,
      validFrom: '2020-01-01T00:00:00Z',
      validTo: null,
    },
  ],
  ['bill-items', { code: 'subscription', name: 'Subscription', type: 'subscription' }],
  ['bill-items', { code: 'data', name: 'Data', type: 'usage' }],
  ['bill-items', { code: 'voice', name: 'Voice', type: 'usage' }],
  [
    'service-types',
    {
      code: 'data',
      name: 'Data',
      mandatoryFields: [{ name: 'volume', type: 'decimal' }],
      optionalFields: [],
      quantity: { from: 'field', field: 'volume' },
      unit: 'MB',
      unitSize: '1',
      increment: null,
      quarantineDays: 0,
    },
  ],
  [
    'service-types',
    {
      code: 'voice',
      name: 'Voice',
      mandatoryFields: [{ name: 'end', type: 'instant' }],
      optionalFields: [{ name: 'to', type: 'text' }],
      quantity: { from: 'duration', endField: 'end' },
      unit: 'min',
      unitSize: '60',
      increment: '1',
      quarantineDays: 0,
    },
  ],
  [
    'products',
    {
      code: 'base-fee',
      name: 'Base fee',
      type: 'recurring',
      resource: 'EUR',
      billItem: 'subscription',
      cycle: 'forward',
      eventType: 'monthly',
      prorationOnPurchase: 'prorate',
      prorationOnCancel: 'prorate',
      versions: [{ validFrom: '2020-01-01T00:00:00Z', price: { model: 'flat', amount: '30.00' }, tax: 'VAT22' }],
    },
  ],
  [
    'products',
    {
      code: 'data-grant',
      name: '1000 MB',
      type: 'recurring',
      resource: 'MB',
      billItem: 'subscription',
      cycle: 'forward',
      eventType: 'monthly',
      prorationOnPurchase: 'full',
      prorationOnCancel: 'none',
      versions: [{ validFrom: '2020-01-01T00:00:00Z', price: { model: 'flat', amount: '-1000' } }],
    },
  ],
  [
    'products',
    {
      code: 'data-usage',
      name: 'Data above the allowance',
      type: 'usage',
      resource: 'EUR',
      billItem: 'data',
      serviceType: 'data',
      allowance: 'MB',
      prorationOnPurchase: 'none',
      prorationOnCancel: 'none',
      versions: [{ validFrom: '2020-01-01T00:00:00Z', price: { model: 'per-unit', unitPrice: '0.02' }, tax: 'VAT22' }],
    },
  ],
  [
    'products',
    {
      code: 'voice-usage',
      name: 'Calls',
      type: 'usage',
      resource: 'EUR',
      billItem: 'voice',
      serviceType: 'voice',
      prorationOnPurchase: 'none',
      prorationOnCancel: 'none',
      versions: [{ validFrom: '2020-01-01T00:00:00Z', price: { model: 'per-unit', unitPrice: '0.05' }, tax: 'VAT22' }],
    },
  ],
  [
    'bundles',
    {
      code: 'mobile',
      name: 'Mobile',
      validFrom: '2020-01-01T00:00:00Z',
      validTo: null,
      items: ['base-fee', 'data-grant', 'data-usage', 'voice-usage'].map((product) => ({
        product,
        quantity: '1',
        optional: false,
      })),
    },
  ],
  [
    'plans',
    {
      code: 'mobile-30',
      name: 'Mobile 30',
      status: 'active',
      bundles: ['mobile'],
      validFrom: '2020-01-01T00:00:00Z',
      validTo: null,
      paymentTypes: ['postpaid'],
    },
  ],
] as const;

export async function createMobileCatalog({ api, must }: Story): Promise<void> {
  for (const [path, body] of CATALOG) await must(api.POST(`/v1/${path}` as '/v1/plans', { body: body as never }));
}

/** Ana's order: data on `SIM-1`, voice on `+38641111222`. */
export const anaOrders = (email = 'ana@example.com', sim = 'SIM-1', number = '+38641111222') => ({
  customer: {
    type: 'residential',
    firstName: 'Ana',
    lastName: 'Novak',
    email,
    phone: '+38641111222',
    address: 'Slovenska cesta 2',
    city: 'Ljubljana',
    zip: '1000',
    country: 'SI',
  },
  payment: { method: 'invoice' as const },
  subscription: {
    plan: 'mobile-30',
    paymentType: 'postpaid' as const,
    resource: 'EUR',
    eventType: 'monthly',
    billingDay: 1,
    products: [
      { bundle: 'mobile', product: 'data-usage', identifier: sim },
      { bundle: 'mobile', product: 'voice-usage', identifier: number },
    ],
  },
});
