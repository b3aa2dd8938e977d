import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importCatalog } from '../../local/catalog/catalog-client.ts';
import { type Story, startStory } from '../support/story.ts';

/**
 * A company pays ahead for tokens: by voucher, then with money. What nobody has paid for is kept out until somebody does, and is then
 * charged once. A million tokens of the large model cost 3.00 USD.
 */
let story: Story;
let customerId: string;
let subscriptionId: string;
let balanceGroupId: string;
let billId: string;

beforeAll(async () => {
  story = await startStory({ at: '2026-03-02T09:00:00Z', currency: 'USD' });
  const { stack, site } = story;
  const file = readFileSync(new URL('../../local/demo/catalogs/saas-ai.yaml', import.meta.url), 'utf8');
  await importCatalog({ apiUrl: stack.urls.api, token: () => stack.token({ role: 'business-process', site }) }, file);
  await story.stack.drain();
});
afterAll(() => story.end());

const order = {
  customer: {
    ...{ type: 'company', firstName: 'Pia', lastName: 'Ahead', organization: 'Ahead Inc', email: 'pia@example.com' },
    ...{ phone: '+14155550199', address: '1 Main Street', city: 'Austin', zip: '78701', state: 'TX', country: 'US' },
  },
  payment: { method: 'invoice' as const },
  subscription: {
    ...{ plan: 'pay-as-you-go', paymentType: 'prepaid' as const, resource: 'USD', eventType: 'monthly', billingDay: 1 },
    products: ['tokens-in', 'tokens-out'].map((product) => ({
      ...{ bundle: 'pay-as-you-go', product, identifier: `ahead/${product}` },
    })),
  },
};
const millions = (id: string, count: number) => ({
  ...{
    specversion: '1.0' as const,
    type: 'billow.usage.v1' as const,
    source: 'gateway',
    id,
    time: '2026-03-02T09:00:00Z',
    site: 'demo',
  },
  ...{ servicetype: 'tokens-in', subject: 'ahead/tokens-in' },
  data: { tokens: `${count}000000`, model: 'atlas-large-2026-01' },
});
const inHand = async () => {
  const params = { path: { balanceGroupId } };
  const { balances } = await story.must(story.api.GET('/v1/balance-groups/{balanceGroupId}/balances', { params }));
  return balances.find(({ resource }) => resource === 'USD')?.total ?? '0';
};
const suspended = async () => {
  const { items } = await story.must(story.api.GET('/v1/suspense', { params: { query: { reason: 'LIMIT_REACHED' } } }));
  return items;
};
const topUp = () =>
  story.must(
    story.api.POST('/v1/subscriptions/{subscriptionId}/bundles', {
      params: { path: { subscriptionId } },
      body: { bundle: 'top-up-20' },
    }),
  );

test('without money nothing is served', async () => {
  const { api, must } = story;
  const made = await must(api.POST('/v1/onboarding', { body: order }));
  ({ customerId, subscriptionId, balanceGroupId } = made);
  billId = made.activeBill?.billId ?? '';
  const { results } = await must(api.POST('/v1/usage-events/rate', { body: millions('0', 1) }));
  expect(results).toMatchObject([{ outcome: 'suspended', reason: 'LIMIT_REACHED' }]);
  expect(await inHand()).toBe('0');
});

test('a voucher of a batch brings 20 USD, once', async () => {
  const { api, must } = story;
  await must(
    api.POST('/v1/voucher-batches', {
      body: {
        ...{ code: 'gifts', name: 'Gifts', characters: 'alphanumeric', template: 'GIFT-####-####', quantity: 3 },
        ...{ bundle: 'top-up-20', validFrom: '2026-01-01T00:00:00Z', validTo: '2027-01-01T00:00:00Z' },
      },
    }),
  );
  const batch = { params: { path: { code: 'gifts' } } };
  const [voucher] = (await must(api.GET('/v1/voucher-batches/{code}/vouchers', batch))).items;
  const apply = () =>
    api.POST('/v1/subscriptions/{subscriptionId}/vouchers', {
      params: { path: { subscriptionId } },
      body: { codes: [voucher?.code.toLowerCase() ?? ''] },
    });
  expect(await must(apply())).toMatchObject({ bundles: ['top-up-20'], grants: [{ resource: 'USD', amount: '20' }] });
  const again = await apply();
  expect([again.response.status, again.error?.code]).toEqual([409, 'code.already_used']);
  expect(await must(api.GET('/v1/voucher-batches/{code}/counts', batch))).toMatchObject({ made: 3, new: 2, used: 1 });
  expect(await inHand()).toBe('-20');
});

test('what is used is taken from it; what would pass it is kept out and changes nothing', async () => {
  await story.send(millions('1', 5), millions('2', 5));
  expect(await inHand()).toBe('-5');
  expect(await suspended()).toMatchObject([
    { reason: 'LIMIT_REACHED', detail: expect.stringContaining('Top up'), identifier: 'ahead/tokens-in' },
  ]);
});

test('after a top-up the same usage is sent again, and charged once, however often it comes', async () => {
  const { api, must, stack } = story;
  const [{ suspenseId } = { suspenseId: '' }] = await suspended();
  expect(await topUp()).toMatchObject({ bundles: ['top-up-20'], dueNow: { total: '0' } });
  expect(await inHand()).toBe('-25');
  await must(api.POST('/v1/suspense/{suspenseId}/retry', { params: { path: { suspenseId } }, body: {} }));
  await stack.drain();
  expect(await inHand()).toBe('-10');
  await must(api.POST('/v1/suspense/{suspenseId}/retry', { params: { path: { suspenseId } }, body: {} }));
  await story.send(millions('2', 5));
  expect(await inHand()).toBe('-10');
  expect(await suspended()).toEqual([]);
});

test('the bill of the month is paid already, and what is left stays in hand', async () => {
  const { api, must } = story;
  await story.travelTo('2026-04-01T06:00:00Z');
  expect(await must(api.GET('/v1/bills/{billId}', { params: { path: { billId } } }))).toMatchObject({
    ...{ customerId, status: 'closed', total: '30', paidAhead: '30', due: '0', invoiceId: null },
    lines: [{ product: 'tokens-in', quantity: '10000000', net: '30', events: 2 }],
  });
  expect(await inHand()).toBe('-10');
  expect(await story.verify()).toEqual([]);
});
