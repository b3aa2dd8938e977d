import { beforeEach, describe, expect, test } from 'vitest';
import { CATALOG_EXAMPLES } from '../../../functions/http/contract/catalog/examples.ts';
import { catalogContract } from '../../../functions/http/contract/catalog.ts';
import { catalogHandlers } from '../../../functions/http/handlers/catalog.ts';
import { CATALOG_KINDS } from '../../../functions/http/routes/catalog.ts';
import { httpDoor } from '../../../functions/shared/http-door.ts';
import { onceCommit } from '../../../functions/shared/idempotency.ts';
import type { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import { askDoor, type Told } from './ask.ts';
import { OTHER_SITE, SITE, storeWithSites } from './test-site.ts';

const START = '2026-01-01T00:00:00Z';
const RESOURCES = {
  EUR: { code: 'EUR', name: 'Euro', kind: 'monetary', currency: 'EUR', symbol: '€' },
  MB: { code: 'MB', name: 'Megabytes', kind: 'unit', ratingScale: 0, billingScale: 0 },
} as const;
const MONTHLY = { code: 'monthly', name: 'Monthly', interval: { unit: 'month', count: 1 } };
const ITEM = { code: 'fees', name: 'Fees', type: 'subscription' };
const VAT = { code: 'vat', name: 'VAT', percent: '19.00', validFrom: START };
const DATA = {
  code: 'data',
  name: 'Data',
  mandatoryFields: [{ name: 'megabytes', type: 'decimal' }],
  quantity: { from: 'field', field: 'megabytes' },
  unit: 'MB',
};
const FEE = {
  code: 'fee',
  name: 'Monthly fee',
  type: 'recurring',
  resource: 'EUR',
  billItem: 'fees',
  cycle: 'forward',
  eventType: 'monthly',
  versions: [{ validFrom: START, price: { model: 'flat', amount: '9.90' }, tax: 'vat' }],
};
const USAGE = {
  code: 'data-usage',
  name: 'Data usage',
  type: 'usage',
  resource: 'EUR',
  billItem: 'fees',
  serviceType: 'data',
  allowance: 'MB',
  versions: [{ validFrom: START, price: { model: 'per-unit', unitPrice: '0.01' } }],
};
const BUNDLE = { code: 'basic', name: 'Basic', validFrom: START, items: [{ product: 'fee' }] };
const PLAN = { code: 'plan', name: 'Plan', bundles: ['basic'], validFrom: START, status: 'active' };

let store: InMemoryStore;
let ask: (operation: string, question?: Parameters<ReturnType<typeof askDoor>>[1]) => Promise<Told>;

beforeEach(() => {
  store = storeWithSites();
  const { records, siteTime, randomId } = store;
  const handlers = catalogHandlers({ records, commit: onceCommit({ commit: store.commit, records }), randomId });
  ask = askDoor(
    httpDoor({ door: 'catalog', contract: catalogContract, handlers, ports: { records, siteTime } }),
    catalogContract,
  );
});

const create = async (kind: string, body: unknown): Promise<void> => {
  const told = await ask(`create${kind}`, { body });
  expect(told.body).not.toHaveProperty('errors');
  expect(told.status).toBe(201);
};

async function createEverything(): Promise<void> {
  await create('Resource', RESOURCES.EUR);
  await create('Resource', RESOURCES.MB);
  await create('EventType', MONTHLY);
  await create('BillItem', ITEM);
  await create('Tax', VAT);
  await create('ServiceType', DATA);
  await create('Product', FEE);
  await create('Product', USAGE);
  await create('Bundle', BUNDLE);
  await create('Plan', PLAN);
}

/** Reads, changes and replaces. */
async function replace(kind: string, code: string, change: object): Promise<Told> {
  const { body, etag } = await ask(`get${kind}`, { path: { code } });
  return ask(`update${kind}`, { path: { code }, body: { ...body, ...change }, headers: { 'if-match': etag } });
}

describe('a catalog object', () => {
  test('is created with its defaults, read back, listed by code and found under its location', async () => {
    const created = await ask('createResource', { body: RESOURCES.EUR });
    expect(created).toMatchObject({ status: 201, etag: '"1"', headers: { location: '/v1/resources/EUR' } });
    expect(created.body).toEqual({
      ...RESOURCES.EUR,
      ratingScale: 6,
      billingScale: 2,
      consumptionOrder: 'earliest-end',
    });
    expect(await ask('getResource', { path: { code: 'EUR' } })).toMatchObject({ status: 200, body: created.body });
    await create('Resource', RESOURCES.MB);
    const { body } = await ask('listResources', { query: { limit: '1' } });
    expect(body.items.map(({ code }: { code: string }) => code)).toEqual(['EUR']);
    const next = await ask('listResources', { query: { limit: '1', cursor: body.nextCursor } });
    expect(next.body).toMatchObject({ items: [{ code: 'MB' }], nextCursor: null });
  });

  test('keeps amounts as canonical text and validity without an end as the year 9999', async () => {
    const { body } = await ask('createTax', { body: VAT });
    expect(body).toEqual({ ...VAT, percent: '19', inclusive: false, validTo: '9999-01-01T00:00:00Z' });
    expect((await ask('createTax', { body: { ...VAT, code: 'v2', validTo: null } })).body.validTo).toBe(body.validTo);
  });

  test.for([
    ['JPY', 0],
    ['EUR', 2],
    ['KWD', 3],
  ] as const)('money is billed in the smallest parts that %s has: %i digits', async ([code, billingScale]) => {
    const created = await ask('createResource', { body: { code, name: code, kind: 'monetary', currency: code } });
    expect(created).toMatchObject({ status: 201, body: { billingScale } });
  });

  test('raises the version of the catalog with every change, in the same commit', async () => {
    await create('CustomerType', { code: 'home', name: 'Home' });
    expect(store.get('site', SITE, {})?.catalogVersion).toBe(1);
    expect(await replace('CustomerType', 'home', { name: 'Household' })).toMatchObject({ status: 200, etag: '"2"' });
    expect((await ask('deleteCustomerType', { path: { code: 'home' } })).status).toBe(204);
    expect(store.get('site', SITE, {})?.catalogVersion).toBe(3);
    expect(store.commits.every((changes) => changes.some((change) => 'put' in change && change.put === 'site'))).toBe(
      true,
    );
  });

  test('has a code of its own', async () => {
    await create('BillItem', ITEM);
    const again = await ask('createBillItem', { body: ITEM });
    expect(again).toMatchObject({ status: 409, body: { code: 'catalog.code_taken', errors: [{ pointer: '/code' }] } });
  });

  test('is not seen from another site', async () => {
    await create('BillItem', ITEM);
    expect((await ask('getBillItem', { path: { code: 'fees' }, site: OTHER_SITE })).status).toBe(404);
    expect((await ask('deleteBillItem', { path: { code: 'fees' }, site: OTHER_SITE })).status).toBe(404);
    expect((await ask('listBillItems', { site: OTHER_SITE })).body.items).toEqual([]);
  });

  test('is replaced only on the version that was read', async () => {
    await create('BillItem', ITEM);
    const put = (headers: Record<string, string>) =>
      ask('updateBillItem', { path: { code: 'fees' }, body: { ...ITEM, name: 'New' }, headers });
    expect(await put({})).toMatchObject({ status: 428, body: { code: 'request.precondition_missing' } });
    expect(await put({ 'if-match': '*' })).toMatchObject({ status: 400 });
    expect(await put({ 'if-match': '"1"' })).toMatchObject({ status: 200, etag: '"2"' });
    expect(await put({ 'if-match': '"1"' })).toMatchObject({
      status: 412,
      body: { code: 'request.changed_meanwhile' },
    });
    const moved = await ask('updateBillItem', {
      path: { code: 'fees' },
      body: { ...ITEM, code: 'other' },
      headers: { 'if-match': '"2"' },
    });
    expect(moved).toMatchObject({ status: 422, body: { errors: [{ pointer: '/code' }] } });
  });

  test('is created by each example of the published document, in their order', async () => {
    // One kind has one example, and a booking moves money between two accounts.
    await create('GeneralLedgerAccount', { code: '1200', name: 'Receivables', type: 'asset' });
    const names = new Map<string, string>(CATALOG_KINDS.map(({ kind, name }) => [kind, name]));
    for (const [kind, body] of Object.entries(CATALOG_EXAMPLES)) await create(names.get(kind) ?? '', body);
    expect(Object.keys(CATALOG_EXAMPLES)).toHaveLength(CATALOG_KINDS.length);
  });

  test('that two operators create at once is created once', async () => {
    const told = await Promise.all([ask('createBillItem', { body: ITEM }), ask('createBillItem', { body: ITEM })]);
    expect(told.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  });
});

describe('what mentions and what is mentioned', () => {
  test('a product names every missing code and its field', async () => {
    const { status, body } = await ask('createProduct', { body: FEE });
    expect(status).toBe(422);
    expect(body.code).toBe('catalog.reference_missing');
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/resource',
      '/billItem',
      '/eventType',
      '/versions/0/tax',
    ]);
    expect(body.errors[0].message).toBe('There is no resource "EUR". Create it first.');
  });

  test.for([
    ['Resource', 'EUR', 'product "data-usage", product "fee"'],
    ['Resource', 'MB', 'product "data-usage"'],
    ['EventType', 'monthly', 'product "fee"'],
    ['ServiceType', 'data', 'product "data-usage"'],
    ['BillItem', 'fees', 'product'],
    ['Tax', 'vat', 'product "fee"'],
    ['Product', 'fee', 'bundle "basic"'],
    ['Bundle', 'basic', 'plan "plan"'],
    ['Plan', 'plan', 'was on sale'],
  ] as const)('%s %s cannot be deleted while it is used: %s', async ([kind, code, where]) => {
    await createEverything();
    const told = await ask(`delete${kind}`, { path: { code } });
    expect(told).toMatchObject({ status: 409, body: { code: 'catalog.in_use' } });
    expect(told.body.detail).toContain(where);
  });

  test('a customer type with a customer stays', async () => {
    await create('CustomerType', { code: 'home', name: 'Home' });
    store.seed({
      put: 'customer',
      value: {
        siteId: SITE,
        customerId: '1001',
        code: 'c-1',
        status: 'active',
        type: 'home',
        name: 'Ada',
        email: 'ada@example.com',
        paymentMethod: 'invoice',
        attributes: {},
        activeSubscriptions: 0,
        activeServices: 0,
        createdAt: 0,
        inactiveSince: null,
        closureDueAt: null,
        closedAt: null,
        version: 0,
      },
    });
    const told = await ask('deleteCustomerType', { path: { code: 'home' } });
    expect(told).toMatchObject({ status: 409, body: { detail: 'Customer 1001 is of this type.' } });
  });

  test.for([
    ['Plan', 'plan', { status: 'draft' }, '/status'],
    ['Plan', 'plan', { bundles: ['second'] }, '/bundles'],
    ['Bundle', 'basic', { items: [{ product: 'data-usage' }] }, '/items'],
    ['Product', 'fee', { cycle: 'arrear' }, '/cycle'],
    ['Resource', 'EUR', { ratingScale: 4 }, '/ratingScale'],
    ['EventType', 'monthly', { interval: { unit: 'month', count: 2 } }, '/interval'],
    ['Tax', 'vat', { percent: '20' }, '/percent'],
    ['Tax', 'vat', { inclusive: true }, '/inclusive'],
    [
      'Product',
      'fee',
      { versions: [{ validFrom: START, price: { model: 'flat', amount: '19.90' }, tax: 'vat' }] },
      '/versions/0',
    ],
  ] as const)(
    'what was sold keeps its meaning: %s %s with %j is refused at %s',
    async ([kind, code, change, pointer]) => {
      await createEverything();
      await create('Bundle', { ...BUNDLE, code: 'second' });
      const told = await replace(kind, code, change);
      expect(told).toMatchObject({ status: 409, body: { code: 'catalog.in_use', errors: [{ pointer }] } });
    },
  );

  test('what was sold may still get new prices, bundles and products', async () => {
    await createEverything();
    await create('Bundle', { ...BUNDLE, code: 'second', items: [{ product: 'data-usage' }] });
    const versions = [...FEE.versions, { validFrom: '2026-07-01T00:00:00Z', price: { model: 'flat', amount: '12' } }];
    expect((await replace('Product', 'fee', { versions })).status).toBe(200);
    expect((await replace('Plan', 'plan', { bundles: ['basic', 'second'], status: 'inactive' })).status).toBe(200);
    expect((await replace('Bundle', 'basic', { items: [...BUNDLE.items, { product: 'data-usage' }] })).status).toBe(
      200,
    );
  });

  test('a bundle that no plan mentions may have been bought as an add-on: it and its products stay', async () => {
    await createEverything();
    await create('Bundle', { ...BUNDLE, code: 'addon', items: [{ product: 'data-usage' }] });
    expect(await ask('deleteBundle', { path: { code: 'addon' } })).toMatchObject({
      status: 409,
      body: { code: 'catalog.in_use', detail: expect.stringContaining('add-on') },
    });
    const told = await replace('Bundle', 'addon', { items: [{ product: 'fee' }] });
    expect(told).toMatchObject({ status: 409, body: { errors: [{ pointer: '/items' }] } });
    expect((await replace('Bundle', 'addon', { validTo: '2026-03-16T00:00:00Z' })).status).toBe(200);
  });

  test('a draft plan and then what it mentioned can go', async () => {
    await createEverything();
    await create('Bundle', { ...BUNDLE, code: 'second', validFrom: '2026-07-01T00:00:00Z' });
    await create('Plan', { ...PLAN, code: 'sketch', status: 'draft', bundles: ['second'] });
    expect((await ask('deletePlan', { path: { code: 'sketch' } })).status).toBe(204);
    expect((await ask('deleteBundle', { path: { code: 'second' } })).status).toBe(204);
    expect((await ask('getBundle', { path: { code: 'second' } })).status).toBe(404);
  });
});

const without = (object: object, ...keys: string[]) =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
const priced = (price: object) => ({ ...FEE, code: 'x', versions: [{ validFrom: START, price }] });
const tiers = (...list: object[]) => priced({ model: 'graduated', basis: 'event', tiers: list });
const tier = (upTo: string | null) => ({ upTo, unitPrice: '1' });
const granted = (price: object, more: object = {}) => ({
  ...priced(price),
  resource: 'MB',
  ...more,
});

describe('bad objects are refused at the field, with the fix in words', () => {
  test.for([
    ['Resource', without(RESOURCES.EUR, 'currency'), '/currency', 'ISO 4217'],
    ['Resource', { ...RESOURCES.EUR, currency: 'euro' }, '/currency', 'ISO 4217'],
    ['Resource', { ...RESOURCES.EUR, currency: 'ZZZ' }, '/currency', 'no currency'],
    ['Resource', { ...RESOURCES.EUR, billingScale: 3 }, '/billingScale', 'at most 2'],
    ['Resource', { ...RESOURCES.EUR, currency: 'JPY', billingScale: 2 }, '/billingScale', 'at most 0'],
    ['Resource', { ...RESOURCES.MB, currency: 'EUR' }, '/currency', 'Remove'],
    ['Resource', { ...RESOURCES.EUR, billingScale: 7 }, '/billingScale', 'no more digits'],
    ['Resource', { ...RESOURCES.EUR, ratingScale: 1.5 }, '/ratingScale', 'whole number'],
    ['Resource', { ...RESOURCES.EUR, code: 'a b' }, '/code', 'letters, digits'],
    ['Resource', without(RESOURCES.EUR, 'name'), '/name', 'Add this field.'],
    ['Resource', { ...RESOURCES.EUR, extra: 1 }, '/extra', 'Remove this field'],
    ['Resource', { ...RESOURCES.EUR, kind: 'coin' }, '/kind', 'Use one of "monetary", "unit".'],
    ['EventType', { ...MONTHLY, interval: { unit: 'month', count: 0 } }, '/interval/count', '1 or more'],
    ['EventType', { ...MONTHLY, interval: { unit: 'hour', count: 1 } }, '/interval/unit', 'Use one of'],
    ['Tax', { ...VAT, percent: 19 }, '/percent', 'as text'],
    ['Tax', { ...VAT, percent: '-1' }, '/percent', 'zero or more'],
    ['Tax', { ...VAT, percent: '1e2' }, '/percent', 'no exponent'],
    ['Tax', { ...VAT, percent: '101' }, '/percent', 'at most 100'],
    ['Tax', { ...VAT, validTo: START }, '/validTo', 'after it begins'],
    ['Tax', { ...VAT, validFrom: '2026-01-01' }, '/validFrom', 'RFC 3339'],
    ['Tax', { ...VAT, validTo: '2026-02-30' }, '/validTo', 'RFC 3339'],
    ['ServiceType', { ...DATA, quantity: { from: 'field', field: 'kwh' } }, '/quantity/field', 'mandatory'],
    [
      'ServiceType',
      { ...DATA, quantity: { from: 'duration', endField: 'megabytes' } },
      '/quantity/endField',
      'instant',
    ],
    ['ServiceType', { ...DATA, optionalFields: DATA.mandatoryFields }, '/optionalFields/0/name', 'once'],
    ['ServiceType', { ...DATA, unitSize: '0' }, '/unitSize', 'more than zero'],
    ['ServiceType', { ...DATA, quantity: { from: 'sum' } }, '/quantity/from', 'Use one of'],
    ['Product', without(FEE, 'cycle'), '/cycle', 'a recurring product needs it'],
    ['Product', without(FEE, 'eventType'), '/eventType', 'a recurring product needs it'],
    ['Product', without(USAGE, 'serviceType'), '/serviceType', 'a usage product needs it'],
    ['Product', { ...FEE, allowance: 'MB' }, '/allowance', 'Remove'],
    ['Product', { ...without(FEE, 'eventType'), type: 'one-time' }, '/cycle', 'Remove'],
    ['Product', { ...FEE, versions: [] }, '/versions', 'at least one'],
    [
      'Product',
      { ...FEE, versions: [...FEE.versions, ...FEE.versions] },
      '/versions/1/validFrom',
      'after the one before',
    ],
    ['Product', priced({ model: 'flat', amount: 9.9 }), '/versions/0/price/amount', 'as text'],
    [
      'Product',
      priced({ model: 'free' }),
      '/versions/0/price/model',
      'Use one of "flat", "per-unit", "graduated", "volume"',
    ],
    ['Product', { ...FEE, versions: 'none' }, '/versions', 'Send a list here.'],
    ['Product', priced({ model: 'per-unit', unitPrice: '1', per: '0' }), '/versions/0/price/per', 'more than zero'],
    ['Product', tiers(tier('10')), '/versions/0/price/tiers/0/upTo', 'last tier open'],
    ['Product', tiers(tier(null), tier(null)), '/versions/0/price/tiers/0/upTo', 'Only the last'],
    [
      'Product',
      tiers(tier('10'), tier('10'), tier(null)),
      '/versions/0/price/tiers/1/upTo',
      'more than the tier before',
    ],
    ['Product', granted({ model: 'flat', amount: '100' }), '/versions/0/price', 'negative amount'],
    ['Product', granted({ model: 'per-unit', unitPrice: '1' }), '/versions/0/price', 'negative unit price'],
    [
      'Product',
      { ...granted({ model: 'flat', amount: '-100' }), versions: FEE.versions },
      '/versions/0/tax',
      'only money',
    ],
    ['Product', { ...USAGE, code: 'x', resource: 'MB' }, '/resource', 'usage is charged in money'],
    ['Product', { ...USAGE, code: 'x', allowance: 'EUR' }, '/allowance', 'not money'],
    ['Bundle', { ...BUNDLE, items: [...BUNDLE.items, ...BUNDLE.items] }, '/items/1/product', 'once'],
    ['Bundle', { ...BUNDLE, items: [{ product: 'fee', quantity: '0' }] }, '/items/0/quantity', 'more than zero'],
    ['Plan', { ...PLAN, bundles: [] }, '/bundles', 'at least one'],
    ['Plan', { ...PLAN, paymentTypes: ['cash'] }, '/paymentTypes/0', 'Use one of'],
  ] as const)('%s %#: %j at %s: %s', async ([kind, body, pointer, words]) => {
    await createEverything();
    const told = await ask(`create${kind}`, { body });
    expect(told.status).toBe(422);
    const found = told.body.errors.find((error: { pointer: string }) => error.pointer === pointer);
    expect(found?.message).toContain(words);
  });

  test('a grant of units is a product with a negative price', async () => {
    await createEverything();
    await create('Product', { ...granted({ model: 'flat', amount: '-100' }), code: 'grant' });
  });

  test.for(['ONE_TIME', 'USAGE'])('the event type %s is reserved', async (code) => {
    expect(await ask('createEventType', { body: { ...MONTHLY, code } })).toMatchObject({
      status: 409,
      body: { code: 'catalog.reserved' },
    });
  });
});
