import { expect, test } from 'vitest';
import { instantText } from '../../../domain/time/instant.ts';
import { cancelSubscription } from '../../../functions/use-cases/subscriptions/cancel-subscription.ts';
import { onboardCustomer } from '../../../functions/use-cases/subscriptions/onboard-customer.ts';
import { rateUsageBatch } from '../../../functions/use-cases/usage/rate-usage-batch.ts';
import type { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import { anaBuys, at, callAt, SITE, shopAt } from '../../support/shops/shop.ts';
import { allowed } from '../../unit/subscription/contract.ts';

const siteId = SITE.siteId;
const NUMBER = '041-111-222';
const buys = (store: InMemoryStore, day: string, firstName: string) =>
  onboardCustomer(store)(
    callAt(at(day)),
    anaBuys({ plan: 'USE_ONLY', identifier: NUMBER }, { firstName, email: `${firstName}@example.com` }),
  );

test('a number of Ana’s rests 90 days before Bor has it; her call of 31 May that comes on 2 September is rated for her', async () => {
  const store = shopAt(at('2026-05-01'));
  store.seed({ put: 'site', value: { ...SITE, maxEventAgeDays: 120 } });
  allowed(await buys(store, '2026-05-01', 'Ana'));
  const leaves = { subscriptionId: '1001', effective: 'now' } as const;
  allowed(await cancelSubscription(store)(callAt(at('2026-06-01')), leaves));
  const refused = { error: { code: 'service.identifier_quarantined' } };
  expect(await buys(store, '2026-07-15', 'Bor')).toMatchObject(refused);
  expect(await buys(store, '2026-08-29', 'Bor')).toMatchObject(refused);
  allowed(await buys(store, '2026-08-30', 'Bor'));

  const now = at('2026-09-02');
  store.seed({ put: 'siteClock', value: { siteId, now, target: null, waitingFor: null, version: 1 } });
  const suspended: string[] = [];
  const rate = rateUsageBatch({
    ...store,
    services: {
      holders: async (site, identifier) => store.get('serviceClaim', site, { identifier })?.holders ?? [],
      forget: () => {},
    },
    suspense: { suspend: async ({ reason }) => void suspended.push(reason) },
    tallies: store.usageTallies,
    homeSite: siteId,
  });
  const call = (id: string, day: string) => ({
    messageId: id,
    body: JSON.stringify({
      ...{ specversion: '1.0', type: 'billow.usage.v1', source: 'test', site: siteId, servicetype: 'VOICE' },
      ...{ id, time: instantText(at(day)), subject: NUMBER, data: { quantity: '20' } },
    }),
  });
  const result = await rate([
    call('of May', '2026-05-31'),
    call('of June', '2026-06-15'),
    call('of Sept', '2026-09-01'),
  ]);
  expect(result).toMatchObject({ rated: 2, faults: [] });
  expect(suspended).toEqual(['UNKNOWN_SERVICE']);
  const usageOf = async (balanceGroupId: string) => {
    const { head } = (await store.ledgers.load(siteId, balanceGroupId)) ?? expect.fail();
    return head.tail.filter(({ kind }) => kind === 'usage').map(({ id, impacts }) => [id, `${impacts[0]?.amount}`]);
  };
  expect(await usageOf('1001')).toEqual([['of May', '1.22']]);
  const bor = store.all('customer', siteId).find(({ name }) => name.startsWith('Bor')) ?? expect.fail();
  const [profile] = store.all('billingProfile', siteId).filter(({ customerId }) => customerId === bor.customerId);
  expect(await usageOf(profile?.balanceGroups[0] ?? '')).toEqual([['of Sept', '1.22']]);
});
