import { beforeEach, describe, expect, test } from 'vitest';
import { FamilyShop } from '../../support/shops/family-shop.ts';
import { anaBuys } from '../../support/shops/shop.ts';
import { used } from '../../support/shops/usage-shop.ts';

const at = '2026-03-10T13:00:00Z';
const dana = (changes: object = {}) => ({
  ...anaBuys({ plan: 'PHONE', identifier: 'DANA' }, { firstName: 'Dana', email: 'dana@example.com' }),
  sharing: { groupId: '1001' },
  ...changes,
});

let shop: FamilyShop;
beforeEach(async () => {
  shop = await FamilyShop.open();
  expect((await shop.create()).status).toBe(201);
});

describe('a family', () => {
  test('a customer is onboarded into it, uses what its owner has, and the bills say who paid', async () => {
    const body = dana({ subscription: anaBuys({ plan: 'USE_ONLY', identifier: 'DANA' }).subscription });
    const onboarded = await shop.ask('onboardCustomer', { body });
    expect(onboarded).toMatchObject({ status: 201, body: { customerId: '1004', sharingGroupId: '1001' } });
    expect((await shop.show()).body).toMatchObject({ members: [{ customerId: '1004', name: 'Dana Novak' }] });

    shop.moveTo('2026-03-10T14:00:00Z');
    const calls = ['1', '2'].map((id) => used({ id, at, quantity: '100', serviceType: 'VOICE', subject: 'DANA' }));
    expect(await shop.rate(calls)).toMatchObject({ rated: 2 });
    // Ana's own calls are Ana's, at their full price.
    expect(await shop.rate([used({ id: '3', at, quantity: '20', serviceType: 'VOICE' })])).toMatchObject({ rated: 1 });
    expect(await shop.charges('1004')).toEqual([]);
    expect(await shop.charges('1001')).toEqual(['FEE 30 6.6 1', 'VOICE_USE 11 2.42 220']);
    const eventsOf = async (customerId: string) =>
      (await shop.ask('listCustomerEvents', { path: { customerId } })).body.items;
    // Either sees the call, with what it cost them and whose it was.
    expect(await eventsOf('1004')).toMatchObject(
      ['2', '1'].map((eventId) => ({
        ...{ eventId, identifier: 'DANA', amount: '0' },
        shared: { as: 'member', groupId: '1001', customerId: '1001', balanceGroupId: '1001' },
      })),
    );
    const ofOwner = await eventsOf('1001');
    expect(ofOwner).toMatchObject([
      { eventId: '3', amount: '1.22' },
      ...['2', '1'].map((eventId) => ({
        ...{ eventId, serviceType: 'VOICE', identifier: null, quantity: '100', amount: '6.1' },
        shared: { as: 'owner', groupId: '1001', customerId: '1004' },
      })),
    ]);
    expect(ofOwner[0]).not.toHaveProperty('shared');
    const entries = (await shop.ask('listEntries', { path: { balanceGroupId: '1001' } })).body.items;
    expect(entries.find(({ kind }: { kind: string }) => kind === 'shared')).toMatchObject({
      shared: { groupId: '1001', customerId: '1004' },
    });

    shop.moveTo('2026-04-01T00:00:00Z');
    for (const billingProfileId of ['1001', '1004']) {
      expect(await shop.ask('runBilling', { path: { billingProfileId } })).toMatchObject({ status: 200 });
    }
    const bills = async (customerId: string) =>
      (await shop.ask('listCustomerBills', { path: { customerId } })).body.items.at(-1);
    expect(await bills('1001')).toMatchObject({ net: '41', tax: '9.02', total: '50.02' });
    expect(await bills('1004')).toMatchObject({ total: '0' });
    expect(await shop.differences()).toEqual([]);
  });

  test('300 MB of the 1000 of its owner leave 700, and the member owes nothing', async () => {
    const dataOnly = anaBuys({ plan: 'PRO_DATA', identifier: 'DANA' }).subscription;
    expect((await shop.ask('onboardCustomer', { body: dana({ subscription: dataOnly }) })).status).toBe(201);
    shop.moveTo('2026-03-10T14:00:00Z');
    expect(await shop.rate([used({ id: '1', at, quantity: '300', subject: 'DANA' })])).toMatchObject({ rated: 1 });
    expect(await shop.megabytes()).toBe('-700');
    expect(await shop.charges('1004')).toContain('DATA_USE 0 0 300');
    expect(await shop.differences()).toEqual([]);
  });
});

describe('onboarding into a group', () => {
  test('is shown beforehand, with nothing written', async () => {
    const commits = shop.store.commits.length;
    const preview = await shop.ask('previewOnboarding', { body: dana() });
    expect(preview).toMatchObject({ status: 200, body: { sharingGroupId: '1001' } });
    expect(shop.store.commits).toHaveLength(commits);
  });

  test.for([
    { because: 'there is no such group', sharing: { groupId: '77' }, status: 422, code: 'request.invalid' },
    {
      because: 'it is billed in other money',
      subscription: anaBuys({ plan: 'DOLLARS', resource: 'USD' }).subscription,
      status: 422,
      code: 'sharing.not_allowed',
    },
  ])('is refused when $because, and nobody is onboarded', async ({ because: _, status, code, ...changes }) => {
    const refused = await shop.ask('onboardCustomer', { body: dana(changes) });
    expect(refused).toMatchObject({ status, body: { code, errors: [{ pointer: '/sharing/groupId' }] } });
    expect(shop.store.get('customer', 'demo', { customerId: '1004' })).toBeNull();
  });

  test('is refused when the group was cancelled meanwhile', async () => {
    let raced = false;
    shop.store.beforeCommit = async () => {
      if (raced) return;
      raced = true;
      expect((await shop.ask('cancelSharingGroup', { path: { groupId: '1001' } })).status).toBe(200);
    };
    expect(await shop.ask('onboardCustomer', { body: dana() })).toMatchObject({
      status: 409,
      body: { code: 'sharing.state' },
    });
    expect(raced).toBe(true);
  });
});
