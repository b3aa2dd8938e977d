import { expect, test } from 'vitest';
import type { Product } from '../../../domain/catalog/catalog.ts';
import type { Price } from '../../../domain/catalog/price.ts';
import type { RateDetail } from '../../../domain/catalog/rate-plan.ts';
import { ZERO } from '../../../domain/money/decimal.ts';
import { at, UsageWorld, usageMessage, usageProduct } from '../../support/usage-world.ts';

/** Worked examples through the whole pipeline: what customers see of rate plans and of tiers that count on. */

const planned = (details: readonly RateDetail[]): Product => {
  const price: Price = { model: 'per-unit', unitPrice: '9' };
  const product = usageProduct('data', price);
  return {
    ...product,
    versions: product.versions.map((version) => ({
      ...version,
      ratePlan: { otherwise: 'reject', rates: [{ details }] },
    })),
  };
};

/** What each event added to the running bill. */
async function costsOf(product: Product, events: readonly (readonly [time: string, volume: string])[]) {
  const world = new UsageWorld([product]);
  const costs: string[] = [];
  const total = () => [...world.head().unbilled.values()].reduce((sum, { net }) => sum.plus(net), ZERO);
  for (const [index, [time, volume]] of events.entries()) {
    const before = total();
    const outcome = await world.rate([usageMessage({ id: `${index}`, at: at(time), fields: { volume } })]);
    expect(outcome).toMatchObject({ rated: 1, suspended: 0 });
    costs.push(total().minus(before).toFixed());
  }
  return costs;
}

test('a standing charge comes once a day, beside the price of each reading', async () => {
  const product = planned([
    { price: { model: 'flat', amount: '0.686', once: 'day' } },
    { price: { model: 'per-unit', unitPrice: '0.124' } },
  ]);
  const costs = await costsOf(product, [
    ['2026-03-15T08:00:00Z', '5'],
    ['2026-03-15T20:00:00Z', '3'],
    // It is the 16th already where the site is.
    ['2026-03-15T23:30:00Z', '3'],
  ]);
  expect(costs).toEqual(['1.306', '0.372', '1.058']);
});

test('what is charged once a cycle is charged with its first event', async () => {
  const product = planned([{ price: { model: 'flat', amount: '5', once: 'cycle' } }]);
  const costs = await costsOf(product, [
    ['2026-03-15T08:00:00Z', '1'],
    ['2026-03-20T08:00:00Z', '1'],
  ]);
  expect(costs).toEqual(['5', '0']);
});

test('tiers of a rate count on over the cycle: 80 and then 50 cost 8.00 and 4.40', async () => {
  const tiers = [
    { upTo: '100', unitPrice: '0.10' },
    { upTo: '500', unitPrice: '0.08' },
    { upTo: null, unitPrice: '0.05' },
  ];
  const product = planned([{ price: { model: 'graduated', basis: 'cycle', tiers } }]);
  const costs = await costsOf(product, [
    ['2026-03-15T08:00:00Z', '80'],
    ['2026-03-15T09:00:00Z', '50'],
  ]);
  expect(costs).toEqual(['8', '4.4']);
});

test('a rate rounds up by itself: 1.2 GB of data sold in halves cost three halves', async () => {
  const product = planned([{ price: { model: 'per-unit', unitPrice: '2' }, increment: '0.5' }]);
  expect(await costsOf(product, [['2026-03-15T08:00:00Z', '1.2']])).toEqual(['3']);
});
