import { expect, test } from 'vitest';
import type { Price } from '../../domain/catalog/price.ts';
import { instantText } from '../../domain/time/instant.ts';
import { explainEntry } from '../../functions/use-cases/usage/explain-entry.ts';
import { fc } from '../support/chance.ts';
import { rerateGroup, standingOf } from '../support/rerate-world.ts';
import { richBook, richWorld } from '../support/rich-world.ts';
import { MARCH, type UsageWorld, usageMessage } from '../support/usage-world.ts';

/** Usage of every kind at once: tiers, allowances, discounts by counters, fees once a day, sharing, money paid ahead. */
const graduated = (low: string, high: string): Price => ({
  model: 'graduated',
  basis: 'cycle',
  tiers: [
    { upTo: '60', unitPrice: low },
    { upTo: null, unitPrice: high, flatFee: '0.3' },
  ],
});
const prices = fc.record({
  data: fc.constantFrom<Price>(
    graduated('0.10', '0.05'),
    graduated('0.01', '0.07'),
    { model: 'per-unit', unitPrice: '0.03', minimumCharge: '0.2' },
    {
      model: 'volume',
      basis: 'cycle',
      tiers: [
        { upTo: '100', unitPrice: '0.1' },
        { upTo: null, unitPrice: '0.04' },
      ],
    },
  ),
  voice: fc.constantFrom<Price>(
    { model: 'per-unit', unitPrice: '0.11' },
    { model: 'package', size: '5', amount: '0.4', basis: 'cycle' },
    graduated('0.2', '0.1'),
  ),
  percent: fc.constantFrom('0', '33', '50', '100'),
});
const batches = fc.array(
  fc.array(
    fc.record({
      group: fc.constantFrom('1', '1', '1', '2'),
      type: fc.constantFrom('data', 'voice'),
      minute: fc.integer({ min: 0, max: 60 * 24 * 30 }),
      size: fc.integer({ min: 0, max: 70 }),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  { minLength: 1, maxLength: 5 },
);
type Batches = typeof batches extends fc.Arbitrary<infer T> ? T : never;

async function rateAll(world: UsageWorld, list: Batches): Promise<void> {
  for (const [batch, events] of list.entries()) {
    // Each batch at a time of its own, as in life.
    world.now += 60_000;
    await world.rate(
      events.map(({ group, type, minute, size }, index) => {
        const at = MARCH.from + minute * 60_000;
        const fields = type === 'data' ? { volume: `${size}.5` } : { end: instantText(at + size * 60_000) };
        return usageMessage({ id: `${batch}-${index}`, serviceType: type, identifier: `${type}-${group}`, at, fields });
      }),
    );
  }
}

test('every rated event can be explained: its steps give exactly what was charged', async () => {
  await fc.assert(
    fc.asyncProperty(prices, batches, async (sold, list) => {
      const world = richWorld(sold);
      await rateAll(world, list);
      const explain = explainEntry({
        ledgers: world.ledgers,
        priceBooks: {
          current: async () => world.book,
          asOf: async () => world.book,
          forCustomer: async (book) => book,
        },
      });
      for (const group of ['1', '2']) {
        for (const { kind, seq, at } of world.entries(group)) {
          const explained = await explain('demo', { balanceGroupId: group, seq, at });
          if (!explained.ok) throw new Error(explained.error.detail);
          if (kind === 'usage') expect(explained.value.usage?.reproduced).toBe(true);
          else expect(explained.value.sentences.length).toBeGreaterThan(0);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('the same prices differ in nothing, also where owners stand in', async () => {
  await fc.assert(
    fc.asyncProperty(prices, batches, async (sold, list) => {
      const world = richWorld(sold);
      await rateAll(world, list);
      for (const [group, owners] of [
        ['1', ['2']],
        ['2', []],
      ] as const) {
        expect(await rerateGroup(world, richBook(sold, 2), { group, owners })).toMatchObject({
          corrections: [],
          corrected: 0,
        });
      }
    }),
    { numRuns: 60 },
  );
});

test('re-rating the member puts the ledgers of both sides right', async () => {
  // The owner uses nothing itself: its own usage is rated again by itself.
  const ofMember = batches.map((list) =>
    list.map((events) => events.map((event) => ({ ...event, group: '1' as const }))),
  );
  await fc.assert(
    fc.asyncProperty(prices, prices, ofMember, async (wrong, right, list) => {
      const world = richWorld(wrong);
      const anew = richWorld(right);
      await rateAll(world, list);
      await rateAll(anew, list);
      const again = () => rerateGroup(world, richBook(right, 2), { group: '1', owners: ['2'] });
      await again();
      for (const group of ['1', '2']) {
        expect(standingOf(world.head(group))).toEqual(standingOf(anew.head(group)));
      }
      expect(world.verify()).toBeNull();
      expect(await again()).toMatchObject({ corrections: [] });
    }),
    { numRuns: 80 },
  );
});
