import { expect, test } from 'vitest';
import { addUpBill } from '../../../domain/billing/add-up-bill.ts';
import type { Resource } from '../../../domain/catalog/catalog.ts';
import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import type { RatingProfile } from '../../../domain/subscription/subscription.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import { EUR, UsageWorld, usageMessage, usageProduct } from '../../support/usage-world.ts';

const always = { validFrom: 0, validTo: FOREVER } as const;
const member = { from: 0, to: FOREVER, joinedAt: 0, status: 'active', groupId: '7' } as const;
const HALF: CatalogObject = {
  kind: 'discount',
  object: {
    ...{ code: 'HALF', name: 'Half', mode: 'advanced', priority: 1, combination: 'sequential', ...always },
    ...{ appliesAt: 'rating', rules: [{ filter: {}, effect: { type: 'percentage', value: '50' } }] },
  },
};

/** Three events at this price in a currency of so many digits, taxed 22 %; an owner pays half. Net, tax and total of member and owner. */
async function billsOf(currency: string, digits: number, unitPrice: string) {
  const resource: Resource = { ...EUR, code: currency, currency, billingScale: digits };
  const product = { ...usageProduct('data', { model: 'per-unit', unitPrice }, { tax: 'VAT22' }), resource: currency };
  const owner: Partial<RatingProfile> = {
    customerId: '2',
    discounts: [
      { ...{ purchaseId: '9', subscriptionId: '9', bundle: 'b', discount: 'HALF' }, ...always, status: 'active' },
    ],
    sharingGroups: [
      {
        ...{ groupId: '7', name: 'F', subscriptionId: '9', status: 'active', from: 0, to: FOREVER },
        policy: { name: 'P', discounts: ['HALF'] },
        members: [{ ...member, customerId: '1', balanceGroupId: '1' }],
      },
    ],
  };
  const joined = { memberships: [{ ...member, ownerCustomerId: '2', ownerBalanceGroupId: '2' }] };
  const world = new UsageWorld([product], {
    groups: 2,
    resources: [resource],
    catalog: [HALF],
    contract: (id) => ({ resource: currency, ...(id === '1' ? joined : owner) }),
  });
  await world.rate(['1', '2', '3'].map((id) => usageMessage({ id })));
  expect(world.suspended.size).toBe(0);
  return ['1', '2'].map((id) => {
    const bill = addUpBill([...world.head(id).unbilled.values()], { book: world.book, digits });
    if (!bill.ok) throw new Error(bill.error.detail);
    return [bill.value.net, bill.value.tax, bill.value.total];
  });
}

test.for([
  // 3 × 105 = 315: 158 and 157; 22 % is 34.76 and 34.54.
  {
    currency: 'JPY',
    digits: 0,
    price: '105',
    bills: [
      ['157', '35', '192'],
      ['158', '35', '193'],
    ],
  },
  // 3 × 0.4 = 1.2: half is 0.6, which is a whole yen for the owner and 0.2 for the member.
  {
    currency: 'JPY',
    digits: 0,
    price: '0.4',
    bills: [
      ['0', '0', '0'],
      ['1', '0', '1'],
    ],
  },
  // 3 × 0.001 = 0.003: 0.002 and 0.001.
  {
    currency: 'KWD',
    digits: 3,
    price: '0.001',
    bills: [
      ['0.001', '0', '0.001'],
      ['0.002', '0', '0.002'],
    ],
  },
  // 3 × 1.2345 = 3.7035: half is 1.85175, 1.852 for the owner and 1.8515 for the member.
  {
    currency: 'KWD',
    digits: 3,
    price: '1.2345',
    bills: [
      ['1.852', '0.407', '2.259'],
      ['1.852', '0.407', '2.259'],
    ],
  },
])(
  '$currency with $digits digits at $price: whole minor units on either bill',
  async ({ currency, digits, price, bills }) => {
    expect(await billsOf(currency, digits, price)).toEqual(bills);
  },
);
