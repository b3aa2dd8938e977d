import { expect, test } from 'vitest';
import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import type { RatingProfile } from '../../../domain/subscription/subscription.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import { quoteTaxes } from '../../../functions/use-cases/taxes/quote-taxes.ts';
import { UsageWorld, usageMessage, usageProduct } from '../../support/usage-world.ts';

const DATA_USAGE = usageProduct('data', { model: 'per-unit', unitPrice: '1' }, { tax: 'GATE' });
const PERCENT: Readonly<Record<string, string>> = { SI: '22', DE: '19' };
const always = { validFrom: 0, validTo: FOREVER } as const;
const member = { from: 0, to: FOREVER, joinedAt: 0, status: 'active', groupId: '7' } as const;

const sharing = (percent: string): readonly CatalogObject[] => [
  {
    kind: 'tax',
    object: { code: 'GATE', name: 'By gateway', percent: '0', inclusive: false, provider: 'gateway', ...always },
  },
  {
    kind: 'discount',
    object: {
      ...{ code: 'FAMILY', name: 'Family', mode: 'advanced', priority: 1, combination: 'sequential', ...always },
      ...{ appliesAt: 'rating', rules: [{ filter: {}, effect: { type: 'percentage', value: percent } }] },
    },
  },
];
const OWNER: Partial<RatingProfile> = {
  customerId: '2',
  taxStatus: { country: 'DE' },
  discounts: [
    { ...{ purchaseId: '9', subscriptionId: '9', bundle: 'b', discount: 'FAMILY' }, ...always, status: 'active' },
  ],
  sharingGroups: [
    {
      ...{ groupId: '7', name: 'F', subscriptionId: '9', status: 'active', from: 0, to: FOREVER },
      policy: { name: 'P', discounts: ['FAMILY'] },
      members: [{ ...member, customerId: '1', balanceGroupId: '1' }],
    },
  ],
};

/** What member and owner owe of 10.00 when the owner takes over so many percent. */
async function taxesOf(percent: string, taxStatus: RatingProfile['taxStatus']) {
  const world = new UsageWorld([DATA_USAGE], {
    groups: 2,
    catalog: sharing(percent),
    contract: (id) =>
      id === '2'
        ? OWNER
        : {
            memberships: [{ ...member, ownerCustomerId: '2', ownerBalanceGroupId: '2' }],
            ...(taxStatus === undefined ? {} : { taxStatus }),
          },
  });
  const taxGateway = { percent: async ({ country }: { country: string }) => PERCENT[country] ?? null };
  const ports = world.ports();
  await world.rate([usageMessage({ id: '1', fields: { volume: '10' } })], {
    ...ports,
    priceBooks: { ...ports.priceBooks, forCustomer: quoteTaxes({ taxGateway }) },
  });
  return {
    waits: [...world.suspended.values()].map(({ reason }) => reason),
    taxes: ['1', '2'].map((id) =>
      [...world.head(id).unbilled.values()].map(({ net, tax }) => `${net.toFixed()} + ${tax.toFixed()}`).join(),
    ),
  };
}

test('what an owner takes over is taxed as the gateway says for the owner, the rest as for the member', async () => {
  expect(await taxesOf('60', { country: 'SI' })).toEqual({ waits: [], taxes: ['4 + 0.88', '6 + 1.14'] });
});

test('a member whose tax nobody can tell needs none for what the owner takes over whole', async () => {
  expect(await taxesOf('100', undefined)).toEqual({ waits: [], taxes: ['', '10 + 1.9'] });
});

test('what is left to such a member waits for the gateway', async () => {
  expect(await taxesOf('60', undefined)).toEqual({ waits: ['TAX_PENDING'], taxes: ['', ''] });
});
