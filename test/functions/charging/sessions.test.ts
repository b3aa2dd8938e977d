import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { draftEntry } from '../../../domain/ledger/open-ledger.ts';
import { dec } from '../../../domain/money/decimal.ts';
import type { UsageNeeds } from '../../../functions/ports.ts';
import { at, grant, MARCH, UsageWorld, usageMessage, usageProduct } from '../../support/usage-world.ts';
import { chargingIn, creditProfile, holdOf, topUp } from './charging-world.ts';

const DATA = usageProduct('data', { model: 'per-unit', unitPrice: '1' });
const VOICE = usageProduct('voice', { model: 'per-unit', unitPrice: '2' });
const prepaid = (grants = [topUp('50')]) =>
  new UsageWorld([DATA, VOICE], { grants, contract: () => ({ paymentType: 'prepaid' }) });

let world: UsageWorld;
let charge: ReturnType<typeof chargingIn>;
const start = (of: UsageWorld) => {
  world = of;
  charge = chargingIn(of);
};
beforeEach(() => start(prepaid()));

const money = (group = '1') =>
  [...world.head(group).buckets]
    .filter(([key]) => key.startsWith('EUR'))
    .reduce((total, [, { amount }]) => total.plus(amount), dec('0'))
    .toFixed();
/** Ids like real ones, which deflate cannot shrink: so that tails fill and chunks are sealed. */
const realId = (id: string) => createHash('sha256').update(id).digest('base64').repeat(2);
const EUR = (amount: string, balanceGroupId = '1') => [{ balanceGroupId, resource: 'EUR', amount }];

describe('authorize', () => {
  test('says what it would cost and writes nothing', async () => {
    const before = world.head();
    expect(await charge.authorize({ quantity: '12' })).toMatchObject({
      requested: '12',
      granted: '12',
      unit: 'MB',
      drawn: EUR('12'),
      balances: { EUR: '-50 (0 held)' },
    });
    expect(world.head()).toEqual(before);
  });

  test('of more than the limit allows, the largest part, to six digits', async () => {
    start(
      new UsageWorld([usageProduct('data', { model: 'per-unit', unitPrice: '3' })], {
        grants: [topUp('50')],
        contract: () => ({ paymentType: 'prepaid' }),
      }),
    );
    expect(await charge.authorize({ quantity: '100' })).toMatchObject({
      granted: '16.666666',
      drawn: EUR('49.999998'),
    });
  });

  test('in whole increments: 50 EUR are 25 minutes at 2 EUR, also when 61 seconds count as two minutes', async () => {
    expect(await charge.authorize({ serviceType: 'voice', quantity: '100' })).toMatchObject({ granted: '25' });
    expect(await charge.authorize({ serviceType: 'voice', quantity: '1.1' })).toMatchObject({ requested: '2' });
    const fields = { end: '2026-03-31T12:01:01Z' };
    expect(await charge.authorize({ serviceType: 'voice', fields })).toMatchObject({ requested: '2', drawn: EUR('4') });
  });

  test('what the field measures may be granted in part, too', async () => {
    expect(await charge.authorize({ fields: { volume: '80' } })).toMatchObject({ requested: '80', granted: '50' });
  });

  test('without a limit it is everything', async () => {
    start(new UsageWorld([DATA]));
    expect(await charge.authorize({ quantity: '1000000' })).toMatchObject({ granted: '1000000' });
  });

  test('a postpaid limit refuses only where it is hard', async () => {
    start(new UsageWorld([DATA], { catalog: [creditProfile({ limit: '20' })] }));
    expect(await charge.authorize({ quantity: '100' })).toMatchObject({ granted: '20' });
    start(new UsageWorld([DATA], { catalog: [creditProfile({ limit: '20', hard: false })] }));
    expect(await charge.authorize({ quantity: '100' })).toMatchObject({ granted: '100' });
  });

  test.for([
    ['nobody has the service', { group: '7', quantity: '1' }, 'request.not_found', 'UNKNOWN_SERVICE'],
    ['no such service type', { serviceType: 'fax', quantity: '1' }, 'charging.not_rated', 'UNKNOWN_SERVICE_TYPE'],
    ['neither quantity nor field', {}, 'charging.not_rated', 'INVALID_QUANTITY'],
    ['quantity and field', { quantity: '1', fields: { volume: '2' } }, 'charging.not_rated', 'INVALID_QUANTITY'],
    ['a field of the wrong form', { fields: { volume: 'much' } }, 'charging.not_rated', 'INVALID_QUANTITY'],
    ['in the future', { quantity: '1', at: at('2026-04-01T00:00:00Z') }, 'charging.not_rated', 'IN_FUTURE'],
    ['long ago', { quantity: '1', at: at('2020-04-01T00:00:00Z') }, 'charging.not_rated', 'TOO_OLD'],
  ] as const)('tells at once: %s', async ([, asked, refused, reason]) => {
    expect(await charge.authorize(asked)).toMatchObject({ refused, reason });
  });
});

describe('reserve, commit, release', () => {
  test('prepaid 50: 12 are set aside, then charged: 38 left, and the bill line shows 12', async () => {
    expect(await charge.reserve({ quantity: '12' })).toMatchObject({
      granted: '12',
      isNew: true,
      balances: { EUR: '-50 (12 held)' },
    });
    expect(money()).toBe('-50');
    expect(await charge.commit({ quantity: '12' })).toMatchObject({
      outcome: 'committed',
      reservation: 'held',
      quantity: '12',
      drawn: EUR('12'),
      overrun: null,
      balances: { EUR: '-38 (0 held)' },
    });
    expect([...world.head().unbilled.values()].map(({ net }) => net.toFixed())).toEqual(['12']);
    expect(world.head().holds.size).toBe(0);
    expect(world.verify()).toBeNull();
  });

  test('what a session would give back is nobody’s before it is charged', async () => {
    const price = {
      model: 'volume',
      basis: 'cycle',
      tiers: [
        { upTo: '100', unitPrice: '1' },
        { upTo: null, unitPrice: '0.5' },
      ],
    } as const;
    start(
      new UsageWorld([usageProduct('data', price), VOICE], {
        grants: [topUp('100')],
        contract: () => ({ paymentType: 'prepaid' }),
      }),
    );
    await world.rate([usageMessage({ id: 'all', at: world.now - 60_000, fields: { volume: '100' } })]);
    // One more makes all of them cheaper: it would cost 50.5 − 100.
    expect(await charge.reserve({ id: 's1', quantity: '1' })).toMatchObject({ granted: '1', drawn: EUR('-49.5') });
    expect(await charge.authorize({ serviceType: 'voice', quantity: '1' })).toMatchObject({ granted: '0' });
    await charge.release({ id: 's1' });
    expect(money()).toBe('0');
    await charge.reserve({ id: 's2', quantity: '1' });
    expect(await charge.commit({ id: 's2', quantity: '1' })).toMatchObject({ reservation: 'held', overrun: null });
    expect(await charge.authorize({ serviceType: 'voice', quantity: '1' })).toMatchObject({ granted: '1' });
    expect(world.verify()).toBeNull();
  });

  test('what is set aside is nobody else’s', async () => {
    await charge.reserve({ id: 's1', quantity: '30' });
    expect(await charge.authorize({ quantity: '30' })).toMatchObject({ granted: '20' });
    expect(await charge.reserve({ id: 's2', quantity: '30' })).toMatchObject({
      refused: 'charging.limit_reached',
      granted: '20',
      reason: 'LIMIT_REACHED',
    });
    expect(world.head().holds.has(holdOf('s2'))).toBe(false);
    expect(await charge.reserve({ id: 's2', quantity: '30', partial: true })).toMatchObject({ granted: '20' });
    expect(await charge.reserve({ id: 's3', quantity: '1', partial: true })).toMatchObject({
      refused: 'charging.limit_reached',
      granted: '0',
    });
    const { suspended } = await world.rate([usageMessage({ id: 'e1', at: world.now, fields: { volume: '1' } })]);
    expect(suspended).toBe(1);
  });

  test('what a session did not use is there again', async () => {
    await charge.reserve({ quantity: '50' });
    expect(await charge.commit({ quantity: '10' })).toMatchObject({ balances: { EUR: '-40 (0 held)' } });
    await charge.reserve({ id: 's2', quantity: '40' });
    expect(await charge.release({ id: 's2' })).toMatchObject({
      outcome: 'released',
      balances: { EUR: '-40 (0 held)' },
    });
    expect(await charge.authorize({ quantity: '100' })).toMatchObject({ granted: '40' });
    expect(world.verify()).toBeNull();
  });

  test('releasing again, or what never was, does nothing', async () => {
    await charge.reserve({ quantity: '10' });
    await charge.release({});
    const { seq } = world.head();
    expect(await charge.release({})).toMatchObject({ outcome: 'nothing-held' });
    expect(await charge.release({ id: 'other' })).toMatchObject({ outcome: 'nothing-held' });
    expect(world.head().seq).toBe(seq);
  });

  test('more than was set aside is charged, passes the limit by the overrun alone, and says so', async () => {
    await charge.reserve({ quantity: '50' });
    expect(await charge.commit({ quantity: '58' })).toMatchObject({
      overrun: { quantity: '8', drawn: EUR('8') },
      balances: { EUR: '8 (0 held)' },
    });
  });

  test('a session that used nothing is an event of nothing', async () => {
    await charge.reserve({ quantity: '5' });
    expect(await charge.commit({ quantity: '0' })).toMatchObject({ quantity: '0', drawn: [], overrun: null });
    expect(world.head().usageCount).toBe(1);
  });

  test('the final measure may come as the field, and a call of 61 seconds takes two of its three minutes', async () => {
    await charge.reserve({ serviceType: 'voice', quantity: '3' });
    expect(await charge.commit({ serviceType: 'voice', fields: { end: '2026-03-31T12:01:01Z' } })).toMatchObject({
      quantity: '2',
      drawn: EUR('4'),
    });
  });

  test('a session belongs to its start: the cycle that began meanwhile is not charged', async () => {
    const began = world.now;
    await charge.reserve({ quantity: '10', seconds: 86_400 });
    world.now = at('2026-04-01T01:00:00Z');
    expect(await charge.commit({ quantity: '10', at: began })).toMatchObject({ reservation: 'held' });
    expect([...world.head().unbilled.values()].map(({ cycle }) => cycle)).toEqual([MARCH.from]);
  });

  test('a service that was switched off while it was used is charged for what it used', async () => {
    let isOff = false;
    const off = new UsageWorld([DATA], { grants: [topUp('50')], contract: () => ({ paymentType: 'prepaid' }) });
    const { ledgers } = off;
    const ports = {
      ...off.ports(),
      ledgers: {
        ...ledgers,
        loadForUsage: async (site: string, group: string, needs: UsageNeeds) => {
          const account = await ledgers.loadForUsage(site, group, needs);
          if (account === null || !isOff) return account;
          const services = account.profile.services.map((service) => ({ ...service, status: 'inactive' as const }));
          return { ...account, profile: { ...account.profile, services } };
        },
      },
    };
    start(off);
    charge = chargingIn(off, ports);
    await charge.reserve({ quantity: '5' });
    isOff = true;
    expect(await charge.reserve({ id: 's2', quantity: '5' })).toMatchObject({ reason: 'NOT_ACTIVE' });
    expect(await charge.commit({ quantity: '5' })).toMatchObject({ outcome: 'committed', drawn: EUR('5') });
  });
});

describe('the id of a session counts once', () => {
  test('the same reservation again is the same answer, even when the first was cut', async () => {
    const first = await charge.reserve({ quantity: '60', partial: true });
    world.now += 5_000;
    const { seq } = world.head();
    const second = await charge.reserve({ quantity: '60', partial: true });
    expect(second).toEqual({ ...first, isNew: false });
    expect(world.head().seq).toBe(seq);
  });

  test.for([
    ['another quantity', { quantity: '11' }],
    ['less', { quantity: '9' }],
    ['another field', { quantity: '10', fields: { cell: '2' } }],
    ['another time', { quantity: '10', at: at('2026-03-31T11:00:00Z') }],
  ] as const)('%s under the same id is refused', async ([, asked]) => {
    await charge.reserve({ quantity: '10', fields: {} });
    expect(await charge.reserve({ partial: true, ...asked })).toMatchObject({ refused: 'charging.session_conflict' });
    expect(await charge.commit({ quantity: '10' })).toMatchObject({ reservation: 'held' });
  });

  test('two services may use the same id', async () => {
    await charge.reserve({ quantity: '10' });
    expect(await charge.reserve({ serviceType: 'voice', quantity: '5' })).toMatchObject({ isNew: true });
    expect(world.head().holds.size).toBe(2);
  });

  test('a commit again tells the first result, overrun and all', async () => {
    await charge.reserve({ quantity: '10' });
    const { balances: _, ...first } = await charge.commit({ quantity: '12' });
    await charge.reserve({ id: 's2', quantity: '1' });
    const { balances: __, ...second } = await charge.commit({ quantity: '12' });
    expect(first).toMatchObject({ outcome: 'committed', overrun: { quantity: '2', drawn: EUR('2') } });
    expect(second).toEqual({ ...first, outcome: 'duplicate' });
    expect(world.head().usageCount).toBe(1);
  });

  test('also when its entries are sealed long since', async () => {
    await charge.reserve({ quantity: '1' });
    const began = world.now;
    await charge.commit({ quantity: '1', at: began });
    for (let batch = 0; batch < 40; batch++) {
      world.now += 60_000;
      const events = Array.from({ length: 10 }, (_, index) => realId(`${batch}-${index}`));
      await world.rate(events.map((id) => usageMessage({ id, at: world.now, fields: { volume: '0.1' } })));
    }
    expect(world.head().tail.some(({ id }) => id === 's1')).toBe(false);
    expect(await charge.commit({ quantity: '1', at: began })).toMatchObject({
      outcome: 'duplicate',
      reservation: 'held',
      overrun: null,
    });
    expect(await charge.reserve({ quantity: '1', at: began })).toMatchObject({ refused: 'charging.session_over' });
  });

  test('the same reservation again, and an extension, know what was asked also when that is sealed long since', async () => {
    const asked = { quantity: '10', fields: { cell: 'A' }, seconds: 86_400 };
    const first = await charge.reserve(asked);
    for (let batch = 0; batch < 40; batch++) {
      world.now += 1000;
      const events = Array.from({ length: 10 }, (_, index) => realId(`${batch}-${index}`));
      await world.rate([events.map((id) => usageMessage({ id, at: world.now, fields: { volume: '0' } }))]);
    }
    expect(world.head().tail.some(({ id }) => id === 's1')).toBe(false);
    expect(await charge.reserve(asked)).toEqual({ ...first, isNew: false });
    expect(await charge.extend({ quantity: '12' })).toMatchObject({ granted: '12' });
    expect(world.entries().findLast(({ kind }) => kind === 'reserve')?.fields).toEqual({ cell: 'A' });
  });

  test('a commit with another content is refused', async () => {
    await charge.commit({ quantity: '10' });
    expect(await charge.commit({ quantity: '11' })).toMatchObject({ refused: 'charging.session_conflict' });
    await charge.reserve({ id: 's2', quantity: '1' });
    expect(await charge.commit({ id: 's2', quantity: '1', at: world.now - 1000 })).toMatchObject({
      refused: 'charging.session_conflict',
    });
  });

  test('nothing is set aside for a session that was charged', async () => {
    await charge.commit({ quantity: '1' });
    expect(await charge.reserve({ quantity: '1' })).toMatchObject({ refused: 'charging.session_over' });
  });

  test('the same event by a queue is a repeat, and the other way round; what was set aside is given back', async () => {
    await charge.reserve({ quantity: '10' });
    const message = usageMessage({ id: 's1', at: world.now, fields: { volume: '7' } });
    expect(await world.rate([message])).toMatchObject({ rated: 1 });
    expect(world.head().holds.size).toBe(1);
    expect(await charge.commit({ fields: { volume: '7' } })).toMatchObject({ outcome: 'duplicate', quantity: '7' });
    expect(world.head().holds.size).toBe(0);
    await charge.commit({ id: 's2', quantity: '3' });
    expect(await world.rate([usageMessage({ id: 's2', at: world.now, fields: { volume: '3' } })])).toMatchObject({
      rated: 0,
      duplicate: 1,
    });
    expect(world.verify()).toBeNull();
  });
});

describe('time', () => {
  test('what is over counts for nothing, and the next entry clears it away', async () => {
    await charge.reserve({ quantity: '50', seconds: 60 });
    world.now += 59_999;
    expect(await charge.authorize({ quantity: '50' })).toMatchObject({ granted: '0' });
    world.now += 1;
    expect(await charge.authorize({ quantity: '50' })).toMatchObject({ granted: '50' });
    expect(await charge.release({})).toMatchObject({ outcome: 'nothing-held' });
    expect(world.head().holds.size).toBe(1);
    await charge.reserve({ id: 's2', quantity: '50' });
    expect([...world.head().holds.keys()]).toEqual([holdOf('s2')]);
    expect(world.verify()).toBeNull();
  });

  test('a commit after the end is charged like any event, and says so', async () => {
    const began = world.now;
    await charge.reserve({ id: 's1', quantity: '50', seconds: 60 });
    world.now += 60_000;
    await charge.reserve({ id: 's2', quantity: '45' });
    expect(await charge.commit({ id: 's1', quantity: '10', at: began })).toMatchObject({
      outcome: 'committed',
      reservation: 'ended',
      overrun: { quantity: '10', drawn: EUR('10') },
    });
    expect(await charge.commit({ id: 's3', quantity: '1' })).toMatchObject({ reservation: 'unknown' });
  });

  test('the same id may be reserved again after its end, and its new hold stays', async () => {
    await charge.reserve({ quantity: '50', seconds: 60 });
    world.now += 60_000;
    expect(await charge.reserve({ quantity: '20', seconds: 60 })).toMatchObject({ isNew: true, granted: '20' });
    expect(world.head().holds.get(holdOf())?.quantity.toFixed()).toBe('20');
    expect(world.verify()).toBeNull();
  });
});

describe('extend', () => {
  test('what the session has counts for it, and the total is what is asked', async () => {
    await charge.reserve({ quantity: '30' });
    expect(await charge.extend({ quantity: '45', seconds: 900 })).toMatchObject({
      granted: '45',
      expiresAt: world.now + 900_000,
      balances: { EUR: '-50 (45 held)' },
    });
    expect(await charge.extend({ quantity: '60' })).toMatchObject({ refused: 'charging.limit_reached', granted: '50' });
    expect(await charge.extend({ quantity: '60', partial: true })).toMatchObject({ granted: '50' });
    expect(await charge.extend({ quantity: '5' })).toMatchObject({ balances: { EUR: '-50 (5 held)' } });
    expect(world.verify()).toBeNull();
  });

  test('nothing set aside, nothing to extend', async () => {
    expect(await charge.extend({ quantity: '1' })).toMatchObject({ refused: 'charging.session_over' });
    await charge.reserve({ quantity: '1', seconds: 1 });
    world.now += 1000;
    expect(await charge.extend({ quantity: '1' })).toMatchObject({ refused: 'charging.session_over' });
  });
});

test('a ledger keeps a thousand open sessions, and those that are over make room', async () => {
  const hold = {
    service: 's-data',
    at: world.now,
    expiresAt: world.now + 1000,
    quantity: dec('0'),
    impacts: [],
    counts: [],
  };
  const reserve = (id: string) =>
    draftEntry({ kind: 'reserve', id, at: world.now, recordedAt: world.now, service: 's-data', hold: { id, ...hold } });
  world.append(Array.from({ length: 1000 }, (_, place) => reserve(holdOf(`many-${place}`))));
  expect(await charge.reserve({ quantity: '1' })).toMatchObject({ refused: 'charging.too_many_sessions' });
  expect(await charge.extend({ id: 'many-7', quantity: '1' })).toMatchObject({ granted: '1' });
  world.now += 1000;
  expect(await charge.reserve({ quantity: '1' })).toMatchObject({ granted: '1' });
  expect([...world.head().holds.keys()]).toEqual([holdOf('many-7'), holdOf()]);
});

test('an allowance is set aside before money, in its order of use', async () => {
  start(
    new UsageWorld([usageProduct('data', { model: 'per-unit', unitPrice: '1' }, { allowance: 'MB' })], {
      grants: [grant('MB', '-100', MARCH), topUp('50')],
      contract: () => ({ paymentType: 'prepaid' }),
    }),
  );
  expect(await charge.reserve({ quantity: '120' })).toMatchObject({
    granted: '120',
    drawn: [
      { balanceGroupId: '1', resource: 'MB', amount: '100' },
      { balanceGroupId: '1', resource: 'EUR', amount: '20' },
    ],
    balances: { MB: '-100 (100 held)', EUR: '-50 (20 held)' },
  });
  expect(await charge.authorize({ quantity: '1000' })).toMatchObject({ granted: '30', drawn: EUR('30') });
  expect(await charge.commit({ quantity: '90' })).toMatchObject({
    drawn: [{ resource: 'MB', amount: '90' }],
    balances: { MB: '-10 (0 held)', EUR: '-50 (0 held)' },
  });
});
