import { expect, test } from 'vitest';
import { chargingIn } from '../../functions/charging/charging-world.ts';
import { DATA_USAGE, RollingWorld } from '../../support/rolling-world.ts';
import { at, NOON, profileOf, usageMessage } from '../../support/usage-world.ts';

const EARLY = at('2026-04-01T01:00:00Z');

test('what will be rolled over can be used before billing has come by, and before the new grant', async () => {
  const world = new RollingWorld({ intervals: 1 });
  expect(await world.use('40', NOON)).toBe('0');
  // 60 of March, 100 of April.
  expect(await world.use('150', EARLY)).toBe('0');
  expect(await world.use('15', EARLY)).toBe('0.05');
  await world.bill();
  expect(await world.use('10', EARLY)).toBe('0.1');
});

test('what was used of it ahead is not there any more for late usage of the ended cycle', async () => {
  const world = new RollingWorld({ intervals: 1 });
  expect(await world.use('70', EARLY)).toBe('0');
  // 70 of the 100 of March went to April, which still has 100 of its own.
  expect(await world.use('40', NOON)).toBe('0.1');
  expect(await world.use('110', EARLY)).toBe('0.1');
  await world.bill();
  expect(await world.use('1', NOON)).toBe('0.01');
  expect(await world.use('1', EARLY)).toBe('0.01');
});

test('nor for late usage of a cycle that is over, when billing is more than one cycle late', async () => {
  const world = new RollingWorld({ intervals: 1 });
  const may = at('2026-05-01T01:00:00Z');
  expect(await world.use('70', may)).toBe('0');
  // 100 of March, and of the 100 of April the 30 that did not go to May.
  expect(await world.use('131', at('2026-04-15T01:00:00Z'))).toBe('0.01');
  // 100 of May itself.
  expect(await world.use('101', may)).toBe('0.01');
});

test('late usage of the ended cycle still finds what was rolled over, after what was not', async () => {
  const world = new RollingWorld({ intervals: 1, maximumPerInterval: '30' });
  world.now = EARLY;
  await world.bill();
  expect(await world.use('80', NOON)).toBe('0');
  const left = [...world.head().buckets.values()].filter(({ resource }) => resource === 'MB');
  expect(left.map(({ origin, amount }) => [origin, amount.toFixed()])).toEqual([
    ['grant:7', '0'],
    ['rollover:7', '-20'],
    ['grant:7', '-100'],
  ]);
});

test('what is used ahead is at most what will be rolled over', async () => {
  const world = new RollingWorld({ intervals: 1, maximumPerInterval: '30' });
  expect(await world.use('20', EARLY)).toBe('0');
  // 10 are left of March for April, and 100 of April itself.
  expect(await world.use('111', EARLY)).toBe('0.01');
  // 100 - 30 that went to April.
  expect(await world.use('71', NOON)).toBe('0.01');
  await world.bill();
  expect(await world.use('1', EARLY)).toBe('0.01');
  expect(await world.use('1', NOON)).toBe('0.01');
});

test('what a session has set aside stays its own when the rest of the grant is rolled over', async () => {
  const world = new RollingWorld({ intervals: 1 });
  const charge = chargingIn(world);
  const began = world.now;
  expect(await charge.reserve({ quantity: '50', seconds: 86_400 })).toMatchObject({ granted: '50' });
  // Before and after billing: 50 of March and 100 of April are for others.
  expect(await world.use('60', EARLY)).toBe('0');
  await world.bill();
  expect(await world.use('100', EARLY)).toBe('0.1');
  expect(await charge.commit({ quantity: '50', at: began })).toMatchObject({ reservation: 'held', overrun: null });
  expect(await world.use('1', EARLY)).toBe('0.01');
});

test('nothing rolls over to an inactive customer', async () => {
  const late = { ...DATA_USAGE, nonActiveRating: 'RATE_INACTIVE' as const };
  const world = new RollingWorld({ intervals: 1 }, { status: 'inactive', purchases: profileOf([late]).purchases });
  world.now = EARLY;
  await world.rate([usageMessage({ id: '1', at: EARLY, fields: { volume: '1' } })]);
  expect([...world.suspended.values()].map(({ reason }) => reason)).toEqual(['NOT_ACTIVE']);
});
