import { expect, test } from 'vitest';
import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import type { DiscountRule } from '../../../domain/catalog/discount.ts';
import { draftEntry } from '../../../domain/ledger/open-ledger.ts';
import { nextCycle } from '../../../domain/time/cycle.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import {
  APRIL,
  at,
  EUR,
  MARCH,
  MB,
  profileOf,
  UsageWorld,
  usageMessage,
  usageProduct,
} from '../../support/usage-world.ts';

const DATA_USAGE = usageProduct('data', { model: 'per-unit', unitPrice: '1' });
const discount = (rules: readonly DiscountRule[]): CatalogObject => ({
  kind: 'discount',
  object: {
    ...{ code: 'OFF', name: 'Off', mode: 'advanced', validFrom: 0, validTo: FOREVER, priority: 1 },
    ...{ combination: 'sequential', appliesAt: 'rating', rules },
  },
});
/** 10 % off from 100 MB of a cycle on; each MB counts. */
const FROM_100: readonly DiscountRule[] = [
  { filter: {}, effect: { type: 'percentage', value: '10' }, when: { counter: 'USED', above: '100', upTo: null } },
  { filter: {}, effect: { type: 'count', counter: 'USED', what: 'quantity' } },
];

class Late extends UsageWorld {
  #events = 0;

  async use(volume: string, when: string): Promise<string> {
    this.#events += 1;
    this.now = Math.max(this.now, at(when));
    await this.rate([usageMessage({ id: `e${this.#events}`, at: at(when), fields: { volume } })]);
    const entry = this.entries().find(({ id }) => id === `e${this.#events}`);
    const money = entry?.impacts.flatMap(({ charge, amount }) => (charge === null ? [] : [amount])) ?? [];
    return money.map((amount) => amount.toFixed()).join(' ');
  }

  billMarch(): void {
    const rule = profileOf([DATA_USAGE]).cycleRule;
    if (rule === null) throw new Error('a cycle was expected');
    const cycles = { active: APRIL, next: nextCycle(rule, APRIL) };
    this.append([
      draftEntry({
        ...{ kind: 'bill', id: '900', at: MARCH.to, recordedAt: MARCH.to, cycles },
        bill: { billId: '900', cycle: MARCH.from },
      }),
    ]);
  }
}

const worldOf = (rules: readonly DiscountRule[]) =>
  new Late([DATA_USAGE], {
    resources: [EUR, MB, { ...MB, code: 'USED', counter: true }],
    catalog: [discount(rules)],
    contract: () => ({
      discounts: [
        {
          ...{ purchaseId: 'd', subscriptionId: '1', bundle: 'b', discount: 'OFF' },
          ...{ validFrom: 0, validTo: FOREVER, status: 'active' },
        },
      ],
    }),
  });

test('late usage of a billed cycle is discounted by what was counted in its own cycle, and counts there', async () => {
  const world = worldOf(FROM_100);
  expect(await world.use('150', '2026-03-10T12:00:00Z')).toBe('150');
  world.billMarch();
  expect(await world.use('20', '2026-04-02T12:00:00Z')).toBe('20');
  // March had passed its 100 MB; April has not, and March's usage does not bring it there.
  expect(await world.use('90', '2026-03-20T12:00:00Z')).toBe('90 -9');
  expect(await world.use('10', '2026-04-03T12:00:00Z')).toBe('10');
  expect(world.verify()).toBeNull();
});

test('usage after the boundary, before billing has run, is discounted by what was counted in the new cycle', async () => {
  const world = worldOf(FROM_100);
  expect(await world.use('150', '2026-03-10T12:00:00Z')).toBe('150');
  expect(await world.use('101', '2026-04-01T12:00:00Z')).toBe('101');
  expect(await world.use('10', '2026-04-02T12:00:00Z')).toBe('10 -1');
});
