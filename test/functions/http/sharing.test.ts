import { beforeEach, describe, expect, test } from 'vitest';
import { DAY_TEN, FamilyShop, POLICY } from '../../support/shops/family-shop.ts';
import { SITE } from '../../support/shops/shop.ts';
import { used } from '../../support/shops/usage-shop.ts';

let shop: FamilyShop;
beforeEach(async () => {
  shop = await FamilyShop.open();
});

const call = (id: string) =>
  used({ id, at: '2026-03-10T13:00:00Z', quantity: '100', serviceType: 'VOICE', subject: 'BOR' });
/** Who pays for a call of Bor's an hour later. */
async function payerOf(id = '1'): Promise<'owner' | 'member'> {
  shop.moveTo('2026-03-10T14:00:00Z');
  expect(await shop.rate([call(id)])).toMatchObject({ rated: 1 });
  const own = (await shop.charges('1002')).filter((line) => line.startsWith('VOICE_USE 5 '));
  const owners = (await shop.charges('1001')).filter((line) => line.startsWith('VOICE_USE 5 '));
  expect(own.length + owners.length).toBe(1);
  return own.length === 1 ? 'member' : 'owner';
}

describe('a sharing group', () => {
  test('is created with what its owner bought, and told with its version', async () => {
    const created = await shop.create({ validTo: '2027-01-01T00:00:00Z' });
    expect(created).toMatchObject({
      status: 201,
      etag: '"1"',
      headers: { location: '/v1/sharing-groups/1001' },
      body: {
        ...{ groupId: '1001', name: 'Novak family', subscriptionId: '1001', policy: POLICY, status: 'active' },
        ...{ validFrom: DAY_TEN, validTo: '2027-01-01T00:00:00Z', members: [] },
        owner: { customerId: '1001', name: 'Ana Novak' },
      },
    });
    expect(await shop.show()).toMatchObject({ status: 200, etag: '"1"', body: created.body });
    expect(await shop.show('77')).toMatchObject({ status: 404 });
  });

  test('created twice with one key is created once', async () => {
    const headers = { 'idempotency-key': 'one' };
    const [first, again] = [await shop.create({}, headers), await shop.create({}, headers)];
    expect(again.body).toEqual(first.body);
    const { body } = await shop.ask('listSharingGroups', { path: { customerId: '1001' } });
    expect(body.owned).toHaveLength(1);
  });

  test.for([
    {
      of: 'a discount that was not bought',
      body: { policy: { name: 'P', discounts: ['CALLS', 'NONE'] } },
      pointer: '/policy/discounts/1',
      code: 'sharing.discount_not_owned',
    },
    {
      of: 'a subscription of somebody else',
      body: { subscriptionId: '1002' },
      pointer: '/subscriptionId',
      code: 'request.invalid',
    },
    {
      of: 'an end before the beginning',
      body: { validFrom: '2026-05-01T00:00:00Z', validTo: '2026-04-01T00:00:00Z' },
      pointer: '/validTo',
      code: 'request.invalid',
    },
    {
      of: 'an end that is over',
      body: { validFrom: '2026-02-01T00:00:00Z', validTo: '2026-03-01T00:00:00Z' },
      pointer: '/validTo',
      code: 'request.invalid',
    },
    {
      of: 'no discounts',
      body: { policy: { name: 'P', discounts: [] } },
      pointer: '/policy/discounts',
      code: 'request.invalid',
    },
  ])('is refused for $of', async ({ body, pointer, code }) => {
    expect(await shop.create(body)).toMatchObject({ status: 422, body: { code, errors: [{ pointer }] } });
  });

  test('is edited only in the version that was read', async () => {
    await shop.family();
    const change = (etag: string, body: object) =>
      shop.ask('updateSharingGroup', { path: { groupId: '1001' }, body, headers: { 'if-match': etag } });
    expect(await change('"1"', { status: 'inactive' })).toMatchObject({ status: 412 });
    expect(await change('"2"', { status: 'inactive' })).toMatchObject({
      status: 200,
      etag: '"3"',
      body: { status: 'inactive' },
    });
    expect(await payerOf()).toBe('member');
  });

  test('that is cancelled shares nothing any more, and stays cancelled', async () => {
    await shop.family();
    const cancel = () => shop.ask('cancelSharingGroup', { path: { groupId: '1001' } });
    expect(await cancel()).toMatchObject({ status: 200, body: { status: 'cancelled', validTo: DAY_TEN } });
    expect(await payerOf()).toBe('member');
    expect(await cancel()).toMatchObject({ status: 409, body: { code: 'sharing.state' } });
    expect(await shop.join('1003')).toMatchObject({ status: 409, body: { code: 'sharing.state' } });
  });

  test('ends with the subscription that it shares', async () => {
    await shop.family();
    const cancelled = await shop.ask('cancelSubscription', {
      path: { subscriptionId: '1001' },
      body: { effective: 'now' },
    });
    expect(cancelled.status).toBe(200);
    expect((await shop.show()).body).toMatchObject({ status: 'cancelled', validTo: DAY_TEN });
    expect(await payerOf()).toBe('member');
  });
});

describe('a member', () => {
  beforeEach(() => shop.create());

  test('joins from now on, and both customers show it', async () => {
    expect(await shop.join()).toMatchObject({
      status: 201,
      etag: '"2"',
      body: { members: [{ customerId: '1002', balanceGroupId: '1002', status: 'active', validFrom: DAY_TEN }] },
    });
    expect(await payerOf()).toBe('owner');
    const list = async (customerId: string) => (await shop.ask('listSharingGroups', { path: { customerId } })).body;
    expect(await list('1001')).toMatchObject({
      owned: [{ groupId: '1001', members: [{ customerId: '1002', name: 'Bor Novak' }] }],
      memberships: [],
    });
    expect(await list('1002')).toMatchObject({
      owned: [],
      memberships: [
        {
          groupId: '1001',
          name: 'Novak family',
          owner: { customerId: '1001', name: 'Ana Novak' },
          groupStatus: 'active',
        },
      ],
    });
    for (const customerId of ['1001', '1002']) {
      const { body } = await shop.ask('listActivities', { path: { customerId } });
      expect(body.items.map(({ action }: { action: string }) => action)).toContain('sharing.member_joined');
    }
  });

  test.for([
    { of: 'its owner', who: '1001', status: 422, code: 'sharing.not_allowed' },
    { of: 'one who is billed in other money', who: '1003', status: 422, code: 'sharing.not_allowed' },
    { of: 'nobody', who: '77', status: 422, code: 'request.invalid' },
  ])('cannot be $of', async ({ who, status, code }) => {
    expect(await shop.join(who)).toMatchObject({ status, body: { code } });
  });

  test('joins once, with a balance group of its own', async () => {
    expect(await shop.join('1002', { balanceGroupId: '1001' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/balanceGroupId' }] },
    });
    expect((await shop.join()).status).toBe(201);
    expect(await shop.join()).toMatchObject({ status: 409, body: { code: 'sharing.already_member' } });
  });

  test('who is not active does not join', async () => {
    await shop.ask('cancelSubscription', { path: { subscriptionId: '1002' }, body: { effective: 'now' } });
    await shop.ask('closeCustomer', { path: { customerId: '1002' } });
    expect(await shop.join()).toMatchObject({ status: 409, body: { code: 'customer.inactive' } });
  });

  test('is edited on both sides', async () => {
    await shop.join();
    const edited = await shop.ask('updateSharingMember', {
      path: { groupId: '1001', customerId: '1002' },
      body: { validTo: '2026-03-10T12:30:00Z' },
      headers: { 'if-match': '"2"' },
    });
    expect(edited).toMatchObject({ status: 200, body: { members: [{ validTo: '2026-03-10T12:30:00Z' }] } });
    const account = await shop.store.ledgers.load(SITE.siteId, '1002');
    expect(account?.profile.memberships).toMatchObject([{ to: Date.parse('2026-03-10T12:30:00Z') }]);
    expect(await payerOf()).toBe('member');
  });

  test('leaves, and may come back', async () => {
    await shop.join();
    const remove = () => shop.ask('removeSharingMember', { path: { groupId: '1001', customerId: '1002' } });
    expect(await remove()).toMatchObject({ status: 200, body: { members: [{ status: 'removed', validTo: DAY_TEN }] } });
    expect(await remove()).toMatchObject({ status: 409, body: { code: 'sharing.state' } });
    expect(await payerOf('1')).toBe('member');
    expect(await shop.join()).toMatchObject({ status: 201, body: { members: [{ status: 'active' }] } });
    shop.moveTo('2026-03-10T16:00:00Z');
    await shop.rate([{ ...call('2'), time: '2026-03-10T15:00:00Z' }]);
    expect(await shop.charges('1001')).toContain('VOICE_USE 5 1.1 100');
  });

  test('who joins while the owner buys something is in, and the purchase stands', async () => {
    let raced = false;
    shop.store.beforeCommit = async () => {
      if (raced) return;
      raced = true;
      const bought = await shop.ask('addBundle', { path: { subscriptionId: '1001' }, body: { bundle: 'ADDON' } });
      expect(bought.status).toBe(201);
    };
    expect((await shop.join()).status).toBe(201);
    expect(raced).toBe(true);
    const account = await shop.store.ledgers.load(SITE.siteId, '1001');
    expect(account?.profile.purchases.map(({ bundle }) => bundle)).toContain('ADDON');
    expect(account?.profile.sharingGroups?.[0]?.members).toHaveLength(1);
  });
});

describe('what members used', () => {
  const usage = (groupId = '1001') => shop.ask('getSharingUsage', { path: { groupId } });
  const data = (id: string, at: string) => used({ id, at, quantity: '40', subject: 'DANA' });

  test('is told by member and resource, for the open cycle of the owner, and also of who left', async () => {
    await shop.family();
    await shop.onboard({ plan: 'PRO_DATA', identifier: 'DANA' }, { firstName: 'Dana', email: 'dana@example.com' });
    expect((await shop.join('1004')).status).toBe(201);
    expect((await usage()).body).toEqual({
      ...{ groupId: '1001', from: '2026-02-28T23:00:00Z', to: '2026-03-31T22:00:00Z', members: [] },
    });
    shop.moveTo('2026-03-10T14:00:00Z');
    expect(
      await shop.rate([
        call('1'),
        data('2', '2026-03-10T13:10:00Z'),
        data('3', '2026-03-10T13:20:00Z'),
        // The owner's own: nobody used it of the group.
        used({ id: '4', at: '2026-03-10T13:30:00Z', quantity: '7' }),
      ]),
    ).toMatchObject({ rated: 4 });
    await shop.ask('removeSharingMember', { path: { groupId: '1001', customerId: '1002' } });
    const { members } = (await usage()).body;
    expect(members).toEqual([
      { customerId: '1004', name: 'Dana Novak', events: 2, used: [{ resource: 'MB', amount: '80' }] },
      { customerId: '1002', name: 'Bor Novak', events: 1, used: [{ resource: 'EUR', amount: '6.1' }] },
    ]);
  });

  test('begins anew with the cycle, also before it is billed', async () => {
    await shop.family();
    expect(await payerOf()).toBe('owner');
    shop.moveTo('2026-04-02T00:00:00Z');
    expect((await usage()).body).toMatchObject({ from: '2026-03-31T22:00:00Z', members: [] });
  });

  test('of a group that is not there is not found', async () => {
    expect(await usage('77')).toMatchObject({ status: 404 });
  });
});
