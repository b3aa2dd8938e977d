import { beforeEach, expect, test } from 'vitest';
import type { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import { anaBuys, at, shopAt } from '../../support/shops/shop.ts';
import { apiOver } from './api.ts';
import type { Ask, Told } from './ask.ts';

const NOW = at('2026-03-15T10:00:00Z');
const SERVICE = { serviceType: 'VOICE', identifier: '041-111-222' };

let store: InMemoryStore;
let ask: (operation: string, ask?: Ask) => Promise<Told>;

/** Ana calls at 0.05 a unit, and may owe 100 EUR. */
beforeEach(async () => {
  store = shopAt(NOW);
  store.seed({
    put: 'catalog',
    value: {
      siteId: 'demo',
      kind: 'creditProfile',
      code: 'LIMIT',
      object: {
        ...{ code: 'LIMIT', name: 'A hundred', paymentTypes: [], isDefault: true },
        limits: [{ resource: 'EUR', limit: '100', hard: true, thresholds: [] }],
      },
      version: 0,
    },
  });
  ask = apiOver(store);
  expect((await ask('onboardCustomer', { body: anaBuys() })).status).toBe(201);
});

const inSession = (operation: string, body: object, reservationId = 'call;1') =>
  ask(operation, { path: { reservationId }, body: { ...SERVICE, ...body } });
const reserve = (body: object) =>
  ask('reserveUsage', { body: { id: 'call;1', ...SERVICE, expiresInSeconds: 600, ...body } });
/** 22 % VAT on top of what the first month has cost. */
const owed = async () => {
  const { body } = await ask('authorizeUsage', { body: { ...SERVICE, quantity: '1' } });
  return body.balances.find(({ resource }: { resource: string }) => resource === 'EUR');
};

test('a call from the question to its charge', async () => {
  const before = await owed();
  expect(await ask('authorizeUsage', { body: { ...SERVICE, quantity: '10' } })).toMatchObject({
    status: 200,
    body: {
      at: '2026-03-15T10:00:00Z',
      requested: '10',
      granted: '10',
      unit: 'unit',
      amounts: [{ balanceGroupId: '1001', resource: 'EUR', amount: '0.61' }],
    },
  });
  const reserved = await reserve({ quantity: '10' });
  expect(reserved).toMatchObject({
    status: 201,
    body: { id: 'call;1', granted: '10', expiresAt: '2026-03-15T10:10:00Z', at: '2026-03-15T10:00:00Z' },
  });
  expect(await owed()).toEqual({ ...before, held: '0.61' });
  expect(await reserve({ quantity: '10' })).toEqual({ ...reserved, status: 200 });
  expect(await inSession('extendReservation', { quantity: '20', expiresInSeconds: 900 })).toMatchObject({
    status: 200,
    body: { granted: '20', expiresAt: '2026-03-15T10:15:00Z' },
  });
  const { body: committed } = await inSession('commitReservation', { at: reserved.body.at, quantity: '12' });
  expect(committed).toMatchObject({
    outcome: 'committed',
    reservation: 'held',
    product: 'VOICE_USE',
    quantity: '12',
    amounts: [{ resource: 'EUR', amount: '0.732' }],
    overrun: null,
  });
  const again = await inSession('commitReservation', { at: reserved.body.at, quantity: '12' });
  expect(again).toMatchObject({ status: 200, body: { ...committed, outcome: 'duplicate' } });
  expect(await inSession('releaseReservation', {})).toMatchObject({ status: 200, body: { outcome: 'nothing-held' } });
  const events = await ask('listCustomerEvents', { path: { customerId: '1001' } });
  expect(events.body.items).toMatchObject([{ eventId: 'call;1', quantity: '12', amount: '0.732' }]);
  const kinds = (await ask('listEntries', { path: { balanceGroupId: '1001' } })).body.items;
  expect(kinds.slice(0, 3).map(({ kind }: { kind: string }) => kind)).toEqual(['usage', 'reserve', 'reserve']);
});

test('what the limit does not allow is told with what it would', async () => {
  const { amount } = await owed();
  const most = Math.floor(((100 - Number(amount)) / 0.061) * 1e6) / 1e6;
  const refused = await reserve({ quantity: '100000' });
  expect(refused).toMatchObject({
    status: 402,
    headers: { 'content-type': 'application/problem+json' },
    body: { code: 'charging.limit_reached', reason: 'LIMIT_REACHED' },
  });
  // Rounded to six digits, so that the last one or two may still fit.
  expect(Number(refused.body.granted)).toBeCloseTo(most, 4);
  expect(refused.body.detail).toContain(refused.body.granted);
  expect(await reserve({ quantity: '100000', partial: true })).toMatchObject({
    status: 201,
    body: { requested: '100000', granted: refused.body.granted },
  });
});

test.for([
  ['a service that nobody has', { identifier: '999' }, 404, 'request.not_found', 'UNKNOWN_SERVICE'],
  ['no measure at all', { quantity: undefined }, 422, 'charging.not_rated', 'INVALID_QUANTITY'],
  ['a measure twice', { fields: { quantity: '1' } }, 422, 'charging.not_rated', 'INVALID_QUANTITY'],
  ['the future', { at: '2026-03-15T11:00:00Z' }, 422, 'charging.not_rated', 'IN_FUTURE'],
] as const)('told at once: %s', async ([, change, status, code, reason]) => {
  expect(await reserve({ quantity: '1', ...change })).toMatchObject({ status, body: { code, reason } });
  expect(store.usage).toEqual([]);
  expect(store.all('suspense', 'demo')).toEqual([]);
});

test.for([
  ['no quantity', { quantity: '0' }, '/quantity'],
  ['less than none', { quantity: '-1' }, '/quantity'],
  ['for ever', { expiresInSeconds: 86_401 }, '/expiresInSeconds'],
  ['for no time', { expiresInSeconds: 0 }, '/expiresInSeconds'],
  ['an id with a slash', { id: 'a/b' }, '/id'],
  ['a field that is a list', { fields: { to: [] } }, '/fields/to'],
  ['a field of another form', { channel: 1 }, '/channel'],
] as const)('a form must be right: %s', async ([, change, pointer]) => {
  expect(await reserve({ quantity: '1', ...change })).toMatchObject({
    status: 422,
    body: { code: 'request.invalid', errors: [{ pointer }] },
  });
});

test('the same id for something else is refused, and nothing is extended that is not there', async () => {
  await reserve({ quantity: '1' });
  expect(await reserve({ quantity: '2' })).toMatchObject({ status: 409, body: { code: 'charging.session_conflict' } });
  expect(await inSession('extendReservation', { quantity: '2', expiresInSeconds: 9 }, 'other')).toMatchObject({
    status: 409,
    body: { code: 'charging.session_over' },
  });
});

test('whoever listens to refused limits hears of it once', async () => {
  store.seed({
    put: 'catalog',
    value: {
      siteId: 'demo',
      kind: 'notificationRule',
      code: 'REFUSED',
      object: {
        ...{ code: 'REFUSED', name: 'Refused', event: 'limit.refused', enabled: true },
        publishers: [{ action: 'log' }],
      },
      version: 0,
    },
  });
  await reserve({ quantity: '100000' });
  await reserve({ quantity: '200000' });
  const told = store.all('notification', 'demo');
  expect(told).toMatchObject([{ type: 'limit.refused', facts: { resource: 'EUR' } }]);
});
