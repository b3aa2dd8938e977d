import { describe, expect, test } from 'vitest';
import type { DiscountEffect } from '../../../domain/catalog/discount.ts';
import type { Price } from '../../../domain/catalog/price.ts';
import type { DraftEntry } from '../../../domain/ledger/entry.ts';
import { decimalText, sum } from '../../../domain/money/decimal.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import { grant, MARCH, NOON, UsageWorld, usageMessage, usageProduct } from '../../support/usage-world.ts';

/** All units cost 0.50 instead of 1.00 as soon as there are more than 100 of the cycle. */
const VOLUME: Price = {
  model: 'volume',
  basis: 'cycle',
  tiers: [
    { upTo: '100', unitPrice: '1' },
    { upTo: null, unitPrice: '0.5' },
  ],
};

const percent = (value: string): DiscountEffect => ({ type: 'percentage', value });

/** What events of these volumes cost with a discount, one after the other. */
async function cost(
  price: Price,
  effect: DiscountEffect,
  volumes: readonly string[],
  { parallel = false, until = FOREVER, grants = [] as readonly DraftEntry[] } = {},
) {
  const world = new UsageWorld([usageProduct('data', price)], {
    catalog: [
      {
        kind: 'discount',
        object: {
          ...{ code: 'OFF', name: 'Off', mode: 'advanced', validFrom: 0, validTo: FOREVER, priority: 1 },
          ...{
            combination: parallel ? 'parallel' : 'sequential',
            appliesAt: 'rating',
            rules: [{ filter: {}, effect }],
          },
        },
      },
    ],
    contract: () => ({
      discounts: [
        {
          ...{ purchaseId: 'd', subscriptionId: '1', bundle: 'b', discount: 'OFF' },
          ...{ validFrom: 0, validTo: until, status: 'active' },
        },
      ],
    }),
    grants,
  });
  for (const [index, volume] of volumes.entries()) {
    await world.rate([usageMessage({ id: `${index}`, at: NOON + index * 1000, fields: { volume } })]);
  }
  expect(world.suspended.size).toBe(0);
  expect(world.verify()).toBeNull();
  return decimalText(sum([...world.head().unbilled.values()].map(({ net }) => net)));
}

describe('what a cheaper tier gives back was discounted, too', () => {
  test.each([
    { effect: percent('10'), because: '101 at 0.50 less a tenth', total: '45.45' },
    { effect: percent('100'), because: 'nothing was paid, so nothing comes back', total: '0' },
    {
      effect: { type: 'flat', value: '3' } as const,
      because: '3 off the first event; the second costs nothing',
      total: '47.5',
    },
  ])('$because', async ({ effect, total }) => {
    expect(await cost(VOLUME, effect, ['100', '1'])).toBe(total);
  });

  test('a parallel discount takes its part of the original charge either way', async () => {
    expect(await cost(VOLUME, percent('10'), ['100', '1'], { parallel: true })).toBe('45.45');
  });

  test('as one event costs, so do many', async () => {
    expect(await cost(VOLUME, percent('25'), ['60', '30', '20', '5'])).toBe(await cost(VOLUME, percent('25'), ['115']));
  });
});

describe('what nobody paid does not come back', () => {
  const units = { type: 'consume', resource: 'MB' } as const;
  const inHand = (amount: string) => ({ grants: [grant('MB', amount, MARCH)] });

  test.each([
    { free: '-100', total: '0', because: 'all units before were covered' },
    { free: '-101', total: '0', because: 'all of them are' },
    { free: '-50', total: '25.25', because: 'half of them were: half of 101 at 0.50' },
  ])('$free in hand: $because', async ({ free, total }) => {
    expect(await cost(VOLUME, units, ['100', '1'], inHand(free))).toBe(total);
  });

  test.each([
    { effect: percent('100'), total: '0', because: 'a discount that is over had made it free' },
    { effect: percent('40'), total: '30.3', because: 'it had taken 40 % off' },
  ])('$because', async ({ effect, total }) => {
    expect(await cost(VOLUME, effect, ['100', '1'], { until: NOON + 500 })).toBe(total);
  });

  test('a flat amount that had made every event free', async () => {
    const flat = { type: 'flat', value: '25' } as const;
    // 100 for nothing; the last one gives 49.50 back of nothing.
    expect(await cost(VOLUME, flat, ['25', '25', '25', '25', '1'])).toBe('0');
    // Of 10 that were paid, 10 come back.
    expect(await cost(VOLUME, flat, ['25', '25', '25', '35', '1'])).toBe('0');
  });
});

test('what a price gives by itself is a present, which no discount makes smaller', async () => {
  expect(await cost({ model: 'per-unit', unitPrice: '-0.1' }, percent('50'), ['10'])).toBe('-1');
});
