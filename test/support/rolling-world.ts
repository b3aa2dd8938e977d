import { expect } from 'vitest';
import { turnCycle } from '../../domain/billing/turn-cycle.ts';
import type { Product } from '../../domain/catalog/catalog.ts';
import type { Rollover } from '../../domain/catalog/rollover.ts';
import type { PurchasedProduct, RatingProfile } from '../../domain/subscription/subscription.ts';
import { FOREVER } from '../../domain/time/instant.ts';
import { APRIL, at, grant, MARCH, profileOf, UsageWorld, usageMessage, usageProduct } from './usage-world.ts';

export const DATA_USAGE = usageProduct('data', { model: 'per-unit', unitPrice: '0.01' }, { allowance: 'MB' });
const allowance = (rollover: Rollover): Product => ({
  ...usageProduct('none', { model: 'flat', amount: '-100' }),
  code: 'allowance',
  type: 'recurring',
  cycle: 'forward',
  eventType: 'monthly',
  resource: 'MB',
  rollover,
});
const MAY = { from: APRIL.to, to: at('2026-06-01T00:00:00Z') };

/** Somebody who has 100 MB of March, and 100 MB more a month; what is left rolls over for a month. */
export class RollingWorld extends UsageWorld {
  #events = 0;

  constructor(
    rollover: Rollover,
    { usage = DATA_USAGE, ...contract }: Partial<RatingProfile> & { readonly usage?: Product } = {},
  ) {
    const purchase: PurchasedProduct = {
      ...{ purchaseId: '7', subscriptionId: '1', bundle: 'b', product: 'allowance', quantity: '1' },
      ...{ validFrom: MARCH.from, validTo: FOREVER, status: 'active', chargedThrough: MARCH.to },
    };
    super([usage], {
      catalog: [
        { kind: 'product', object: allowance(rollover) },
        { kind: 'eventType', object: { code: 'monthly', name: 'Monthly', interval: { unit: 'month', count: 1 } } },
      ],
      contract: () => ({ purchases: [...profileOf([usage]).purchases, purchase], ...contract }),
      grants: [grant('MB', '-100', MARCH, 'grant:7')],
    });
  }

  /** What the usage costs. */
  async use(volume: string, when: number): Promise<string> {
    this.now = Math.max(this.now, when);
    this.#events += 1;
    await this.rate([usageMessage({ id: `${this.#events}`, at: when, fields: { volume } })]);
    expect(this.suspended.size).toBe(0);
    expect(this.verify()).toBeNull();
    const charged = this.entries().find(({ kind, id }) => kind === 'usage' && id === `${this.#events}`);
    const money = charged?.impacts.find(({ charge }) => charge !== null);
    return money?.amount.toFixed() ?? 'nothing';
  }

  /** Billing of March, whenever it comes by. */
  async bill(): Promise<void> {
    const account = await this.ledgers.load('demo', '1');
    if (account === null) throw new Error('there is a ledger');
    const cycles = { active: APRIL, next: MAY };
    const turned = turnCycle(account, { book: this.book, billId: 'b', ended: MARCH, cycles, now: this.now });
    if (!turned.ok) throw new Error(turned.error.detail);
    const { head } = turned.value.after;
    this.append(head.tail.slice(account.head.tail.length));
  }
}
