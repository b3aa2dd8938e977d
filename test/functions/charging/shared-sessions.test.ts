import { expect, test } from 'vitest';
import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import type { Discount, DiscountRule } from '../../../domain/catalog/discount.ts';
import { holdId } from '../../../domain/charging/session-hold.ts';
import type { RatingProfile } from '../../../domain/subscription/subscription.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import { grant, MARCH, UsageWorld, usageMessage, usageProduct } from '../../support/usage-world.ts';
import { chargingIn, creditProfile, holdOf } from './charging-world.ts';

const UNITS: DiscountRule = { filter: {}, effect: { type: 'consume', resource: 'MB' } };
const MONEY: DiscountRule = { filter: { chargeTags: ['DATA'] }, effect: { type: 'percentage', value: '100' } };
const always = { from: 0, to: FOREVER, joinedAt: 0, status: 'active' } as const;

/** Groups 1 and 3 are members, group 2 the owner of 1000 MB. */
function family(
  rules: readonly DiscountRule[],
  owner: Partial<RatingProfile> = {},
  catalog: readonly CatalogObject[] = [],
) {
  const product = usageProduct('data', { model: 'per-unit', unitPrice: '1' }, { allowance: 'MB', chargeTag: 'DATA' });
  const discount: Discount = {
    code: 'FAMILY',
    name: 'Family',
    mode: 'advanced',
    priority: 1,
    combination: 'sequential',
    appliesAt: 'rating',
    validFrom: 0,
    validTo: FOREVER,
    rules,
  };
  const members = ['1', '3'].map((balanceGroupId) => ({ customerId: 'member', balanceGroupId, ...always }));
  const bought = { purchaseId: '9', subscriptionId: 'owner-sub', bundle: 'b', discount: 'FAMILY' };
  return new UsageWorld([product], {
    groups: 3,
    catalog: [{ kind: 'discount', object: discount }, ...catalog],
    grantsOf: (group) => (group === '2' ? [grant('MB', '-1000', MARCH)] : []),
    contract: (group) =>
      group === '2'
        ? {
            customerId: 'owner',
            discounts: [{ ...bought, validFrom: 0, validTo: FOREVER, status: 'active' }],
            sharingGroups: [
              {
                groupId: '7',
                name: 'Family',
                subscriptionId: 'owner-sub',
                policy: { name: 'All for one', discounts: ['FAMILY'] },
                members,
                ...always,
              },
            ],
            ...owner,
          }
        : { memberships: [{ groupId: '7', ownerCustomerId: 'owner', ownerBalanceGroupId: '2', ...always }] },
  });
}
const left = (world: UsageWorld, resource: string, group = '2') =>
  [...world.head(group).buckets.values()].find((bucket) => bucket.resource === resource)?.amount.toFixed();

test("an owner's allowance is set aside for one member and kept from the other", async () => {
  const world = family([UNITS]);
  const charge = chargingIn(world);
  expect(await charge.reserve({ quantity: '800' })).toMatchObject({
    drawn: [{ balanceGroupId: '2', resource: 'MB', amount: '800' }],
  });
  expect(world.head('2').holds.has(holdOf())).toBe(true);
  expect(await charge.authorize({ group: '3', quantity: '300' })).toMatchObject({
    drawn: [
      { balanceGroupId: '3', resource: 'EUR', amount: '100' },
      { balanceGroupId: '2', resource: 'MB', amount: '200' },
    ],
  });
  // The hold is the session's own to use up, in the owner's ledger, too.
  expect(await charge.commit({ quantity: '700' })).toMatchObject({
    drawn: [{ balanceGroupId: '2', resource: 'MB', amount: '700' }],
    overrun: null,
  });
  expect(left(world, 'MB')).toBe('-300');
  expect(left(world, 'EUR', '1')).toBe('0');
  for (const group of ['1', '2']) expect(world.head(group).holds.size).toBe(0);
  expect(world.entries('2').map(({ kind }) => kind)).toEqual(['open', 'purchase', 'reserve', 'shared']);
  expect(world.verify()).toBeNull();
});

test('a commit again tells what the owner gave the first time', async () => {
  const charge = chargingIn(family([UNITS]));
  await charge.reserve({ quantity: '900' });
  const { balances: _, ...first } = await charge.commit({ quantity: '1100' });
  expect(first).toMatchObject({ overrun: { quantity: '200' } });
  const { balances: __, ...second } = await charge.commit({ quantity: '1100' });
  expect({ ...second, drawn: sorted(second['drawn']) }).toEqual({
    ...first,
    drawn: sorted(first['drawn']),
    outcome: 'duplicate',
  });
});
const sorted = (drawn: unknown) => (Array.isArray(drawn) ? drawn.map((one) => JSON.stringify(one)).toSorted() : drawn);

test('releasing gives back in both ledgers', async () => {
  const world = family([UNITS]);
  const charge = chargingIn(world);
  await charge.reserve({ quantity: '800' });
  expect(await charge.release({})).toMatchObject({ outcome: 'released' });
  for (const group of ['1', '2']) expect(world.head(group).holds.size).toBe(0);
  expect(await charge.authorize({ group: '3', quantity: '1000' })).toMatchObject({
    drawn: [{ balanceGroupId: '2', resource: 'MB', amount: '1000' }],
  });
});

test('what an owner is not needed for any more is given back when the session changes', async () => {
  const world = family([UNITS]);
  const charge = chargingIn(world);
  await charge.reserve({ quantity: '800' });
  world.append([grant('MB', '-900', MARCH)], '1');
  expect(await charge.extend({ quantity: '850' })).toMatchObject({
    drawn: [{ balanceGroupId: '1', resource: 'MB', amount: '850' }],
  });
  expect(world.head('2').holds.size).toBe(0);
  expect(await charge.commit({ quantity: '850' })).toMatchObject({ overrun: null });
  expect(world.verify()).toBeNull();
});

test('an owner who pays up to a limit stands in for no more than that, however many members ask', async () => {
  const world = family([MONEY], {}, [creditProfile({ limit: '100' })]);
  const charge = chargingIn(world);
  await charge.reserve({ id: 'a', quantity: '60' });
  // 60 and 60 would pass the owner's limit: the second member pays alone, within its own.
  expect(await charge.reserve({ id: 'b', group: '3', quantity: '60' })).toMatchObject({
    drawn: [{ balanceGroupId: '3', resource: 'EUR', amount: '60' }],
  });
  await charge.commit({ id: 'a', quantity: '60' });
  expect(await charge.commit({ id: 'b', group: '3', quantity: '60' })).toMatchObject({
    drawn: [{ balanceGroupId: '3', resource: 'EUR', amount: '60' }],
    overrun: null,
  });
  expect(left(world, 'EUR')).toBe('60');
});

test('two members may call their sessions the same', async () => {
  const world = family([UNITS]);
  const ports = world.ports();
  const charge = chargingIn(world, {
    ...ports,
    ledgers: {
      ...ports.ledgers,
      // Service ids are unique in a site.
      loadForUsage: async (site, group, needs) => {
        const account = await ports.ledgers.loadForUsage(site, group, needs);
        if (account === null) return null;
        const own = (id: string | undefined) => `${group}-${id}`;
        const services = account.profile.services.map((one) => ({ ...one, serviceId: own(one.serviceId) }));
        const purchases = account.profile.purchases.map((one) => ({ ...one, serviceId: own(one.serviceId) }));
        return { ...account, profile: { ...account.profile, services, purchases } };
      },
    },
  });
  await charge.reserve({ quantity: '500' });
  await charge.reserve({ group: '3', quantity: '400' });
  expect([...world.head('2').holds.keys()]).toEqual([holdId('1-s-data', 's1'), holdId('3-s-data', 's1')]);
  await charge.release({ group: '3' });
  expect([...world.head('2').holds.keys()]).toEqual([holdId('1-s-data', 's1')]);
});

test('an event of a member sees what sessions hold at the owner', async () => {
  const world = family([UNITS]);
  const charge = chargingIn(world);
  await charge.reserve({ quantity: '950' });
  await world.rate([usageMessage({ id: 'e1', identifier: 'data-3', at: world.now, fields: { volume: '100' } })]);
  expect(left(world, 'MB')).toBe('-950');
  expect(left(world, 'EUR', '3')).toBe('50');
});
