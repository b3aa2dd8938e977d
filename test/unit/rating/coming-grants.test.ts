import { expect, test } from 'vitest';
import type { Product } from '../../../domain/catalog/catalog.ts';
import { endPurchases } from '../../../domain/subscription/end-purchases.ts';
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
    world,
    units: [...buckets.values()].flatMap((bucket) => (bucket.resource === 'MB' ? [bucket.amount.toFixed()] : [])),
    money: [...unbilled.values()].map(({ cycle, net }) => [cycle, net.toFixed()]),
  };
}

test('what billing will grant may be used before it has run', async () => {
  expect(await usesInApril({})).toMatchObject({ units: ['60'], money: [[APRIL.from, '0']] });
});

test('who used it and leaves before billing has run had it: it comes, and what is left of it goes', async () => {
  const { world } = await usesInApril({});
  const account = await world.ledgers.load('demo', '1');
  if (account === null) throw new Error('there is a ledger');
  const left = endPurchases(account, { book: world.book, now: world.now }, ({ purchaseId }) =>
    purchaseId === '7' ? { at: world.now, as: 'cancelled' } : null,
  );
  if (!left.ok) throw new Error(left.error.detail);
  const since = left.value.head.tail.slice(account.head.tail.length);
  expect(since.map(({ kind, impacts }) => [kind, impacts.map(({ amount }) => amount.toFixed())])).toEqual([
    ['cycle', ['-100']],
    ['expiry', ['40']],
  ]);
  expect(left.value.profile.purchases.at(-1)).toMatchObject({ status: 'cancelled', validTo: world.now });
});

test('an inactive customer renews nothing, so that nothing comes: what is used is paid', async () => {
  expect(await usesInApril({ status: 'inactive' })).toMatchObject({ units: [], money: [[APRIL.from, '3']] });
});
