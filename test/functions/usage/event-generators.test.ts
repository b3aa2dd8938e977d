import { describe, expect, test } from 'vitest';
import type { Product, ServiceType } from '../../../domain/catalog/catalog.ts';
import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import type { EventGenerator } from '../../../domain/catalog/event-generator.ts';
import { FOREVER, type Instant, instantText } from '../../../domain/time/instant.ts';
import { runBilling } from '../../../functions/use-cases/billing/run-billing.ts';
import { verifySite } from '../../../functions/use-cases/site/verify-site.ts';
import { addBundle } from '../../../functions/use-cases/subscriptions/add-bundle.ts';
import { cancelSubscription } from '../../../functions/use-cases/subscriptions/cancel-subscription.ts';
import { onboardCustomer } from '../../../functions/use-cases/subscriptions/onboard-customer.ts';
import { rateUsageBatch } from '../../../functions/use-cases/usage/rate-usage-batch.ts';
import type { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import { anaBuys, at, callAt, SITE, shopAt } from '../../support/shops/shop.ts';
import { stock } from '../../support/shops/voucher-shop.ts';
import { allowed, EUR, product } from '../../unit/subscription/contract.ts';

/** A utility: readings of a meter add up to a counter, and become one event of what was used when the cycle ends. */

const siteId = SITE.siteId;
const START = at('2026-03-01');
const serviceType = (code: string, field: string, optional: ServiceType['optionalFields'] = []): CatalogObject => ({
  kind: 'serviceType',
  object: {
    ...{ code, name: code, unit: 'kWh', unitSize: '1', increment: null, quarantineDays: 0 },
    mandatoryFields: [{ name: field, type: 'decimal' }],
    optionalFields: optional,
    quantity: { from: 'field', field },
  },
});
const usage = (code: string, type: string, changes: Partial<Product>): CatalogObject => ({
  kind: 'product',
  object: product({ code, type: 'usage', serviceType: type, billItem: 'USAGE', ...changes }),
});
const PER_CYCLE: EventGenerator = {
  ...{ code: 'PER_CYCLE', name: 'Used in the cycle', linkedTo: 'service', serviceType: 'ENERGY' },
  mapper: {
    kwh: { from: 'balance', resource: 'METERED' },
    from: { from: 'cycle-start' },
    to: { from: 'cycle-end' },
    grid: { from: 'constant', value: 'south' },
    tariff: { from: 'attribute', attribute: 'tariff' },
  },
};
const times = [
  { name: 'from', type: 'instant' },
  { name: 'to', type: 'instant' },
  { name: 'grid', type: 'text' },
  { name: 'tariff', type: 'text' },
] as const;

const TARIFF: CatalogObject = {
  kind: 'customAttribute',
  object: {
    ...{ code: 'tariff', name: 'Tariff', entity: 'customer', type: 'string' },
    ...{ mandatory: false, includedOnInvoice: false },
  },
};

const UTILITY: readonly CatalogObject[] = [
  { kind: 'resource', object: { ...EUR, code: 'METERED', name: 'Metered', kind: 'unit', counter: true } },
  serviceType('METER_READING', 'reading'),
  serviceType('ENERGY', 'kwh', times),
  usage('METER', 'METER_READING', {
    eventGenerators: ['PER_CYCLE'],
    versions: [
      {
        validFrom: 0,
        price: { model: 'flat', amount: '0' },
        ratePlan: {
          rates: [{ details: [{ resource: 'METERED', price: { model: 'per-unit', unitPrice: '1' } }] }],
          otherwise: 'price',
        },
      },
    ],
  }),
  usage('ENERGY', 'ENERGY', {
    versions: [{ validFrom: 0, price: { model: 'per-unit', unitPrice: '0.124' }, tax: 'VAT' }],
  }),
  {
    kind: 'bundle',
    object: {
      ...{ code: 'POWER', name: 'Power', validFrom: 0, validTo: FOREVER },
      items: ['METER', 'ENERGY'].map((one) => ({ product: one, quantity: '1', optional: false })),
    },
  },
  {
    kind: 'plan',
    object: {
      ...{ code: 'POWER', name: 'Power', status: 'active', bundles: ['POWER'], paymentTypes: [] },
      ...{ validFrom: 0, validTo: FOREVER },
    },
  },
];

async function utility(generator: Partial<EventGenerator> = {}): Promise<InMemoryStore> {
  const store = shopAt(START);
  stock(store, ...UTILITY, TARIFF, { kind: 'eventGenerator', object: { ...PER_CYCLE, ...generator } });
  const power = anaBuys({ plan: 'POWER', identifier: 'METER-1' }, { attributes: { tariff: 'green' } });
  allowed(await onboardCustomer(store)(callAt(START), power));
  return store;
}

let readings = 0;
async function read(store: InMemoryStore, kwh: string, time: Instant, subject = 'METER-1'): Promise<void> {
  readings += 1;
  store.seed({ put: 'siteClock', value: { siteId, now: time, target: null, waitingFor: null, version: 1 } });
  const rate = rateUsageBatch({
    ...store,
    services: {
      holders: async (site: string, identifier: string) =>
        store.get('serviceClaim', site, { identifier })?.holders ?? [],
      forget: () => {},
    },
    suspense: { suspend: async ({ reason, detail }) => expect.fail(`${reason} ${detail}`) },
    tallies: store.usageTallies,
    homeSite: siteId,
  });
  const event = {
    ...{ specversion: '1.0', type: 'billow.usage.v1', source: 'test', site: siteId, servicetype: 'METER_READING' },
    ...{ id: `${readings}`, time: instantText(time), subject, data: { reading: kwh } },
  };
  expect(await rate([{ messageId: 'm', body: JSON.stringify(event) }])).toMatchObject({ rated: 1, faults: [] });
}

const bill = (store: InMemoryStore, now: Instant) =>
  runBilling(store)(callAt(now), { customerId: '1001', billingProfileId: '1001' });
const entriesOf = async (store: InMemoryStore) => (await store.ledgers.load(siteId, '1001'))?.head.tail ?? [];
const generated = async (store: InMemoryStore) => (await entriesOf(store)).filter(({ id }) => id.startsWith('EG-'));
const finalised = (store: InMemoryStore) =>
  store
    .all('bill', siteId)
    .filter(({ finalisedAt }) => finalisedAt !== null)
    .toSorted((a, b) => a.from - b.from);
const linesOf = (store: InMemoryStore) =>
  finalised(store).map(({ lines }) => lines.map(({ product: code, quantity, net }) => [code, quantity, net]));
const differences = async (store: InMemoryStore) => (await verifySite(store)(siteId)).differences;

describe('an event generator', () => {
  test('makes one event of what the meter counted, dated at the last instant of the cycle, on its bill', async () => {
    const store = await utility();
    await read(store, '100', at('2026-03-10'));
    await read(store, '150', at('2026-03-20'));
    allowed(await bill(store, at('2026-04-01T00:30:00Z')));
    const [event, ...more] = await generated(store);
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      ...{ kind: 'usage', at: at('2026-04-01') - 1, product: 'ENERGY' },
      id: expect.stringMatching(/^EG-PER_CYCLE-\d+-2026-02-28T23:00:00Z$/),
      fields: {
        ...{ kwh: '250', grid: 'south', tariff: 'green' },
        ...{ from: '2026-02-28T23:00:00Z', to: '2026-03-31T22:00:00Z' },
      },
    });
    expect(linesOf(store)).toEqual([expect.arrayContaining([['ENERGY', '250', '31']])]);
    expect(await differences(store)).toEqual([]);
  });

  test('starts anew with each cycle, and several overdue cycles each get their own event', async () => {
    const store = await utility();
    await read(store, '100', at('2026-03-10'));
    await read(store, '40', at('2026-04-10'));
    allowed(await bill(store, at('2026-05-01T00:30:00Z')));
    expect((await generated(store)).map(({ fields }) => fields?.['kwh'])).toEqual(['100', '40']);
    expect(await differences(store)).toEqual([]);
  });

  test('makes nothing twice, however often billing runs and races', async () => {
    const store = await utility();
    await read(store, '100', at('2026-03-10'));
    const now = at('2026-04-01T00:30:00Z');
    await Promise.all([bill(store, now), bill(store, now)]);
    await bill(store, now);
    expect(await generated(store)).toHaveLength(1);
  });

  test('only makes an event where its condition is met', async () => {
    const above = (value: string) => ({ condition: { resource: 'METERED', is: 'above', value } }) as const;
    const some = await utility(above('99'));
    await read(some, '100', at('2026-03-10'));
    allowed(await bill(some, at('2026-04-01T00:30:00Z')));
    expect(await generated(some)).toHaveLength(1);
    const none = await utility(above('100'));
    await read(none, '100', at('2026-03-10'));
    allowed(await bill(none, at('2026-04-01T00:30:00Z')));
    expect(await generated(none)).toHaveLength(0);
  });

  test('reads a service that was given back in the cycle at its last instant', async () => {
    const store = await utility();
    await read(store, '60', at('2026-03-10'));
    const end = at('2026-03-20T10:00:00Z');
    allowed(await cancelSubscription(store)(callAt(end), { subscriptionId: '1001', effective: 'now' }));
    allowed(await bill(store, at('2026-04-01T00:30:00Z')));
    expect(await generated(store)).toMatchObject([{ at: end - 1, fields: { kwh: '60' } }]);
    allowed(await bill(store, at('2026-05-01T00:30:00Z')));
    expect(await generated(store)).toHaveLength(1);
  });

  test('whose event cannot be rated parks the profile with the reason, and billing goes on once it is mended', async () => {
    const store = await utility();
    await read(store, '100', at('2026-03-10'));
    const energy = store.get('catalog', siteId, { kind: 'product', code: 'ENERGY' }) ?? expect.fail();
    const object = { ...energy.object, resource: 'USD' } as typeof energy.object;
    store.seed({ put: 'catalog', value: { ...energy, object } });
    await bill(store, at('2026-04-01T00:30:00Z'));
    const profile = () => store.get('billingProfile', siteId, { customerId: '1001', billingProfileId: '1001' });
    expect(profile()?.parked?.reason).toContain('PER_CYCLE could not make its event for METER-1: NO_RATE');
    expect(finalised(store)).toEqual([]);
    store.seed({ put: 'catalog', value: energy });
    allowed(await bill(store, at('2026-04-01T00:40:00Z')));
    expect(await generated(store)).toHaveLength(1);
    expect(profile()?.parked).toBeNull();
  });

  test('of a balance that two services share is refused: each would pay for both', async () => {
    const store = await utility();
    const more = { subscriptionId: '1001', bundle: 'POWER', identifier: 'METER-2', products: [], promotionCodes: [] };
    allowed(await addBundle({ ...store, systemTime: () => START })(callAt(START), more));
    await read(store, '100', at('2026-03-10'));
    await read(store, '10', at('2026-03-11'), 'METER-2');
    await bill(store, at('2026-04-01T00:30:00Z'));
    const profile = store.get('billingProfile', siteId, { customerId: '1001', billingProfileId: '1001' });
    expect(profile?.parked?.reason).toContain('Give each its own balance group');
  });

  test('of a billing profile is for the service that it names, through a product without one', async () => {
    const store = await utility();
    stock(
      store,
      {
        kind: 'eventGenerator',
        object: {
          ...{ code: 'STANDING', name: 'Standing', linkedTo: 'billing-profile', serviceType: 'ENERGY' },
          identifier: 'METER-1',
          mapper: { kwh: { from: 'constant', value: '10' } },
        },
      },
      { kind: 'product', object: product({ code: 'MEMBER', eventGenerators: ['STANDING'] }) },
      {
        kind: 'bundle',
        object: {
          ...{ code: 'MEMBER', name: 'Member', validFrom: 0, validTo: FOREVER },
          items: [{ product: 'MEMBER', quantity: '1', optional: false }],
        },
      },
    );
    const member = { subscriptionId: '1001', bundle: 'MEMBER', products: [], promotionCodes: [] };
    allowed(await addBundle({ ...store, systemTime: () => START })(callAt(START), member));
    allowed(await bill(store, at('2026-04-01T00:30:00Z')));
    const made = await generated(store);
    expect(made.map(({ fields, id }) => [id.split('-')[1], fields?.['kwh']])).toEqual([
      ['PER_CYCLE', '0'],
      ['STANDING', '10'],
    ]);
    expect(await differences(store)).toEqual([]);
  });
});
