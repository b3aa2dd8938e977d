import { beforeEach, expect, test } from 'vitest';
import { FOREVER } from '../../../domain/time/instant.ts';
import { onboardingContract } from '../../../functions/http/contract/onboarding.ts';
import { onboardingHandlers } from '../../../functions/http/handlers/onboarding.ts';
import { httpDoor } from '../../../functions/shared/http-door.ts';
import { onceCommit } from '../../../functions/shared/idempotency.ts';
import type { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import { anaBuys, at, SITE, shopAt } from '../../support/shops/shop.ts';
import { askDoor, type Told } from './ask.ts';

let store: InMemoryStore;
let ask: (operation: string, question?: Parameters<ReturnType<typeof askDoor>>[1]) => Promise<Told>;

beforeEach(() => {
  store = shopAt(at('2026-03-10T13:30:00Z'));
  const { records, ledgers, siteTime, systemTime, priceBooks, sequences, randomId } = store;
  const commit = onceCommit({ commit: store.commit, records });
  const ports = { records, ledgers, siteTime, systemTime, priceBooks, sequences, randomId, commit };
  const handlers = onboardingHandlers(ports);
  ask = askDoor(
    httpDoor({ door: 'onboarding', contract: onboardingContract, handlers, ports: { records, siteTime } }),
    onboardingContract,
  );
});

/** What is on sale besides: a discount with the add-on, and a coupon. */
function seedPromotions(): void {
  const always = { validFrom: 0, validTo: FOREVER };
  const objects = [
    {
      kind: 'discount' as const,
      object: {
        ...{ code: 'LOYAL', name: 'Loyalty', mode: 'advanced' as const, ...always, priority: 1 },
        ...{ combination: 'sequential' as const, appliesAt: 'billing' as const },
        rules: [{ filter: {}, effect: { type: 'percentage' as const, value: '10' } }],
      },
    },
    {
      kind: 'bundle' as const,
      object: {
        ...{ code: 'CLUB', name: 'Club', ...always, items: [] },
        discounts: [{ discount: 'LOYAL', optional: true }],
      },
    },
    {
      kind: 'coupon' as const,
      object: { code: 'HALF', name: 'Half', type: 'percentage' as const, value: '50', ...always, products: ['SETUP'] },
    },
  ];
  store.seed(
    ...objects.map(({ kind, object }) => {
      return { put: 'catalog', value: { siteId: SITE.siteId, kind, code: object.code, object, version: 0 } } as const;
    }),
  );
}

const BODY = anaBuys({ products: [{ bundle: 'MOBILE', product: 'SETUP', purchase: true }] });

test('answers what was created and what is due now', async () => {
  const told = await ask('onboardCustomer', { body: BODY });
  expect(told.status).toBe(201);
  expect(told.headers).toMatchObject({ location: '/v1/customers/1001' });
  expect(told.body).toMatchObject({
    customerId: '1001',
    subscriptionId: '1001',
    status: 'active',
    activeBill: { billId: '1001', from: '2026-03-09T23:00:00Z', to: '2026-03-31T22:00:00Z' },
    nextBill: { billId: '1002', from: '2026-03-31T22:00:00Z', to: '2026-04-30T22:00:00Z' },
    grants: [{ resource: 'MB', amount: '1000', from: '2026-03-10T13:30:00Z', to: '2026-03-31T22:00:00Z' }],
    dueNow: {
      currency: 'EUR',
      lines: [
        {
          product: 'FEE',
          net: '21.29',
          tax: '4.68',
          total: '25.97',
          from: '2026-03-10T13:30:00Z',
          to: '2026-03-31T22:00:00Z',
        },
        { product: 'SETUP', net: '50', tax: '11', total: '61', from: null, to: null },
      ],
      net: '71.29',
      tax: '15.68',
      total: '86.97',
    },
  });
  expect(told.body.purchases[2]).toEqual({
    purchaseId: '1003',
    serviceId: '1001',
    bundle: 'MOBILE',
    product: 'DATA_USE',
    quantity: '1',
    identifier: '041-111-222',
    status: 'active',
    validFrom: '2026-03-10T13:30:00Z',
    validTo: '9999-01-01T00:00:00Z',
  });
});

test('a preview answers the same without ids and writes nothing', async () => {
  const preview = await ask('previewOnboarding', { body: BODY });
  expect(preview.status).toBe(200);
  expect(store.commits).toEqual([]);
  const { body } = await ask('onboardCustomer', { body: BODY });
  expect(preview.body.dueNow).toEqual(body.dueNow);
  expect(preview.body.grants).toEqual(body.grants);
  expect(preview.body).not.toHaveProperty('customerId');
});

test('the same Idempotency-Key onboards once and answers the same', async () => {
  const headers = { 'idempotency-key': 'first-of-march' };
  const [one, other] = await Promise.all([
    ask('onboardCustomer', { body: BODY, headers }),
    ask('onboardCustomer', { body: BODY, headers }),
  ]);
  const again = await ask('onboardCustomer', { body: BODY, headers });
  expect([one.status, other.status, again.status]).toEqual([201, 201, 201]);
  expect(other.body).toEqual(one.body);
  expect(again.body).toEqual(one.body);
  expect(store.all('customer', SITE.siteId)).toHaveLength(1);
  const changed = await ask('onboardCustomer', { body: anaBuys(), headers });
  expect([changed.status, changed.body.code]).toEqual([422, 'idempotency.key_reused']);
});

test('reads what people type: spaces in IBAN and phone, small letters, no end', async () => {
  const { status } = await ask('onboardCustomer', {
    body: {
      ...anaBuys({}, { phone: '00386 41 111-222', country: 'si', email: ' ana@example.com ' }),
      payment: {
        method: 'direct_debit',
        mandate: { id: 'M-1', signedOn: '2026-03-01', bic: 'ljbasi2x', iban: 'si56 2633 0001 2039 086' },
      },
      subscription: { ...anaBuys().subscription, products: [{ bundle: 'MOBILE', product: 'FEE', validTo: null }] },
    },
  });
  expect(status).toBe(201);
  expect(store.all('contact', SITE.siteId)).toMatchObject([
    { phone: '+38641111222', country: 'SI', email: 'ana@example.com' },
  ]);
  expect(store.all('paymentInfo', SITE.siteId)).toMatchObject([
    { mandate: { bic: 'LJBASI2X', iban: 'SI56263300012039086' } },
  ]);
});

test.each([
  ['onboardCustomer', { customer: {}, payment: { method: 'barter' }, subscription: {} }, '/payment/method'],
  ['previewOnboarding', { ...BODY, customer: { ...BODY.customer, firstName: '   ' } }, '/customer/firstName'],
  ['onboardCustomer', { ...BODY, coupon: 'X' }, '/coupon'],
  [
    'onboardCustomer',
    anaBuys({ products: [{ bundle: 'MOBILE', product: 'FEE', quantity: '-1' }] }),
    '/subscription/products/0/quantity',
  ],
  ['onboardCustomer', anaBuys({}, { phone: '12' }), '/customer/phone'],
])('%s names the field that is wrong', async (operation, body, pointer) => {
  const told = await ask(operation, { body });
  expect([told.status, told.body.code]).toEqual([422, 'request.invalid']);
  expect(told.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  expect(store.commits).toEqual([]);
});

test('only customer service onboards', async () => {
  expect((await ask('onboardCustomer', { as: 'customer-service', body: BODY })).status).toBe(201);
  expect((await ask('onboardCustomer', { as: 'pricing', body: BODY })).status).toBe(403);
  expect((await ask('previewOnboarding', { as: 'finance', body: BODY })).status).toBe(403);
});

test('tells which discounts were bought and what the codes took off', async () => {
  seedPromotions();
  const { customer, payment, subscription } = BODY;
  const promotion = {
    discounts: [{ bundle: 'CLUB', discount: 'LOYAL', purchase: true }],
    promotionCodes: [' half '],
  };
  const body = { customer, payment, subscription: { ...subscription, ...promotion } };
  const told = await ask('onboardCustomer', { body });
  expect(told.status).toBe(201);
  expect(told.body).toMatchObject({
    discounts: [{ purchaseId: '1006', bundle: 'CLUB', discount: 'LOYAL', status: 'active' }],
    codes: [{ code: 'HALF', type: 'coupon', amount: '25' }],
    dueNow: {
      lines: [
        { product: 'FEE', net: '21.29' },
        { product: 'SETUP', net: '50' },
        { product: 'SETUP', discount: 'HALF', net: '-25', tax: '-5.5', quantity: '0' },
      ],
    },
  });
  expect(told.body.discounts[0].validTo).toBe('9999-01-01T00:00:00Z');
});

test('names a code that does not work by its place', async () => {
  const { customer, payment, subscription } = BODY;
  const body = { customer, payment, subscription: { ...subscription, promotionCodes: ['NOTHING'] } };
  for (const operation of ['previewOnboarding', 'onboardCustomer']) {
    const told = await ask(operation, { body });
    expect(told).toMatchObject({
      status: 422,
      body: { code: 'code.unknown', errors: [{ pointer: '/subscription/promotionCodes/0' }] },
    });
  }
});
