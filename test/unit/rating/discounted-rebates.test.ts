import { describe, expect, test } from 'vitest';
import type { DiscountEffect } from '../../../domain/catalog/discount.ts';
import type { Price } from '../../../domain/catalog/price.ts';
import { decimalText, sum } from '../../../domain/money/decimal.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import { NOON, UsageWorld, usageMessage, usageProduct } from '../../support/usage-world.ts';

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
async function cost(price: Price, effect: DiscountEffect, volumes: readonly string[], parallel = false) {
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
          ...{ validFrom: 0, validTo: FOREVER, status: 'active' },
        },
      ],
    }),
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
    expect(await cost(VOLUME, percent('10'), ['100', '1'], true)).toBe('45.45');
  });

  test('as one event costs, so do many', async () => {
    expect(await cost(VOLUME, percent('25'), ['60', '30', '20', '5'])).toBe(await cost(VOLUME, percent('25'), ['115']));
  });
});

test('what a price gives by itself is a present, which no discount makes smaller', async () => {
  expect(await cost({ model: 'per-unit', unitPrice: '-0.1' }, percent('50'), ['10'])).toBe('-1');
});
