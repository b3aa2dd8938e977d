import { expect, test } from 'vitest';
import type { Discount } from '../../../domain/catalog/discount.ts';
import type { SharingGroup } from '../../../domain/subscription/subscription.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import { UsageWorld, usageMessage, usageProduct } from '../../support/usage-world.ts';

const ALL_OF_IT: Discount = {
  code: 'FAMILY',
  name: 'Family',
  mode: 'advanced',
  validFrom: 0,
  validTo: FOREVER,
  priority: 1,
  combination: 'sequential',
  appliesAt: 'rating',
  rules: [{ filter: {}, effect: { type: 'percentage', value: '100' } }],
};
const GROUP: SharingGroup = {
  groupId: '7',
  name: 'Family',
  subscriptionId: '1',
  policy: { name: 'All', discounts: ['FAMILY'] },
  status: 'active',
  from: 0,
  to: FOREVER,
  members: [],
};

test.for([
  { groups: [GROUP], net: '5', because: 'it is the policy of a group: the owner pays for its own' },
  { groups: [{ ...GROUP, status: 'inactive' as const }], net: '5', because: 'the group rests, and stays one' },
  { groups: [{ ...GROUP, status: 'cancelled' as const }], net: '0', because: 'the group is gone: a discount again' },
  { groups: [{ ...GROUP, subscriptionId: '2' }], net: '0', because: "it is another subscription's policy" },
  { groups: [], net: '0', because: 'it is no policy' },
])("a discount of 100 % on the owner's own usage: $because", async ({ groups, net }) => {
  const world = new UsageWorld([usageProduct('data', { model: 'per-unit', unitPrice: '1' })], {
    catalog: [{ kind: 'discount', object: ALL_OF_IT }],
    contract: () => ({
      sharingGroups: groups,
      discounts: [
        {
          purchaseId: '9',
          subscriptionId: '1',
          bundle: 'b',
          discount: 'FAMILY',
          validFrom: 0,
          validTo: FOREVER,
          status: 'active',
        },
      ],
    }),
  });
  await world.rate([usageMessage({ id: '1', fields: { volume: '5' } })]);
  let total = 0;
  for (const line of world.head().unbilled.values()) total += line.net.toNumber();
  expect(`${total}`).toBe(net);
});
