import { describe, expect, test } from 'vitest';
import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import type { CreditProfile } from '../../../domain/catalog/credit-profile.ts';
import type { Discount, DiscountRule } from '../../../domain/catalog/discount.ts';
import type { RatingProfile, SharingGroup, SharingMembership } from '../../../domain/subscription/subscription.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import { at, grant, MARCH, UsageWorld, usageMessage, usageProduct } from '../../support/usage-world.ts';

const VOICE_USAGE = usageProduct('voice', { model: 'per-unit', unitPrice: '1' }, { tax: 'VAT22', chargeTag: 'VOICE' });
const DATA_USAGE = usageProduct(
  'data',
  { model: 'per-unit', unitPrice: '0.05' },
  { allowance: 'MB', chargeTag: 'DATA' },
);

const policy = (rules: readonly DiscountRule[]): Discount => ({
  code: 'FAMILY',
  name: 'Family',
  mode: 'advanced',
  validFrom: 0,
  validTo: FOREVER,
  priority: 1,
  combination: 'sequential',
  appliesAt: 'rating',
  rules,
});
const voiceMoney = (percent = '100'): DiscountRule => ({
  filter: { chargeTags: ['VOICE'] },
  effect: { type: 'percentage', value: percent },
});
const DATA_UNITS: DiscountRule = { filter: {}, effect: { type: 'consume', resource: 'MB' } };

const GROUP: SharingGroup = {
  groupId: '7',
  name: 'Family',
  subscriptionId: 'owner-sub',
  policy: { name: 'All for one', discounts: ['FAMILY'] },
  status: 'active',
  from: 0,
  to: FOREVER,
  members: [{ customerId: 'member', balanceGroupId: '1', status: 'active', from: 0, to: FOREVER, joinedAt: 0 }],
};
const MEMBERSHIP: SharingMembership = {
  groupId: '7',
  ownerCustomerId: 'owner',
  ownerBalanceGroupId: '2',
  status: 'active',
  from: 0,
  to: FOREVER,
  joinedAt: 0,
};

/** Group 1 is the member, group 2 the owner of 1000 MB. */
function family({
  rules,
  group = GROUP,
  membership = MEMBERSHIP,
  catalog = [],
  owner = {},
}: {
  readonly rules: readonly DiscountRule[];
  readonly group?: SharingGroup;
  readonly membership?: SharingMembership;
  readonly catalog?: readonly CatalogObject[];
  readonly owner?: Partial<RatingProfile>;
}) {
  return new UsageWorld([VOICE_USAGE, DATA_USAGE], {
    groups: 2,
    catalog: [{ kind: 'discount', object: policy(rules) }, ...catalog],
    grantsOf: (id) => (id === '2' ? [grant('MB', '-1000', MARCH)] : []),
    contract: (id) =>
      id === '1'
        ? { customerId: 'member', memberships: [membership] }
        : {
            customerId: 'owner',
            sharingGroups: [group],
            discounts: [
              {
                purchaseId: '9',
                subscriptionId: 'owner-sub',
                bundle: 'b',
                discount: 'FAMILY',
                validFrom: 0,
                validTo: FOREVER,
                status: 'active',
              },
            ],
            ...owner,
          },
  });
}

const call = (id: string, minutes: number) =>
  usageMessage({
    id,
    serviceType: 'voice',
    identifier: 'voice-1',
    at: at('2026-03-15T12:00:00Z'),
    fields: { end: new Date(at('2026-03-15T12:00:00Z') + minutes * 60_000).toISOString() },
  });
const megabytes = (id: string, volume: string) => usageMessage({ id, fields: { volume } });

function money(world: UsageWorld, group: string): { net: string; tax: string } {
  const [line] = world.head(group).unbilled.values();
  return { net: line?.net.toFixed() ?? '0', tax: line?.tax.toFixed() ?? '0' };
}
const left = (world: UsageWorld): string | undefined =>
  [...world.head('2').buckets.values()].find(({ resource }) => resource === 'MB')?.amount.toFixed();

describe("an owner's allowance", () => {
  test('300 MB of 1000 leave 700 and cost the member nothing; 800 more use it up, the member pays for 100', async () => {
    const world = family({ rules: [DATA_UNITS] });
    await world.rate([megabytes('1', '300')]);
    expect(left(world)).toBe('-700');
    expect(money(world, '1').net).toBe('0');
    await world.rate([megabytes('2', '800')]);
    expect(left(world)).toBe('0');
    expect(money(world, '1').net).toBe('5');
    expect(money(world, '2').net).toBe('0');
    expect(world.verify()).toBeNull();
  });

  test('both sides know each other, and the owner sees the event as shared', async () => {
    const world = family({ rules: [DATA_UNITS] });
    await world.rate([megabytes('1', '300')]);
    expect(world.entries('1').at(-1)).toMatchObject({
      kind: 'usage',
      shared: { groupId: '7', balanceGroupId: '2', customerId: 'owner' },
    });
    expect(world.entries('2').at(-1)).toMatchObject({
      kind: 'shared',
      id: '1',
      shared: { groupId: '7', balanceGroupId: '1', customerId: 'member' },
    });
  });

  test("the member's own comes first", async () => {
    const world = new UsageWorld([VOICE_USAGE, DATA_USAGE], {
      groups: 2,
      grants: [grant('MB', '-100', MARCH)],
      catalog: [{ kind: 'discount', object: policy([DATA_UNITS]) }],
      contract: (id) => (id === '1' ? { memberships: [MEMBERSHIP] } : { sharingGroups: [GROUP] }),
    });
    await world.rate([megabytes('1', '60')]);
    const [own] = [...world.head('1').buckets.values()].filter(({ resource }) => resource === 'MB');
    expect(own?.amount.toFixed()).toBe('-40');
    expect(left(world)).toBe('-100');
  });

  test('a repeat takes nothing more', async () => {
    const world = family({ rules: [DATA_UNITS] });
    await world.rate([megabytes('1', '300')]);
    await world.rate([megabytes('1', '300'), megabytes('1', '300')]);
    expect(left(world)).toBe('-700');
  });
});

describe("an owner's money", () => {
  test('all of a call goes to the owner, tax and all; data stays with the member', async () => {
    const world = family({ rules: [voiceMoney()] });
    await world.rate([call('1', 10), megabytes('2', '20')]);
    expect(money(world, '2')).toEqual({ net: '10', tax: '2.2' });
    expect(money(world, '1')).toEqual({ net: '1', tax: '0' });
    expect(world.verify()).toBeNull();
  });

  test('half of 0.05 is 0.03 for the owner and 0.02 for the member', async () => {
    const world = family({ rules: [{ filter: {}, effect: { type: 'percentage', value: '50' } }] });
    await world.rate([megabytes('1', '1')]);
    expect([money(world, '2').net, money(world, '1').net]).toEqual(['0.03', '0.02']);
  });

  test('half of many charges below a cent is half of their sum', async () => {
    const world = family({ rules: [{ filter: {}, effect: { type: 'percentage', value: '50' } }] });
    await world.rate(Array.from({ length: 40 }, (_, index) => megabytes(`${index}`, '0.02')));
    expect([money(world, '2').net, money(world, '1').net]).toEqual(['0.02', '0.02']);
    expect(world.verify()).toBeNull();
  });

  test.for([
    { because: 'the group is inactive', group: { ...GROUP, status: 'inactive' } as const },
    { because: 'the group is over', group: { ...GROUP, to: MARCH.from } },
    { because: 'the owner removed the member', group: { ...GROUP, members: [] } },
    { because: 'the member has left', membership: { ...MEMBERSHIP, status: 'removed' } as const },
    { because: 'the member joins later', membership: { ...MEMBERSHIP, from: MARCH.to } },
    { because: 'the policy is not bought any more', owner: { discounts: [] } },
    { because: 'the owner is billed in another currency', owner: { resource: 'USD' } },
  ])('the member pays: $because', async ({ because: _, ...changed }) => {
    const world = family({ rules: [voiceMoney(), DATA_UNITS], ...changed });
    await world.rate([call('1', 10)]);
    expect(money(world, '1').net).toBe('10');
    expect(money(world, '2').net).toBe('0');
  });

  test('an owner at a hard limit stands in for nobody: the member pays', async () => {
    const profile: CreditProfile = {
      code: 'OWNER',
      name: 'Owner',
      paymentTypes: [],
      limits: [{ resource: 'EUR', limit: '5', hard: true, thresholds: [] }],
    };
    const world = family({
      rules: [voiceMoney()],
      catalog: [{ kind: 'creditProfile', object: profile }],
      owner: { creditProfile: 'OWNER' },
    });
    await world.rate([call('1', 4), call('2', 4)]);
    expect(money(world, '2').net).toBe('4');
    expect(money(world, '1').net).toBe('4');
  });

  test('one hop only: an owner who is a member elsewhere passes nothing on', async () => {
    const chained: SharingGroup = { ...GROUP, groupId: '8', members: [] };
    const world = new UsageWorld([VOICE_USAGE, DATA_USAGE], {
      groups: 3,
      catalog: [{ kind: 'discount', object: policy([voiceMoney()]) }],
      contract: (id) => {
        const discounts = [
          {
            purchaseId: '9',
            subscriptionId: 'owner-sub',
            bundle: 'b',
            discount: 'FAMILY',
            validFrom: 0,
            validTo: FOREVER,
            status: 'active' as const,
          },
        ];
        const [first] = GROUP.members;
        if (first === undefined) throw new Error('the group has a member');
        if (id === '1') return { memberships: [MEMBERSHIP] };
        if (id === '3') {
          return { discounts, sharingGroups: [{ ...chained, members: [{ ...first, balanceGroupId: '2' }] }] };
        }
        const membership = { ...MEMBERSHIP, groupId: '8', ownerBalanceGroupId: '3' };
        return { discounts, sharingGroups: [GROUP], memberships: [membership] };
      },
    });
    await world.rate([call('1', 10)]);
    expect(['1', '2', '3'].map((group) => money(world, group).net)).toEqual(['0', '10', '0']);
  });
});
