import { describe, expect, test } from 'vitest';
import type { Product } from '../../../domain/catalog/catalog.ts';
import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import type { Price } from '../../../domain/catalog/price.ts';
import { cycleOfCounter } from '../../../domain/ledger/counter-key.ts';
import type { DraftEntry } from '../../../domain/ledger/entry.ts';
import { decimalText, sum } from '../../../domain/money/decimal.ts';
import { APRIL, at, grant, MARCH, UsageWorld, usageMessage, usageProduct } from '../../support/usage-world.ts';

/** Weekends and weekdays: 1 April 2026 is a free day, which begins at midnight in Ljubljana. */
const CALENDAR: CatalogObject = {
  kind: 'tariffCalendar',
  object: {
    ...{ code: 'week', name: 'Week', holidays: ['2026-04-01'] },
    bands: [
      { band: 'free', days: ['sat', 'sun', 'holiday'], from: '00:00', to: '24:00' },
      { band: 'work', days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '00:00', to: '24:00' },
    ],
  },
};
const tiers = (first: string, then: string): Price => ({
  model: 'graduated',
  basis: 'cycle',
  counter: 'MINUTES',
  tiers: [
    { upTo: '10', unitPrice: first },
    { upTo: null, unitPrice: then },
  ],
});
const callsFor = (work: readonly Price[], free: readonly Price[]): Product => ({
  ...usageProduct('voice', { model: 'flat', amount: '0' }, { allowance: 'MIN' }),
  versions: [
    {
      validFrom: 0,
      price: { model: 'flat', amount: '0' },
      ratePlan: {
        calendar: 'week',
        otherwise: 'reject',
        rates: [
          { timeBand: 'work', details: work.map((price) => ({ price })) },
          { timeBand: 'free', details: free.map((price) => ({ price })) },
        ],
      },
    },
  ],
});
const CALLS = callsFor([tiers('1', '0.5')], [tiers('0.2', '0.1')]);

const MIN = { code: 'MIN', name: 'Minutes', kind: 'unit', ratingScale: 6, billingScale: 0 } as const;
const EUR = { code: 'EUR', name: 'Euro', kind: 'monetary', currency: 'EUR', ratingScale: 6, billingScale: 2 } as const;
const ordered = { consumptionOrder: 'earliest-end' } as const;

async function call(from: string, to: string, grants: readonly DraftEntry[] = [], calls = CALLS) {
  const world = new UsageWorld([calls], {
    resources: [
      { ...EUR, ...ordered },
      { ...MIN, ...ordered },
      { ...MIN, ...ordered, code: 'MINUTES', counter: true },
    ],
    catalog: [CALENDAR],
    grants,
  });
  world.now = at(to);
  await world.rate([
    usageMessage({ id: 'c', serviceType: 'voice', identifier: 'voice-1', at: at(from), fields: { end: to } }),
  ]);
  expect([...world.suspended.values()]).toEqual([]);
  const { buckets, unbilled, counters } = world.head();
  return {
    left: [...buckets.values()].filter(({ resource }) => resource === 'MIN').map(({ amount }) => decimalText(amount)),
    money: decimalText(sum([...unbilled.values()].map(({ net }) => net))),
    counted: [...counters].map(([key, amount]) => [cycleOfCounter(key), decimalText(amount)]),
  };
}

test('over the edge of a band, of a tier and of an allowance at once: every minute has its own price', async () => {
  // 20 minutes of work and 10 of a free day; 5 are in hand; the first 10 that cost something are dearer.
  expect(await call('2026-03-27T22:40:00Z', '2026-03-27T23:10:00Z', [grant('MIN', '-5', MARCH)])).toEqual({
    left: ['0'],
    // 10 × 1 + 5 × 0.5 of work, then 10 × 0.1.
    money: '13.5',
    counted: [[MARCH.from, '25']],
  });
});

test('in the hour that the clock skips a call is as long as it was', async () => {
  // 29 March 2026: from 2 to 3 o'clock there is nothing.
  expect((await call('2026-03-29T00:50:00Z', '2026-03-29T01:10:00Z')).money).toBe('3');
});

describe('a call over the edge of a band', () => {
  // 20 minutes of work and 10 of a free day.
  const cost = async (work: readonly Price[], free: readonly Price[], inHand?: string) => {
    const grants = inHand === undefined ? [] : [grant('MIN', inHand, MARCH)];
    return (await call('2026-03-27T22:40:00Z', '2026-03-27T23:10:00Z', grants, callsFor(work, free))).money;
  };
  const flat = (amount: string): Price => ({ model: 'flat', amount });
  const each = (unitPrice: string, minimumCharge?: string): Price => ({
    ...{ model: 'per-unit', unitPrice },
    ...(minimumCharge === undefined ? {} : { minimumCharge }),
  });

  test('pays a flat price once, as where it began', async () => {
    expect(await cost([flat('1')], [flat('0.3')])).toBe('1');
    expect(await cost([flat('1'), each('0.1')], [each('0.01'), flat('0.3')])).toBe('3.1');
  });

  test('pays each of several flat prices, and one that only a later band has', async () => {
    expect(await cost([flat('1'), flat('2')], [flat('0.3'), flat('0.4')])).toBe('3');
    expect(await cost([each('0.1')], [each('0.1'), flat('0.3')])).toBe('3.3');
  });

  test('pays the flat price of the band in which it begins to cost something', async () => {
    expect(await cost([flat('1')], [flat('0.3')], '-20')).toBe('0.3');
    expect(await cost([flat('1')], [flat('0.3')], '-30')).toBe('0');
  });

  test('pays a minimum by all of its parts together', async () => {
    expect(await cost([each('0.01', '0.5')], [each('0.01', '0.5')])).toBe('0.5');
    expect(await cost([each('0.01', '0.25')], [each('0.01', '0.25')])).toBe('0.3');
    expect(await cost([each('0.01', '0.5')], [each('0.01', '0.8')])).toBe('0.8');
    expect(await cost([each('0.1', '0.5')], [each('0.01', '0.5')])).toBe('2.1');
    expect(await cost([each('0.1', '0.5'), each('0.001', '0.4')], [each('0.01', '0.5')])).toBe('2.5');
  });
});

describe('a call belongs to the cycle in which it began, also what of it lies in another band', () => {
  // The cycle ends at midnight in UTC, the band at midnight in Ljubljana, two hours before.
  const zones = ['2026-03-31T23:50:00Z', '2026-04-01T22:10:00Z'] as const;

  test('it uses that cycle’s allowance, not that of the next one', async () => {
    const grants = [grant('MIN', '-15', MARCH, 'grant:1'), grant('MIN', '-2000', APRIL, 'grant:2')];
    const { left } = await call(...zones, grants);
    expect(left).toEqual(['0', '-2000']);
  });

  test('it counts there', async () => {
    expect((await call(...zones)).counted.map(([cycle]) => cycle)).toEqual([MARCH.from]);
  });
});
