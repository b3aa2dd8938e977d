import { describe, expect, test } from 'vitest';
import type { Product } from '../../../domain/catalog/catalog.ts';
import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import type { CreditProfile } from '../../../domain/catalog/credit-profile.ts';
import type { Discount, DiscountRule } from '../../../domain/catalog/discount.ts';
import type {
  PurchasedDiscount,
  PurchasedProduct,
  RatingProfile,
  SharingGroup,
  SharingMembership,
} from '../../../domain/subscription/subscription.ts';
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

const OWNED: PurchasedDiscount = {
  purchaseId: '9',
  subscriptionId: 'owner-sub',
  bundle: 'b',
  discount: 'FAMILY',
  validFrom: 0,
  validTo: FOREVER,
  status: 'active',
};

/** The owner's plan, suspended since a time. */
const waiting = (suspendedAt: number): PurchasedProduct => ({
  ...{ purchaseId: '8', subscriptionId: 'owner-sub', bundle: 'b', product: 'fee', quantity: '1', suspendedAt },
  ...{ validFrom: 0, validTo: FOREVER, status: 'active', chargedThrough: suspendedAt },
});

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
            discounts: [OWNED],
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

  test('rules of two percentages do not round each other: each share is that of its own sum', async () => {
    const rule = (chargeTag: string, value: string): DiscountRule => ({
      filter: { chargeTags: [chargeTag] },
      effect: { type: 'percentage', value },
    });
    const world = new UsageWorld(
      [
        usageProduct('voice', { model: 'per-unit', unitPrice: '0.01' }, { chargeTag: 'VOICE' }),
        usageProduct('data', { model: 'per-unit', unitPrice: '0.01' }, { chargeTag: 'DATA' }),
      ],
      {
        groups: 2,
        catalog: [{ kind: 'discount', object: policy([rule('VOICE', '50'), rule('DATA', '25')]) }],
        contract: (id) => (id === '1' ? { memberships: [MEMBERSHIP] } : { sharingGroups: [GROUP], discounts: [OWNED] }),
      },
    );
    const minute = (index: number) => at('2026-03-15T12:00:00Z') + index * 60_000;
    await world.rate(
      Array.from({ length: 40 }, (_, index) => [
        usageMessage({
          id: `v${index}`,
          serviceType: 'voice',
          identifier: 'voice-1',
          at: minute(2 * index),
          fields: { end: new Date(minute(2 * index + 1)).toISOString() },
        }),
        usageMessage({ id: `d${index}`, at: minute(2 * index + 1), fields: { volume: '1' } }),
      ]).flat(),
    );
    const owed = (product: string) =>
      [...world.head('2').unbilled.values()].find((line) => line.product === product)?.net.toFixed();
    expect([owed('voice-usage'), owed('data-usage')]).toEqual(['0.2', '0.1']);
    expect(world.verify()).toBeNull();
  });

  test('usage that costs nothing stays with the member: the owner’s ledger is left alone', async () => {
    const world = new UsageWorld([VOICE_USAGE, DATA_USAGE], {
      groups: 2,
      grants: [grant('MB', '-100', MARCH)],
      catalog: [{ kind: 'discount', object: policy([{ filter: {}, effect: { type: 'percentage', value: '50' } }]) }],
      contract: (id) => (id === '1' ? { memberships: [MEMBERSHIP] } : { sharingGroups: [GROUP], discounts: [OWNED] }),
    });
    const before = world.head('2').seq;
    await world.rate([megabytes('1', '20')]);
    expect(world.head('2').seq).toBe(before);
    const lines = (group: string) => [...world.head(group).unbilled.values()].map(({ quantity }) => quantity.toFixed());
    expect([lines('1'), lines('2')]).toEqual([['20'], []]);
  });

  test.for([
    { because: 'the group is inactive', group: { ...GROUP, status: 'inactive' } as const },
    { because: 'the group is over', group: { ...GROUP, to: MARCH.from } },
    { because: 'the owner removed the member', group: { ...GROUP, members: [] } },
    { because: 'the member has left', membership: { ...MEMBERSHIP, status: 'removed' } as const },
    { because: 'the member joins later', membership: { ...MEMBERSHIP, from: MARCH.to } },
    { because: 'the policy is not bought any more', owner: { discounts: [] } },
    { because: 'the owner’s subscription waits for money', owner: { purchases: [waiting(MARCH.from)] } },
    { because: 'the owner is billed in another currency', owner: { resource: 'USD' } },
  ])('the member pays: $because', async ({ because: _, ...changed }) => {
    const world = family({ rules: [voiceMoney(), DATA_UNITS], ...changed });
    await world.rate([call('1', 10)]);
    expect(money(world, '1').net).toBe('10');
    expect(money(world, '2').net).toBe('0');
  });

  test.for([
    { because: 'the suspension begins later', purchase: waiting(MARCH.to) },
    {
      because: 'the suspension is over with the purchase',
      purchase: { ...waiting(MARCH.from), status: 'expired' } as const,
    },
    { because: 'only an add-on waits', purchase: { ...waiting(MARCH.from), addOn: true } as const },
    { because: 'another subscription waits', purchase: { ...waiting(MARCH.from), subscriptionId: '5' } },
  ])('the owner pays: $because', async ({ purchase }) => {
    const world = family({ rules: [voiceMoney()], owner: { purchases: [purchase] } });
    await world.rate([call('1', 10)]);
    expect(money(world, '2').net).toBe('10');
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
        const discounts = [OWNED];
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

describe('a member of two groups of one owner', () => {
  const second: SharingGroup = { ...GROUP, groupId: '8', policy: { name: 'More', discounts: ['MORE'] } };
  const twice = (rules: readonly DiscountRule[], more: readonly DiscountRule[], owner: Partial<RatingProfile> = {}) =>
    new UsageWorld([MIXED, DATA_USAGE], {
      groups: 2,
      catalog: [
        { kind: 'discount', object: policy(rules) },
        { kind: 'discount', object: { ...policy(more), code: 'MORE' } },
      ],
      grantsOf: (id) => (id === '2' ? [grant('MB', '-1000', MARCH), grant('EUR', '-10', MARCH, 'top-up:2')] : []),
      contract: (id) =>
        id === '1'
          ? { customerId: 'member', memberships: [MEMBERSHIP, { ...MEMBERSHIP, groupId: '8' }] }
          : {
              customerId: 'owner',
              sharingGroups: [GROUP, second],
              discounts: [OWNED, { ...OWNED, purchaseId: '10', discount: 'MORE' }],
              ...owner,
            },
    });
  /** Two charges a call: talk and set-up, each 8. */
  const MIXED: Product = {
    ...usageProduct('voice', { model: 'flat', amount: '8' }),
    versions: [
      {
        validFrom: 0,
        price: { model: 'flat', amount: '8' },
        ratePlan: {
          otherwise: 'price',
          rates: [
            {
              details: [
                { price: { model: 'flat', amount: '8' }, resourceTag: 'TALK' },
                { price: { model: 'flat', amount: '8' }, resourceTag: 'SET-UP' },
              ],
            },
          ],
        },
      },
    ],
  };
  const tagged = (tag: string): DiscountRule => ({
    filter: { resourceTags: [tag] },
    effect: { type: 'percentage', value: '100' },
  });

  test('finds the units once: what the first group used the second has no more', async () => {
    const world = twice([DATA_UNITS], [DATA_UNITS]);
    await world.rate([megabytes('1', '1500')]);
    expect(left(world)).toBe('0');
    expect(money(world, '1').net).toBe('25');
    expect(world.verify()).toBeNull();
  });

  test('finds the money paid ahead once, and one limit', async () => {
    const world = twice([tagged('TALK')], [tagged('SET-UP')]);
    await world.rate([call('1', 1)]);
    const inHand = [...world.head('2').buckets.values()].filter(({ origin }) => origin === 'top-up:2');
    expect(inHand.map(({ amount }) => amount.toFixed())).toEqual(['0']);
    expect(money(world, '2').net).toBe('16');

    const poor = twice([tagged('TALK')], [tagged('SET-UP')], { paymentType: 'prepaid' });
    await poor.rate([call('1', 1)]);
    expect(money(poor, '1').net).toBe('16');
    expect(money(poor, '2').net).toBe('0');
  });

  test('has one entry an event on the owner’s side', async () => {
    const world = twice([tagged('TALK')], [tagged('SET-UP')]);
    await world.rate([call('1', 1)]);
    expect(world.entries('2').filter(({ kind }) => kind === 'shared')).toHaveLength(1);
  });
});
