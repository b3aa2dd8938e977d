import { describe, expect, test } from 'vitest';
import type { Customer } from '../../../domain/customer/customer.ts';
import { cancelGroup, changeGroup, endGroupsOf } from '../../../domain/sharing/change-group.ts';
import { changeMembership, leaveGroup } from '../../../domain/sharing/change-membership.ts';
import { createGroup, type NewGroup } from '../../../domain/sharing/create-group.ts';
import { joinGroup } from '../../../domain/sharing/join-group.ts';
import type {
  PurchasedDiscount,
  RatingProfile,
  SharingGroup,
  SharingMembership,
  Subscription,
} from '../../../domain/subscription/subscription.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import { at, bookOf, profileOf } from '../../support/usage-world.ts';
import { allowed } from '../subscription/contract.ts';

const NOW = at('2026-03-15T12:00:00Z');
const SOON = NOW + 1000;
const customer = (customerId: string, status: Customer['status'] = 'active') => ({ customerId, status }) as Customer;
const contract = (id: string, changes: Partial<RatingProfile> = {}): RatingProfile => ({
  ...profileOf([], id),
  customerId: id,
  ...changes,
});
const GROUP: SharingGroup = {
  ...{ groupId: '7', name: 'Family', subscriptionId: 's', policy: { name: 'All', discounts: ['FAMILY'] } },
  ...{ status: 'active', from: 0, to: FOREVER, members: [] },
};
const member = (customerId: string, changes: Partial<SharingGroup['members'][number]> = {}) => ({
  ...{ customerId, balanceGroupId: customerId, status: 'active' as const, from: 0, to: FOREVER, joinedAt: 0 },
  ...changes,
});
const membership = (groupId: string, status: SharingMembership['status'] = 'active'): SharingMembership => ({
  ...{ groupId, ownerCustomerId: '1', ownerBalanceGroupId: '1', status, from: 0, to: FOREVER, joinedAt: 0 },
});

describe('a group is created', () => {
  const bought = (changes: Partial<PurchasedDiscount> = {}): PurchasedDiscount => ({
    ...{ purchaseId: '9', subscriptionId: 's', bundle: 'b', discount: 'FAMILY', status: 'active' },
    ...{ validFrom: 0, validTo: FOREVER },
    ...changes,
  });
  const book = bookOf([], undefined, [
    {
      kind: 'discount',
      object: {
        ...{ code: 'FAMILY', name: 'Family', mode: 'advanced', validFrom: 0, validTo: FOREVER, priority: 1 },
        ...{ combination: 'sequential', appliesAt: 'rating', rules: [] },
      },
    },
  ]);
  const create = (
    facts: { owner?: Customer; status?: Subscription['status']; profile?: Partial<RatingProfile> } = {},
    group: Partial<NewGroup> = {},
  ) =>
    createGroup(
      { name: 'Family', policy: GROUP.policy, status: 'active', ...group },
      {
        ...{ owner: facts.owner ?? customer('1'), book, groupId: '7', now: NOW },
        subscription: { subscriptionId: 's', status: facts.status ?? 'active' } as Subscription,
        profile: contract('1', { discounts: [bought()], ...facts.profile }),
      },
    );

  test('beside the others of its owner, from now on and without end', () => {
    const { sharingGroups } = allowed(create({ profile: { sharingGroups: [{ ...GROUP, groupId: '6' }] } }));
    expect(sharingGroups?.map(({ groupId }) => groupId)).toEqual(['6', '7']);
    expect(sharingGroups?.[1]).toMatchObject({ from: NOW, to: FOREVER, members: [] });
  });

  const many = (status: SharingGroup['status']) => Array.from({ length: 20 }, () => ({ ...GROUP, status }));
  test.for([
    { because: 'the owner is not active', facts: { owner: customer('1', 'inactive') }, code: 'customer.inactive' },
    { because: 'the subscription is pending', facts: { status: 'pending' as const }, code: 'subscription.state' },
    {
      ...{ because: 'the discount ended', facts: { profile: { discounts: [bought({ validTo: NOW })] } } },
      code: 'sharing.discount_not_owned',
    },
    {
      ...{ because: 'it was cancelled', facts: { profile: { discounts: [bought({ status: 'cancelled' })] } } },
      code: 'sharing.discount_not_owned',
    },
    {
      ...{ because: 'it is of another subscription', code: 'sharing.discount_not_owned' },
      facts: { profile: { discounts: [bought({ subscriptionId: 't' })] } },
    },
    {
      ...{ because: 'there are twenty', facts: { profile: { sharingGroups: many('inactive') } } },
      code: 'sharing.not_allowed',
    },
  ])('not when $because', ({ facts, code }) => {
    expect(create(facts)).toMatchObject({ ok: false, error: { code } });
  });

  test('cancelled ones do not count', () => {
    expect(create({ profile: { sharingGroups: many('cancelled') } })).toMatchObject({ ok: true });
  });
});

describe('a group', () => {
  test('that is over may be prolonged; one that is cancelled stays so', () => {
    const over = { ...GROUP, to: NOW - 1 };
    expect(allowed(changeGroup(over, { validTo: SOON }, NOW))).toEqual({ ...over, to: SOON });
    expect(allowed(changeGroup(over, { status: 'inactive' }, NOW))).toEqual({ ...over, status: 'inactive' });
    const cancelled = allowed(cancelGroup(GROUP, NOW));
    expect(cancelled).toMatchObject({ status: 'cancelled', to: NOW });
    expect(changeGroup(cancelled, { status: 'active' }, NOW)).toMatchObject({ error: { code: 'sharing.state' } });
  });

  test.for([
    { from: SOON, to: FOREVER, ends: SOON, because: 'never before it began' },
    { from: 0, to: NOW - 1, ends: NOW - 1, because: 'not later than it did' },
  ])('ends $because', ({ from, to, ends }) => {
    expect(allowed(cancelGroup({ ...GROUP, from, to }, NOW)).to).toBe(ends);
  });

  test('ends with its subscription, and no other does', () => {
    const profile = contract('1', { sharingGroups: [GROUP, { ...GROUP, groupId: '8', subscriptionId: 't' }] });
    const ended = endGroupsOf(profile, (subscriptionId) => subscriptionId === 's', NOW);
    expect(ended.sharingGroups?.map(({ status }) => status)).toEqual(['cancelled', 'active']);
    expect(endGroupsOf(profile, () => false, NOW)).toBe(profile);
  });
});

describe('joining', () => {
  const join = (
    changes: {
      group?: Partial<SharingGroup>;
      owner?: Customer;
      who?: Customer;
      member?: Partial<RatingProfile>;
    } = {},
    at = '',
  ) => {
    const group = { ...GROUP, ...changes.group };
    return joinGroup(
      { status: 'active' },
      {
        ...{ group, now: NOW, at },
        owner: { customer: changes.owner ?? customer('1'), profile: contract('1', { sharingGroups: [group] }) },
        member: { customer: changes.who ?? customer('2'), profile: contract('2', changes.member) },
      },
    );
  };

  test('is known on both sides, last in the order of joining', () => {
    const joined = allowed(join({ member: { memberships: [membership('5')] } }));
    expect(joined.owner.sharingGroups?.[0]?.members).toEqual([member('2', { from: NOW, joinedAt: NOW })]);
    expect(joined.member.memberships?.map(({ groupId }) => groupId)).toEqual(['5', '7']);
  });

  test('again puts one last', () => {
    const left = membership('7', 'removed');
    const joined = allowed(
      join({
        group: { members: [member('2', { status: 'removed' }), member('3')] },
        member: { memberships: [left, membership('5')] },
      }),
    );
    expect(joined.owner.sharingGroups?.[0]?.members.map(({ customerId }) => customerId)).toEqual(['3', '2']);
    expect(joined.member.memberships?.map(({ groupId, status }) => [groupId, status])).toEqual([
      ['5', 'active'],
      ['7', 'active'],
    ]);
  });

  const hundred = (status: SharingMembership['status']) =>
    Array.from({ length: 100 }, (_, index) => member(`${index + 100}`, { status }));
  const ten = (status: SharingMembership['status']) =>
    Array.from({ length: 10 }, (_, index) => membership(`${index + 100}`, status));

  test('pushes out those who left first, so that contracts do not grow for ever', () => {
    const joined = allowed(join({ group: { members: hundred('removed') }, member: { memberships: ten('removed') } }));
    expect(joined.owner.sharingGroups?.[0]?.members.map(({ customerId }) => customerId).slice(-2)).toEqual([
      '199',
      '2',
    ]);
    expect(joined.owner.sharingGroups?.[0]?.members).toHaveLength(100);
    expect(joined.member.memberships).toHaveLength(10);
  });

  test.for([
    { because: 'the group is cancelled', facts: { group: { status: 'cancelled' } }, code: 'sharing.state' },
    { because: 'the group is over', facts: { group: { to: NOW } }, code: 'sharing.state' },
    { because: 'the owner is not active', facts: { owner: customer('1', 'inactive') }, code: 'customer.inactive' },
    { because: 'the member is not active', facts: { who: customer('2', 'closed') }, code: 'customer.inactive' },
    { because: 'they are the same', facts: { who: customer('1') }, code: 'sharing.not_allowed' },
    { because: 'their money differs', facts: { member: { resource: 'USD' } }, code: 'sharing.not_allowed' },
    { because: 'the customer is in', facts: { group: { members: [member('2')] } }, code: 'sharing.already_member' },
    { because: 'the group is full', facts: { group: { members: hundred('active') } }, code: 'sharing.not_allowed' },
    { because: 'of ten others', facts: { member: { memberships: ten('inactive') } }, code: 'sharing.not_allowed' },
  ] as const)('is refused because $because', ({ facts, code }) => {
    expect(join(facts)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('a membership', () => {
  const group = { ...GROUP, members: [member('2'), member('3')] };
  const sides = {
    ...{ group, now: NOW, owner: contract('1', { sharingGroups: [group] }) },
    member: contract('2', { memberships: [membership('5'), membership('7')] }),
  };

  test('says the same on both sides, and leaves others alone', () => {
    const changed = allowed(changeMembership({ status: 'inactive', validTo: SOON }, sides));
    expect(changed.owner.sharingGroups?.[0]?.members).toMatchObject([
      { customerId: '2', status: 'inactive', to: SOON },
      { customerId: '3', status: 'active', to: FOREVER },
    ]);
    expect(changed.member.memberships).toMatchObject([
      { groupId: '5', status: 'active', to: FOREVER },
      { groupId: '7', status: 'inactive', to: SOON },
    ]);
  });

  test('that began ends now; one that was to begin never does', () => {
    expect(allowed(leaveGroup(sides)).member.memberships?.[1]).toMatchObject({ status: 'removed', from: 0, to: NOW });
    const later = { ...group, members: [member('2', { from: SOON })] };
    const left = allowed(leaveGroup({ ...sides, group: later, owner: contract('1', { sharingGroups: [later] }) }));
    expect(left.owner.sharingGroups?.[0]?.members).toMatchObject([{ status: 'removed', from: SOON, to: SOON }]);
  });

  test('is not to be had for a stranger, nor for one who left', () => {
    const gone = { ...group, members: [member('2', { status: 'removed' })] };
    expect(leaveGroup({ ...sides, group: gone })).toMatchObject({ error: { code: 'sharing.state' } });
    expect(leaveGroup({ ...sides, member: contract('9') })).toMatchObject({ error: { code: 'request.not_found' } });
    expect(changeMembership({ validTo: NOW }, sides)).toMatchObject({ error: { code: 'request.invalid' } });
  });
});
