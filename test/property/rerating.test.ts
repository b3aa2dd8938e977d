import { expect, test } from 'vitest';
import type { Price } from '../../domain/catalog/price.ts';
import { fc } from '../support/chance.ts';
import { rerateGroup, standingOf } from '../support/rerate-world.ts';
import { APRIL, bookOf, grant, MARCH, UsageWorld, usageMessage, usageProduct } from '../support/usage-world.ts';

/** Re-rating against its definition: rating everything anew with the right prices. */
const perUnit = (unitPrice: string): Price => ({ model: 'per-unit', unitPrice });
const tiers = (low: string, high: string, basis: 'event' | 'cycle'): Price => ({
  model: 'graduated',
  basis,
  tiers: [
    { upTo: '100', unitPrice: low },
    { upTo: null, unitPrice: high },
  ],
});
const PRICES: readonly Price[] = [
  perUnit('0.20'),
  perUnit('0.02'),
  tiers('0.10', '0.05', 'cycle'),
  tiers('0.07', '0.03', 'cycle'),
  tiers('0.10', '0.05', 'event'),
  { model: 'package', size: '50', amount: '1.5', basis: 'cycle' },
  {
    model: 'stair-step',
    basis: 'event',
    steps: [
      { upTo: '50', amount: '2' },
      { upTo: null, amount: '3.1' },
    ],
  },
  { model: 'flat', amount: '0.5' },
  { model: 'percentage', percent: '12.5', minimumCharge: '1' },
];
const product = (price: Price, allowance: boolean) =>
  usageProduct('data', price, { tax: 'VAT22', ...(allowance ? { allowance: 'MB' } : {}) });

const price = fc.constantFrom(...PRICES);
const batches = fc.array(
  fc.array(
    fc.record({
      minute: fc.integer({ min: 0, max: 60 * 24 * 30 }),
      tenths: fc.integer({ min: 0, max: 900 }),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  { minLength: 1, maxLength: 6 },
);

const grants = [grant('MB', '-120', { from: MARCH.from, to: APRIL.to }), grant('EUR', '-9', MARCH, 'top-up:1')];
const worldOf = (rate: Price, allowance: boolean) => new UsageWorld([product(rate, allowance)], { grants });

test('after re-rating, bills and balances are what the right prices would have made them, and again changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ wrong: price, right: price, had: fc.boolean(), has: fc.boolean(), batches }),
      async ({ wrong, right, had, has, batches: list }) => {
        const world = worldOf(wrong, had);
        const anew = worldOf(right, has);
        for (const [batch, events] of list.entries()) {
          const messages = events.map(({ minute, tenths }, index) =>
            usageMessage({
              id: `${batch}-${index}`,
              at: MARCH.from + minute * 60_000,
              fields: { volume: `${(tenths / 10).toFixed(1)}` },
            }),
          );
          await world.rate(messages);
          await anew.rate(messages);
        }
        const book = { ...bookOf([product(right, has)]), version: 2 };
        await rerateGroup(world, book);
        expect(standingOf(world.head())).toEqual(standingOf(anew.head()));
        expect(world.verify()).toBeNull();
        expect(await rerateGroup(world, book)).toMatchObject({ corrections: [], corrected: 0 });
      },
    ),
    { numRuns: 150 },
  );
});

test('the same prices differ in nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.record({ rate: price, has: fc.boolean(), batches }), async ({ rate, has, batches: list }) => {
      const world = worldOf(rate, has);
      for (const [batch, events] of list.entries()) {
        await world.rate(
          events.map(({ minute, tenths }, index) =>
            usageMessage({
              id: `${batch}-${index}`,
              at: MARCH.from + minute * 60_000,
              fields: { volume: `${(tenths / 10).toFixed(1)}` },
            }),
          ),
        );
      }
      expect(await rerateGroup(world, world.book)).toMatchObject({ corrections: [] });
    }),
    { numRuns: 100 },
  );
});
