import { beforeEach, expect, test } from 'vitest';
import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import { totalAt } from '../../../domain/rating/limits/credit-limits.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import { runLifecycle } from '../../../functions/use-cases/subscriptions/run-lifecycle.ts';
import { anaBuys, SITE } from '../../support/shops/shop.ts';
import { UsageShop, used } from '../../support/shops/usage-shop.ts';
import { product, version } from '../../unit/subscription/contract.ts';

/** A prepaid phone: 30 a month, 36.60 with tax, and 1000 MB; a top-up of 50 or of 20, a line for music of 5. */

const { siteId } = SITE;
const always = { validFrom: 0, validTo: FOREVER };
const bundleOf = (code: string, ...products: readonly string[]): CatalogObject => ({
  kind: 'bundle',
  object: {
    code,
    name: code,
    ...always,
    items: products.map((one) => ({ product: one, quantity: '1', optional: false })),
  },
});
const planOf = (code: string, ...bundles: readonly string[]): CatalogObject => ({
  kind: 'plan',
  object: { code, name: code, status: 'active', bundles, ...always, paymentTypes: [] },
});
const STOCK: readonly CatalogObject[] = [
  ...['50', '20'].map((amount): CatalogObject => {
    const top = {
      code: `TOP_${amount}`,
      type: 'one-time',
      billItem: 'FEES',
      versions: [version(`-${amount}`)],
    } as const;
    return { kind: 'product', object: product(top) };
  }),
  { kind: 'product', object: product({ code: 'MUSIC_FEE', versions: [version('5', 'VAT')] }) },
  bundleOf('TOP_50', 'TOP_50'),
  bundleOf('TOP_20', 'TOP_20'),
  bundleOf('MUSIC', 'MUSIC_FEE'),
  planOf('AHEAD', 'MOBILE', 'TOP_50'),
  {
    kind: 'notificationRule',
    object: {
      code: 'WAITS',
      name: 'Waits',
      event: 'renewal.suspended',
      enabled: true,
      publishers: [{ action: 'log' }],
    },
  },
  {
    kind: 'notificationRule',
    object: { code: 'GOES', name: 'Goes on', event: 'renewal.resumed', enabled: true, publishers: [{ action: 'log' }] },
  },
];

let shop: UsageShop;
beforeEach(async () => {
  shop = new UsageShop('2026-03-01T00:00:00Z');
  for (const one of STOCK) {
    shop.store.seed({ put: 'catalog', value: { siteId, ...one, code: one.object.code, version: 0 } });
  }
  await shop.onboard({ plan: 'AHEAD', paymentType: 'prepaid' });
});

const ofProfile = { billingProfileId: '1001' };
async function turn(time: string) {
  shop.moveTo(time);
  expect(await shop.ask('runBilling', { path: ofProfile })).toMatchObject({ status: 200 });
}
const cash = (amount: string, headers = {}) =>
  shop.ask('createBalance', {
    path: { balanceGroupId: '1001' },
    body: { resource: 'EUR', amount, direction: 'credit', validity: 'infinite', note: 'Cash' },
    headers,
  });
const subscription = async () => (await shop.ask('listSubscriptions', { path: { customerId: '1001' } })).body.items[0];
async function money(resource = 'EUR') {
  const { buckets } = await shop.head();
  return totalAt(buckets.values(), resource, await shop.store.siteTime.now(siteId)).toFixed(2);
}
const actions = () => shop.store.all('activity', siteId).map(({ action }) => action);
const told = () => shop.store.all('notification', siteId).map(({ type, subscriptionId }) => [type, subscriptionId]);
const fees = async () => (await shop.head()).tail.filter((entry) => entry.product === 'FEE').length;

test('a purchase that the money in hand does not cover is refused, and says what it costs', async () => {
  const order = anaBuys({ plan: 'PHONE', paymentType: 'prepaid', identifier: 'BOR' }, { email: 'bor@example.com' });
  const short = { status: 402, body: { code: 'balance.insufficient', detail: expect.stringContaining('36.60 EUR') } };
  expect(await shop.ask('onboardCustomer', { body: order })).toMatchObject(short);
  expect(await shop.ask('previewOnboarding', { body: order })).toMatchObject(short);
  const buy = (bundle: string) => shop.ask('addBundle', { path: { subscriptionId: '1001' }, body: { bundle } });
  expect(await money()).toBe('-13.40');
  expect(await buy('MUSIC')).toMatchObject({ status: 201 });
  expect(await buy('MUSIC')).toMatchObject({ status: 201 });
  expect(await money()).toBe('-1.20');
  const refused = { status: 402, body: { code: 'balance.insufficient', detail: expect.stringContaining('1.20 EUR') } };
  expect(await buy('MUSIC')).toMatchObject(refused);
  expect(await money()).toBe('-1.20');
  const postpaid = anaBuys({ identifier: 'CENE' }, { email: 'cene@example.com' });
  expect(await shop.ask('onboardCustomer', { body: postpaid })).toMatchObject({ status: 201 });
});

test('a renewal that is not covered is suspended for everybody to see, and the money is not touched', async () => {
  await turn('2026-04-01T00:30:00Z');
  expect(await money()).toBe('-13.40');
  expect(await money('MB')).toBe('0.00');
  expect(await subscription()).toMatchObject({ status: 'suspended', suspendedAt: '2026-03-31T22:00:00Z' });
  expect((await subscription()).products).toEqual(
    expect.arrayContaining([expect.objectContaining({ product: 'FEE', status: 'suspended' })]),
  );
  expect(actions()).toContain('subscription.suspended');
  expect(told()).toEqual([['renewal.suspended', '1001']]);
  const call = used({ id: '1', at: '2026-04-01T00:20:00Z', quantity: '5' });
  expect(await shop.rate([call])).toMatchObject({ suspended: 1 });
  expect(shop.suspended()).toMatchObject([{ reason: 'NOT_ACTIVE', detail: expect.stringContaining('Top up') }]);
  await turn('2026-05-01T00:30:00Z');
  expect(told()).toHaveLength(1);
  expect(await fees()).toBe(1);
  expect(await shop.differences()).toEqual([]);
});

test('it goes on in the commit that brings the money, once, and only when that is enough', async () => {
  await turn('2026-04-01T00:30:00Z');
  shop.moveTo('2026-04-16T10:00:00Z');
  // 15 of 30 days are 18.30.
  expect(await cash('4')).toMatchObject({ status: 201, body: { settled: '0' } });
  expect(await subscription()).toMatchObject({ status: 'suspended' });
  const commits = shop.store.commits.length;
  const once = { 'idempotency-key': 'top-up-1' };
  expect(await cash('10', once)).toMatchObject({ status: 201 });
  expect(await cash('10', once)).toMatchObject({ status: 201 });
  expect(shop.store.commits.length - commits).toBe(1);
  expect([await money(), await money('MB'), await fees()]).toEqual(['-9.10', '-1000.00', 2]);
  expect(await subscription()).toMatchObject({ status: 'active' });
  expect(await subscription()).not.toHaveProperty('suspendedAt');
  expect(actions().filter((action) => action.startsWith('subscription.'))).toEqual([
    'subscription.suspended',
    'subscription.resumed',
  ]);
  expect(told()).toEqual([
    ['renewal.suspended', '1001'],
    ['renewal.resumed', '1001'],
  ]);
  expect(await shop.rate([used({ id: '1', at: '2026-04-16T10:00:00Z', quantity: '5' })])).toMatchObject({ rated: 1 });
  expect(await money('MB')).toBe('-995.00');
  expect(await shop.differences()).toEqual([]);
});

test('two top-ups at once renew it once', async () => {
  await turn('2026-04-01T00:30:00Z');
  let races = 0;
  shop.store.beforeCommit = async () => {
    races += 1;
    if (races === 1) expect(await cash('40')).toMatchObject({ status: 201 });
  };
  expect(await cash('40')).toMatchObject({ status: 201 });
  expect(races).toBe(3);
  expect([await money(), await fees()]).toEqual(['-56.80', 2]);
  expect(await shop.differences()).toEqual([]);
});

test('a bundle that brings money, too, lets it go on', async () => {
  await turn('2026-04-01T00:30:00Z');
  const bought = await shop.ask('addBundle', { path: { subscriptionId: '1001' }, body: { bundle: 'TOP_50' } });
  expect(bought).toMatchObject({ status: 201, body: { subscription: { status: 'active' }, dueNow: { total: '0' } } });
  expect([await money(), await fees()]).toEqual(['-26.80', 2]);
  expect(told()).toHaveLength(2);
});

test('an agreed limit lets it go on, too', async () => {
  const limits = [{ resource: 'EUR', limit: '30', hard: true, thresholds: [] }];
  const object = { code: 'AGREED', name: 'Agreed', paymentTypes: [], limits };
  shop.store.seed({ put: 'catalog', value: { siteId, kind: 'creditProfile', code: 'AGREED', object, version: 0 } });
  await turn('2026-04-01T00:30:00Z');
  const path = { balanceGroupId: '1001' };
  const { etag } = await shop.ask('getLimits', { path });
  const headers = { 'if-match': etag };
  expect(await shop.ask('setCreditProfile', { path, body: { code: 'AGREED' }, headers })).toMatchObject({
    status: 200,
  });
  expect([await money(), (await subscription()).status]).toEqual(['23.20', 'active']);
  expect(await shop.differences()).toEqual([]);
});

test('what a payment leaves over is money in hand, and lets it go on', async () => {
  await turn('2026-04-01T00:30:00Z');
  const [open] = shop.store.all('bill', siteId).filter(({ finalisedAt }) => finalisedAt !== null);
  const bill = { ...(open ?? expect.fail()), status: 'billing', due: '10', paidAhead: '26.6', closedAt: null } as const;
  shop.store.seed({ put: 'bill', value: bill });
  const body = { method: 'cash', amount: '40' };
  expect(await shop.ask('recordPayment', { path: { billId: bill.billId }, body })).toMatchObject({
    status: 201,
    body: { payment: { credited: '0', paidAhead: '30' }, bill: { status: 'closed' } },
  });
  expect([await money(), (await subscription()).status]).toEqual(['-6.80', 'active']);
  expect(shop.store.all('billingProfile', siteId)[0]?.creditBalance).toBe('0');
});

test('what waits for money is nothing that a job is due for', async () => {
  const path = { subscriptionId: '1001' };
  const body = { bundle: 'MUSIC', validFrom: '2026-03-20T00:00:00Z' };
  expect(await shop.ask('addBundle', { path, body })).toMatchObject({ status: 201 });
  for (let more = 0; more < 2; more++) await shop.ask('addBundle', { path, body: { bundle: 'MUSIC' } });
  shop.moveTo('2026-03-20T00:30:00Z');
  const verify = () =>
    runLifecycle(shop.store)({ siteId, job: 'purchase-verification', runId: 'r', ref: '1001', customerId: '1001' });
  expect(await verify()).toMatchObject({ outcome: 'processed' });
  expect(await money()).toBe('-1.20');
  expect(await verify()).toMatchObject({ outcome: 'skipped' });
  const { items } = await shop.store.dueIndex.due(siteId, 'purchase-verification', Date.parse('2027-01-01'));
  expect(items).toEqual([]);
  expect(await cash('10')).toMatchObject({ status: 201 });
  expect((await subscription()).products.filter(({ suspendedAt }: { suspendedAt?: string }) => suspendedAt)).toEqual(
    [],
  );
  expect(await shop.differences()).toEqual([]);
});
