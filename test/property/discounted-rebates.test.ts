import { expect, test } from 'vitest';
import type { DiscountEffect } from '../../domain/catalog/discount.ts';
import type { Price } from '../../domain/catalog/price.ts';
import { sum } from '../../domain/money/decimal.ts';
import { fc } from '../support/chance.ts';
import { grant, MARCH, NOON, UsageWorld, usageMessage, usageProduct } from '../support/usage-world.ts';

const unitPrice = fc.integer({ min: 0, max: 300 }).map((cents) => (cents / 100).toFixed(2));
const upTo = fc.constantFrom('10', '40');
/** Cheaper from a tier on, or dearer. */
const price: fc.Arbitrary<Price> = fc.oneof(
  fc.record({ first: unitPrice, next: unitPrice, upTo, fee: unitPrice }).map(
    ({ first, next, upTo: end, fee }): Price => ({
      model: 'volume',
      basis: 'cycle',
      tiers: [
        { upTo: end, unitPrice: first, flatFee: fee },
        { upTo: null, unitPrice: next },
      ],
    }),
  ),
  fc.record({ first: unitPrice, next: unitPrice, upTo }).map(
    ({ first, next, upTo: end }): Price => ({
      model: 'stair-step',
      basis: 'cycle',
      steps: [
        { upTo: end, amount: first },
        { upTo: null, amount: next },
      ],
    }),
  ),
);
const effect: fc.Arbitrary<DiscountEffect> = fc.oneof(
  fc.constantFrom('10', '33', '100').map((value): DiscountEffect => ({ type: 'percentage', value })),
  fc.constantFrom('0.5', '3').map((value): DiscountEffect => ({ type: 'flat', value })),
  fc.constant<DiscountEffect>({ type: 'consume', resource: 'MB' }),
);
/** Bought and over at any time. */
const discounts = fc.array(
  fc.record({
    effect,
    from: fc.integer({ min: 0, max: 10 }),
    lasts: fc.integer({ min: 0, max: 10 }),
    combination: fc.constantFrom('sequential', 'parallel'),
  }),
  { minLength: 1, maxLength: 3 },
);
const volumes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 10 });

test('whatever is discounted and when, nobody is paid for using something', async () => {
  await fc.assert(
    fc.asyncProperty(price, discounts, volumes, async (sold, off, used) => {
      const world = new UsageWorld([usageProduct('data', sold)], {
        catalog: off.map(({ effect: does, combination }, index) => ({
          kind: 'discount',
          object: {
            ...{ code: `D${index}`, name: 'Off', mode: 'advanced', validFrom: 0, validTo: NOON * 2, priority: 1 },
            ...{ combination, appliesAt: 'rating', rules: [{ filter: {}, effect: does }] },
          },
        })),
        contract: () => ({
          discounts: off.map(({ from, lasts }, index) => ({
            ...{ purchaseId: `${index}`, subscriptionId: '1', bundle: 'b', discount: `D${index}` },
            ...{ validFrom: NOON + from * 1000, validTo: NOON + (from + lasts) * 1000, status: 'active' as const },
          })),
        }),
        grants: [grant('MB', '-25', MARCH)],
      });
      for (const [index, volume] of used.entries()) {
        const event = { id: `${index}`, at: NOON + index * 1000, fields: { volume: `${volume}` } };
        await world.rate([usageMessage(event)]);
        const paid = sum([...world.head().unbilled.values()].map(({ net }) => net));
        expect(paid.isNegative()).toBe(false);
      }
      expect(world.suspended.size).toBe(0);
      expect(world.verify()).toBeNull();
    }),
    { numRuns: 200 },
  );
});
