import { beforeEach, expect, test } from 'vitest';
import { decimalText } from '../../../domain/money/decimal.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import { listReservations } from '../../../functions/use-cases/charging/list-reservations.ts';
import { UsageWorld, usageProduct } from '../../support/usage-world.ts';
import { chargingIn, topUp } from './charging-world.ts';

const always = { from: 0, to: FOREVER, joinedAt: 0, status: 'active' } as const;

/** Group 1 owns a sharing group in which group 2 is. */
let world: UsageWorld;
let charge: ReturnType<typeof chargingIn>;
beforeEach(() => {
  world = new UsageWorld([usageProduct('data', { model: 'per-unit', unitPrice: '1' })], {
    groups: 2,
    grants: [topUp('50')],
    contract: (group) => ({
      paymentType: 'prepaid',
      ...(group === '1'
        ? {
            sharingGroups: [
              {
                ...{
                  groupId: '7',
                  name: 'Family',
                  subscriptionId: 's',
                  policy: { name: 'All', discounts: [] },
                  ...always,
                },
                members: [{ customerId: '2', balanceGroupId: '2', ...always }],
              },
            ],
          }
        : {}),
    }),
  });
  charge = chargingIn(world);
});
const list = async (group = '1') =>
  (await listReservations({ ledgers: world.ledgers })('demo', group, world.now))?.map(
    ({ sessionId, hold, service }) => ({
      ...{ sessionId, identifier: service?.identifier ?? null, quantity: decimalText(hold.quantity) },
    }),
  );

test('the one that runs out first comes first, and one that is over is not among them', async () => {
  await charge.reserve({ id: 'gw;1|2', quantity: '3', seconds: 600 });
  await charge.reserve({ id: 's2', quantity: '2', seconds: 60 });
  const [late, soon] = [
    { sessionId: 'gw;1|2', identifier: 'data-1', quantity: '3' },
    { sessionId: 's2', identifier: 'data-1', quantity: '2' },
  ];
  expect(await list()).toEqual([soon, late]);
  world.now += 60_000;
  expect(await list()).toEqual([late]);
  await charge.release({ id: 'gw;1|2' });
  expect(await list()).toEqual([]);
});

test("a member's session in the ledger of its owner is told with the member's service", async () => {
  await charge.reserve({ id: 's1', group: '2', quantity: '5' });
  const [hold] = world.head('2').holds.values();
  if (hold === undefined) expect.fail();
  const inOwners = { ...hold, id: 'theirs|s1', service: 'theirs' };
  const ledgers = {
    load: async (siteId: string, id: string) => {
      const account = await world.ledgers.load(siteId, id);
      if (account === null) return null;
      const { head, profile } = account;
      if (id === '1') return { profile, head: { ...head, holds: new Map([[inOwners.id, inOwners]]) } };
      return {
        head,
        profile: { ...profile, services: profile.services.map((one) => ({ ...one, serviceId: 'theirs' })) },
      };
    },
  };
  expect(await listReservations({ ledgers })('demo', '1', world.now)).toMatchObject([
    { sessionId: 's1', session: { balanceGroupId: '2' }, service: { identifier: 'data-2' } },
  ]);
});

test('there is no balance group without a ledger', async () => {
  expect(await list('77')).toBeUndefined();
});
