import { expect, test } from 'vitest';
import type { Product } from '../../../domain/catalog/catalog.ts';
import type { RatingProfile } from '../../../domain/subscription/subscription.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import { APRIL, at, MARCH, profileOf, UsageWorld, usageMessage, usageProduct } from '../../support/usage-world.ts';

const DATA_USAGE = usageProduct(
  'data',
  { model: 'per-unit', unitPrice: '0.05' },
  { allowance: 'MB', nonActiveRating: 'RATE_INACTIVE' },
);
const ALLOWANCE: Product = {
  ...usageProduct('none', { model: 'flat', amount: '-100' }),
  code: 'allowance',
  type: 'recurring',
  cycle: 'forward',
  eventType: 'monthly',
  resource: 'MB',
};

/** It is April, and March is not billed yet: who bought 100 MB a month uses 60. */
async function usesInApril(contract: Partial<RatingProfile>) {
  const world = new UsageWorld([DATA_USAGE], {
    catalog: [
      { kind: 'product', object: ALLOWANCE },
      { kind: 'eventType', object: { code: 'monthly', name: 'Monthly', interval: { unit: 'month', count: 1 } } },
    ],
    contract: () => ({
      purchases: [
        ...profileOf([DATA_USAGE]).purchases,
        {
          purchaseId: '7',
          subscriptionId: '1',
          bundle: 'b',
          product: 'allowance',
          quantity: '1',
          validFrom: MARCH.from,
          validTo: FOREVER,
          status: 'active',
          chargedThrough: MARCH.to,
        },
      ],
      ...contract,
    }),
  });
  world.now = at('2026-04-02T12:00:00Z');
  await world.rate([usageMessage({ id: '1', at: world.now, fields: { volume: '60' } })]);
  expect(world.verify()).toBeNull();
  const { buckets, unbilled } = world.head();
  return {
    units: [...buckets.values()].flatMap((bucket) => (bucket.resource === 'MB' ? [bucket.amount.toFixed()] : [])),
    money: [...unbilled.values()].map(({ cycle, net }) => [cycle, net.toFixed()]),
  };
}

test('what billing will grant may be used before it has run', async () => {
  expect(await usesInApril({})).toEqual({ units: ['60'], money: [[APRIL.from, '0']] });
});

test('an inactive customer renews nothing, so that nothing comes: what is used is paid', async () => {
  expect(await usesInApril({ status: 'inactive' })).toEqual({ units: [], money: [[APRIL.from, '3']] });
});
