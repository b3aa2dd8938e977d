import { expect } from 'vitest';
import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import type { Discount } from '../../../domain/catalog/discount.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import type { Told } from '../../functions/http/ask.ts';
import { SITE } from './shop.ts';
import { UsageShop } from './usage-shop.ts';

const always = { validFrom: 0, validTo: FOREVER };
const discount = (code: string, rules: Discount['rules']): CatalogObject => ({
  kind: 'discount',
  object: {
    ...{ code, name: code, mode: 'advanced', ...always, priority: 1 },
    ...{ combination: 'sequential', appliesAt: 'rating', rules },
  },
});

/** Beside the phone shop's. */
export const FAMILY_CATALOG: readonly CatalogObject[] = [
  discount('CALLS', [{ filter: { products: ['VOICE_USE'] }, effect: { type: 'percentage', value: '100' } }]),
  discount('DATA', [{ filter: { products: ['DATA_USE'] }, effect: { type: 'consume', resource: 'MB' } }]),
  {
    kind: 'bundle',
    object: {
      ...{ code: 'FAMILY', name: 'Family', ...always, items: [] },
      discounts: [
        { discount: 'CALLS', optional: false },
        { discount: 'DATA', optional: false },
      ],
    },
  },
  {
    kind: 'plan',
    object: {
      ...{ code: 'FAMILY_PHONE', name: 'Family phone', status: 'active', ...always, paymentTypes: [] },
      bundles: ['MOBILE', 'FAMILY'],
    },
  },
];

export const DAY_ONE = '2026-03-01T00:00:00Z';
export const DAY_TEN = '2026-03-10T12:00:00Z';
export const POLICY = { name: 'Calls and data', discounts: ['CALLS', 'DATA'] };

/**
 * Ana (1001) with 1000 MB and a policy that takes over calls and data; Bor (1002), who only has a phone, and Cene (1003), who is billed in
 * dollars. All of them since the first of the month; it is the tenth.
 */
export class FamilyShop extends UsageShop {
  static async open(): Promise<FamilyShop> {
    const shop = new FamilyShop(DAY_ONE);
    for (const { kind, object } of FAMILY_CATALOG) {
      shop.store.seed({
        put: 'catalog',
        value: { siteId: SITE.siteId, kind, code: object.code, object, version: 0 },
      });
    }
    await shop.onboard({ plan: 'FAMILY_PHONE' });
    await shop.onboard({ plan: 'USE_ONLY', identifier: 'BOR' }, { firstName: 'Bor', email: 'bor@example.com' });
    await shop.onboard(
      { plan: 'DOLLARS', resource: 'USD', identifier: 'CENE' },
      { firstName: 'Cene', email: 'cene@example.com' },
    );
    shop.moveTo(DAY_TEN);
    return shop;
  }

  create(changes: object = {}, headers = {}): Promise<Told> {
    return this.ask('createSharingGroup', {
      path: { customerId: '1001' },
      body: { name: 'Novak family', subscriptionId: '1001', policy: POLICY, ...changes },
      headers,
    });
  }

  join(customerId = '1002', changes: object = {}, groupId = '1001'): Promise<Told> {
    return this.ask('addSharingMember', { path: { groupId }, body: { customerId, ...changes } });
  }

  /** Ana's group with Bor in it. */
  async family(): Promise<void> {
    expect((await this.create()).status).toBe(201);
    expect((await this.join()).status).toBe(201);
  }

  show(groupId = '1001'): Promise<Told> {
    return this.ask('getSharingGroup', { path: { groupId } });
  }

  /** What is left of a balance group's megabytes. */
  async megabytes(balanceGroupId = '1001'): Promise<string | undefined> {
    const { buckets } = await this.head(balanceGroupId);
    return [...buckets.values()].find(({ resource }) => resource === 'MB')?.amount.toFixed();
  }
}
