import { expect, test } from 'vitest';
import type { UsageNeeds } from '../../../functions/ports.ts';
import { at, UsageWorld, usageMessage, usageProduct } from '../../support/usage-world.ts';

const DATA = usageProduct('data', { model: 'per-unit', unitPrice: '0.02' });
const VOICE = usageProduct('voice', { model: 'per-unit', unitPrice: '1' });
const newWorld = () => new UsageWorld([DATA, VOICE]);
const voice = (end: string) => usageMessage({ id: 'v', serviceType: 'voice', identifier: 'voice-1', fields: { end } });
const volume = (value: unknown) => usageMessage({ id: 'x', fields: { volume: value } });

test.for([
  { because: 'it is not JSON', message: '{"id": ', reason: 'MALFORMED' },
  { because: 'it is empty', message: ' ', reason: 'MALFORMED' },
  { because: 'it is a number', message: '42', reason: 'INVALID_EVENT' },
  { because: 'it is null', message: 'null', reason: 'INVALID_EVENT' },
  { because: 'its type is another', message: { ...volume('1'), type: 'other.v1' }, reason: 'INVALID_EVENT' },
  { because: 'it has no id', message: { ...volume('1'), id: '' }, reason: 'INVALID_EVENT' },
  { because: 'its time is no time', message: { ...volume('1'), time: '15.3.2026' }, reason: 'INVALID_EVENT' },
  {
    because: 'its time does not exist',
    message: { ...volume('1'), time: '2026-02-30T25:00:00Z' },
    reason: 'INVALID_EVENT',
  },
  { because: 'a field is an object', message: volume({ a: 1 }), reason: 'INVALID_EVENT' },
  { because: 'a number lost digits on its way', message: volume(12345678901234567000), reason: 'INVALID_EVENT' },
  { because: '1e308 is no plain number', message: volume(1e308), reason: 'INVALID_EVENT' },
  { because: 'the site does not exist', message: usageMessage({ id: 'x', site: 'elsewhere' }), reason: 'UNKNOWN_SITE' },
  {
    because: 'the identifier is unknown',
    message: usageMessage({ id: 'x', identifier: 'data-77' }),
    reason: 'UNKNOWN_SERVICE',
  },
  {
    because: 'the identifier belongs to another service type',
    message: usageMessage({ id: 'x', serviceType: 'voice', identifier: 'data-1' }),
    reason: 'UNKNOWN_SERVICE',
  },
  {
    because: 'a mandatory field is missing',
    message: usageMessage({ id: 'x', fields: { cell: 'A' } }),
    reason: 'MISSING_FIELD',
  },
  { because: 'a mandatory field is empty', message: volume(''), reason: 'MISSING_FIELD' },
  { because: 'the quantity is NaN', message: volume('NaN'), reason: 'INVALID_FIELD' },
  { because: 'the quantity is 1e308', message: volume('1e308'), reason: 'INVALID_FIELD' },
  {
    because: 'the quantity has 40 digits',
    message: volume('1234567890123456789012345678901234567890'),
    reason: 'INVALID_FIELD',
  },
  { because: 'the quantity is negative', message: volume('-1'), reason: 'INVALID_QUANTITY' },
  { because: 'the call ends before it starts', message: voice('2026-03-15T11:00:00Z'), reason: 'INVALID_QUANTITY' },
  { because: 'the end is no time', message: voice('soon'), reason: 'INVALID_FIELD' },
  {
    because: 'it is of the future',
    message: usageMessage({ id: 'x', at: at('2026-03-31T12:06:00Z') }),
    reason: 'IN_FUTURE',
  },
  { because: 'it is ancient', message: usageMessage({ id: 'x', at: at('0014-11-18T15:40:26Z') }), reason: 'TOO_OLD' },
  {
    because: 'a text is too long',
    message: usageMessage({ id: 'x', fields: { volume: '1', cell: 'x'.repeat(256_000) } }),
    reason: 'INVALID_EVENT',
  },
])('a message waits in suspense because $because, and its neighbours are rated', async ({ message, reason }) => {
  const world = newWorld();
  const neighbours = [usageMessage({ id: 'before' }), usageMessage({ id: 'after' })];
  const outcome = await world.rate([neighbours[0], message, neighbours[1]]);
  expect(outcome).toEqual({ received: 3, rated: 2, duplicate: 0, suspended: 1, failedMessageIds: [], faults: [] });
  const [kept] = world.suspended.values();
  expect(kept).toMatchObject({
    reason,
    siteId: 'demo',
    payload: typeof message === 'string' ? message : JSON.stringify(message),
  });
  expect(kept?.detail).toMatch(/\w+/);
});

test('one wrong event of an array is suspended alone, with its own text', async () => {
  const world = newWorld();
  const outcome = await world.rate([[usageMessage({ id: '1' }), volume('-1'), usageMessage({ id: '2' })]]);
  expect(outcome).toMatchObject({ received: 3, rated: 2, suspended: 1 });
  expect([...world.suspended.values()].map(({ payload }) => JSON.parse(payload))).toEqual([volume('-1')]);
});

test('the clock of a producer may run five minutes ahead', async () => {
  const world = newWorld();
  expect(await world.rate([usageMessage({ id: 'x', at: at('2026-03-31T12:05:00Z') })])).toMatchObject({ rated: 1 });
});

test('a test clock that was just moved is read again before an event is taken for one of the future', async () => {
  const world = newWorld();
  const ports = world.ports();
  let refreshed = false;
  const moved = {
    ...ports,
    siteTime: {
      ...ports.siteTime,
      now: async () => (refreshed ? at('2026-04-02T00:00:00Z') : at('2026-03-01T00:00:00Z')),
      refresh: async () => {
        refreshed = true;
      },
    },
  };
  expect(await world.rate([usageMessage({ id: 'x', at: at('2026-04-01T12:00:00Z') })], moved)).toMatchObject({
    rated: 1,
  });
});

test('a product sold a second ago prices its first event: the catalog is read again before usage is refused', async () => {
  const world = newWorld();
  const ports = world.ports();
  const outdated = { ...world.book, version: 0, products: new Map() };
  let asked = 0;
  const priceBooks = {
    current: async () => outdated,
    fresh: async () => {
      asked += 1;
      return world.book;
    },
    forCustomer: ports.priceBooks.forCustomer,
  };
  expect(await world.rate([usageMessage({ id: 'x' })], { ...ports, priceBooks })).toMatchObject({
    rated: 1,
    suspended: 0,
  });
  expect(asked).toBe(1);
});

test('a fault of one balance group brings back its messages only', async () => {
  const world = new UsageWorld([DATA], { groups: 2 });
  const ports = world.ports();
  const failing = {
    ...ports,
    ledgers: {
      ...ports.ledgers,
      loadForUsage: async (siteId: string, group: string, needs: UsageNeeds) => {
        if (group === '1') throw new Error('the table is throttled');
        return ports.ledgers.loadForUsage(siteId, group, needs);
      },
    },
  };
  const messages = [usageMessage({ id: '1', identifier: 'data-1' }), usageMessage({ id: '2', identifier: 'data-2' })];
  const outcome = await world.rate(messages, failing);
  expect(outcome).toMatchObject({ rated: 1, failedMessageIds: ['m0'], faults: ['Error: the table is throttled'] });
  expect(await world.rate(messages)).toMatchObject({ rated: 1, duplicate: 1, failedMessageIds: [] });
});

test('a message that suspense cannot keep comes back alone', async () => {
  const world = newWorld();
  const ports = world.ports();
  const suspense = {
    suspend: async (record: Parameters<typeof ports.suspense.suspend>[0]) => {
      if (record.payload.includes('too large')) throw new Error('Item size has exceeded the maximum');
      await ports.suspense.suspend(record);
    },
  };
  const outcome = await world.rate(['too large', 'small', usageMessage({ id: '1' })], { ...ports, suspense });
  expect(outcome).toMatchObject({ rated: 1, suspended: 1, failedMessageIds: ['m0'] });
});

test('an identifier that changed hands a moment ago leads to its new holder, not into suspense', async () => {
  const world = new UsageWorld([DATA], { groups: 2 });
  const ports = world.ports();
  const message = usageMessage({ id: '1', identifier: 'data-2' });
  let forgotten = false;
  const services = {
    // What is kept says that group 1 has it; its contract knows nothing of it.
    holders: async (site: string, identifier: string) => {
      const holders = await ports.services.holders(site, identifier);
      return forgotten ? holders : holders.map((holder) => ({ ...holder, balanceGroupId: '1' }));
    },
    forget: () => {
      forgotten = true;
    },
  };
  const outcome = await world.rate([message], { ...ports, services });
  expect(outcome).toMatchObject({ received: 1, rated: 1, suspended: 0, failedMessageIds: [] });
  expect(world.head('2').usageCount).toBe(1);
  expect(world.tally).toEqual({ received: 1, rated: 1, duplicate: 0, suspended: 0 });
});
