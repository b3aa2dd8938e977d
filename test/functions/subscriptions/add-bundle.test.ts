import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../domain/catalog/catalog.ts';
import { verifyHead } from '../../../domain/ledger/verify-head.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import {
  type AddBundleRequest,
  addBundle,
  previewBundle,
} from '../../../functions/use-cases/subscriptions/add-bundle.ts';
import { cancelSubscription } from '../../../functions/use-cases/subscriptions/cancel-subscription.ts';
import { requestPlanTransition } from '../../../functions/use-cases/subscriptions/request-plan-transition.ts';
import { runLifecycle } from '../../../functions/use-cases/subscriptions/run-lifecycle.ts';
import type { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import { at, callAt, SITE } from '../../support/shops/shop.ts';
import { batchOf, stock, voucherShop } from '../../support/shops/voucher-shop.ts';
import { allowed, product } from '../../unit/subscription/contract.ts';

const NOW = at('2026-03-10T13:30:00Z');
const siteId = SITE.siteId;
const wish = (changes: Partial<AddBundleRequest> = {}): AddBundleRequest => ({
  ...{ subscriptionId: '1001', bundle: 'TV', products: [], promotionCodes: [] },
  ...changes,
});
const portsOf = (store: InMemoryStore) => ({ ...store, systemTime: () => NOW });
const add = (store: InMemoryStore, changes: Partial<AddBundleRequest> = {}, now = NOW) =>
  addBundle(portsOf(store))(callAt(now), wish(changes));
const preview = (store: InMemoryStore, changes: Partial<AddBundleRequest> = {}) =>
  previewBundle(portsOf(store))(callAt(NOW), wish(changes));
async function account(store: InMemoryStore) {
  const found = (await store.ledgers.load(siteId, '1001')) ?? expect.fail();
  expect(verifyHead(found.head, found.head.tail)).toBeNull();
  return found;
}
const changePlan = (store: InMemoryStore, changes: Partial<Plan>, code = 'PHONE') => {
  const stored = store.get('catalog', siteId, { kind: 'plan', code }) ?? expect.fail();
  store.seed({ put: 'catalog', value: { ...stored, object: { ...stored.object, ...changes } as Plan } });
};
const linesOf = ({ dueNow }: { dueNow: { lines: readonly { product: string | null; net: string }[] } }) =>
  dueNow.lines.map(({ product, net }) => [product, net]);

describe('an add-on bundle', () => {
  test('is charged by the day to the end of the cycle, in one commit', async () => {
    const store = await voucherShop(NOW);
    const commits = store.commits.length;
    const bought = allowed(await add(store));
    expect(linesOf(bought)).toEqual([['TV', '7.1']]);
    expect(bought.dueNow).toMatchObject({ net: '7.1', tax: '1.56', total: '8.66' });
    expect(store.commits).toHaveLength(commits + 1);
    const { profile } = await account(store);
    expect(profile.purchases.at(-1)).toMatchObject({
      ...{ product: 'TV', bundle: 'TV', subscriptionId: '1001', status: 'active', validFrom: NOW, validTo: FOREVER },
      chargedThrough: at('2026-04-01'),
    });
    expect(store.all('activity', siteId).at(-1)).toMatchObject({
      ...{ action: 'subscription.bundle_added', actor: 'clerk@example.com', objectId: '1001' },
      after: { bundle: 'TV' },
    });
  });

  test('begins later where its rows or products say so, and lasts from there', async () => {
    const store = await voucherShop(NOW);
    const month = { value: 1, unit: 'month' } as const;
    const row = { optional: false, quantity: '1' };
    stock(
      store,
      { kind: 'product', object: product({ code: 'LATE', startsAfter: { value: 2, unit: 'week' }, duration: month }) },
      {
        kind: 'discount',
        object: {
          ...{ code: 'OFF', name: 'Off', mode: 'simple', validFrom: 0, validTo: FOREVER, priority: 0 },
          ...{ combination: 'sequential', appliesAt: 'rating', rules: [] },
        },
      },
      {
        kind: 'bundle',
        object: {
          ...{ code: 'TRIAL', name: 'Trial', validFrom: 0, validTo: FOREVER },
          items: [
            { ...row, product: 'LATE' },
            { ...row, product: 'TV', startsAfter: month },
          ],
          discounts: [{ discount: 'OFF', optional: false, startsAfter: { value: 1, unit: 'day' }, duration: month }],
        },
      },
    );
    const bought = allowed(await add(store, { bundle: 'TRIAL' }));
    expect(linesOf(bought)).toEqual([]);
    expect(bought.purchases).toMatchObject([
      { product: 'LATE', validFrom: at('2026-03-24T13:30:00Z'), validTo: at('2026-04-24T12:30:00Z') },
      // The clocks have changed meanwhile: the same time of day is another hour of the world's.
      { product: 'TV', validFrom: at('2026-04-10T12:30:00Z'), validTo: FOREVER },
    ]);
    expect(bought.discounts).toMatchObject([
      { discount: 'OFF', validFrom: at('2026-03-11T13:30:00Z'), validTo: at('2026-04-11T12:30:00Z') },
    ]);
    const products = [{ product: 'LATE', validFrom: NOW }];
    expect(linesOf(allowed(await preview(store, { bundle: 'TRIAL', products })))).toEqual([['LATE', '21.29']]);
  });

  test('is previewed by the same decision, with nothing written and no number used', async () => {
    const store = await voucherShop(NOW);
    const [commits, purchase] = [store.commits.length, (await account(store)).profile.purchases.at(-1)];
    const previewed = allowed(await preview(store));
    expect(store.commits).toHaveLength(commits);
    const bought = allowed(await add(store));
    expect(previewed.dueNow).toEqual(bought.dueNow);
    expect(Number(bought.purchases[0]?.purchaseId)).toBe(Number(purchase?.purchaseId) + 1);
  });

  test('with a service claims its identifier, and is refused without one or with one that is taken', async () => {
    const store = await voucherShop(NOW, { customers: 2 });
    expect(await preview(store, { bundle: 'LINE_2' })).toMatchObject({
      error: { code: 'service.identifier_missing', errors: [{ pointer: '/identifier' }] },
    });
    expect(await preview(store, { bundle: 'LINE_2', identifier: '041-111-222' })).toMatchObject({
      error: { code: 'service.identifier_taken' },
    });
    const products = [{ product: 'VOICE_TOO', identifier: '041-999' }];
    allowed(await add(store, { bundle: 'LINE_2', products }));
    expect(store.get('serviceClaim', siteId, { identifier: '041-999' })).toMatchObject({
      holders: [{ customerId: '1001', serviceType: 'VOICE', from: NOW }],
    });
    expect(store.get('customer', siteId, { customerId: '1001' })).toMatchObject({ activeServices: 3 });
    expect(store.get('searchToken', siteId, { token: '041-999', customerId: '1001' })).toMatchObject({
      name: 'Ana Novak',
    });
  });

  test('begins later, and is charged when the job starts it', async () => {
    const store = await voucherShop(NOW);
    const bought = allowed(await add(store, { validFrom: at('2026-04-10') }));
    expect(bought.dueNow.total).toBe('0');
    expect(bought.purchases).toMatchObject([{ status: 'pending', validFrom: at('2026-04-10') }]);
    const due = await store.dueIndex.due(siteId, 'purchase-verification', at('2026-05-01'));
    expect(due.items).toMatchObject([{ ref: '1001', dueAt: at('2026-04-10') }]);
  });

  test.each([
    ['that is not there', { bundle: 'NONE' }, 'catalog.reference_missing', '/bundle'],
    ['before the subscription', { validFrom: at('2026-03-10') - 1 }, 'request.invalid', '/validFrom'],
    ['more than a year ahead', { validFrom: at('2027-03-13') }, 'request.invalid', '/validFrom'],
    ['with a product that it has not', { products: [{ product: 'FEE' }] }, 'request.invalid', '/products/0/product'],
    ['with a code that nobody knows', { promotionCodes: ['NOPE'] }, 'code.unknown', '/promotionCodes/0'],
  ] as const)('%s is refused', async (_, changes, code, pointer) => {
    const store = await voucherShop(NOW);
    expect(await add(store, changes)).toMatchObject({ error: { code, errors: [{ pointer }] } });
  });

  test('that is not sold now is refused', async () => {
    const store = await voucherShop(NOW);
    stock(store, { kind: 'bundle', object: { code: 'OLD', name: 'Old', validFrom: 0, validTo: NOW, items: [] } });
    expect(await add(store, { bundle: 'OLD' })).toMatchObject({ error: { code: 'bundle.closed' } });
  });

  test('goes with any plan, unless the plan names the bundles that it goes with', async () => {
    const store = await voucherShop(NOW);
    changePlan(store, { compatibleOnly: true });
    expect(await preview(store)).toMatchObject({ error: { code: 'bundle.not_allowed' } });
    changePlan(store, { compatibleOnly: true, compatibleBundles: ['TV'] });
    allowed(await preview(store));
    changePlan(store, { compatibleOnly: false, compatibleBundles: ['OTHER'] });
    allowed(await preview(store));
  });

  test('that brings a discount alone is told as bought', async () => {
    const store = await voucherShop(NOW);
    const rules = [{ filter: {}, effect: { type: 'percentage' as const, value: '10' } }];
    stock(
      store,
      {
        kind: 'discount',
        object: {
          ...{ code: 'TENTH', name: 'Tenth off', mode: 'simple', priority: 0, validFrom: 0, validTo: FOREVER },
          ...{ appliesAt: 'rating', combination: 'sequential', rules },
        },
      },
      {
        kind: 'bundle',
        object: {
          ...{ code: 'TENTH', name: 'Tenth off', validFrom: 0, validTo: FOREVER, items: [] },
          discounts: [{ discount: 'TENTH', optional: false }],
        },
      },
    );
    const bought = allowed(await add(store, { bundle: 'TENTH' }));
    expect(bought).toMatchObject({ bundles: ['TENTH'], purchases: [], discounts: [{ discount: 'TENTH' }] });
  });

  test('is for active customers and running subscriptions', async () => {
    const store = await voucherShop(NOW);
    const customer = store.get('customer', siteId, { customerId: '1001' }) ?? expect.fail();
    store.seed({ put: 'customer', value: { ...customer, status: 'inactive' } });
    expect(await preview(store)).toMatchObject({ error: { code: 'customer.inactive' } });
    store.seed({ put: 'customer', value: customer });
    allowed(await cancelSubscription(store)(callAt(NOW), { subscriptionId: '1001', effective: 'now' }));
    expect(await preview(store)).toMatchObject({ error: { code: 'subscription.state' } });
    expect(await preview(store, { subscriptionId: '999' })).toMatchObject({ error: { code: 'request.not_found' } });
  });

  test('ends with a subscription that is cancelled already', async () => {
    const store = await voucherShop(NOW);
    allowed(await cancelSubscription(store)(callAt(NOW), { subscriptionId: '1001', effective: 'cycle_end' }));
    expect(allowed(await add(store)).purchases).toMatchObject([{ validTo: at('2026-04-01') }]);
  });

  test('at half price with a coupon costs 10.00 less 5.00, once for a customer', async () => {
    const store = await voucherShop(at('2026-03-01'));
    stock(store, {
      kind: 'coupon',
      object: {
        ...{ code: 'HALF', name: 'Half', type: 'percentage', value: '50', validFrom: 0, validTo: FOREVER },
        maxPerCustomer: 1,
      },
    });
    const bought = allowed(await add(store, { promotionCodes: ['half'] }, at('2026-03-01')));
    expect(linesOf(bought)).toEqual([
      ['TV', '10'],
      ['TV', '-5'],
    ]);
    expect(store.get('couponCount', siteId, { coupon: 'HALF' })).toMatchObject({ redeemed: 1 });
    expect(await add(store, { promotionCodes: ['HALF'] }, at('2026-03-01'))).toMatchObject({
      error: { code: 'code.already_used', errors: [{ pointer: '/promotionCodes/0' }] },
    });
  });

  test('with a voucher brings what the voucher buys beside it', async () => {
    const store = await voucherShop(NOW, { batches: [batchOf()] });
    const bought = allowed(await add(store, { promotionCodes: ['xmas-3'] }));
    expect(bought.bundles).toEqual(['TV', 'DATA_100']);
    expect(bought.purchases.map(({ product }) => product)).toEqual(['TV', 'MB_100']);
    const ids = (await account(store)).profile.purchases.map(({ purchaseId }) => purchaseId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(store.get('voucher', siteId, { code: 'XMAS-3' })).toMatchObject({ uses: 1 });
  });

  test('under a term of its own is a commitment of its own', async () => {
    const store = await voucherShop(NOW);
    const term = {
      code: 'YEAR',
      name: 'A year',
      commitment: { value: 12, unit: 'month', alignment: 'exact' },
    } as const;
    stock(
      store,
      {
        kind: 'term',
        object: {
          ...term,
          renewal: { type: 'none' },
          fee: { type: 'remaining', amount: '0', billItem: 'PENALTY', tax: 'VAT' },
        },
      },
      {
        kind: 'bundle',
        object: {
          ...{ code: 'TV_YEAR', name: 'TV', validFrom: 0, validTo: FOREVER, term: 'YEAR' },
          items: [{ product: 'TV', quantity: '1', optional: false }],
        },
      },
    );
    const bought = allowed(await add(store, { bundle: 'TV_YEAR' }));
    const end = at('2027-03-10T13:30:00Z');
    expect(bought.subscription.addOnTerms).toMatchObject([{ bundle: 'TV_YEAR', code: 'YEAR', commitmentEnd: end }]);
    expect(bought.purchases).toMatchObject([{ validTo: end }]);
    const leave = at('2026-10-20');
    const cancelled = allowed(
      await cancelSubscription(store)(callAt(leave), { subscriptionId: '1001', effective: 'now' }),
    );
    expect(cancelled.fees).toMatchObject([{ term: 'YEAR', monthsLeft: 5, reason: 'commitment' }]);
    expect(cancelled.fees.map(({ draft }) => draft.impacts.map(({ amount }) => `${amount}`))).toEqual([['61']]);
  });

  test('stays when the plan changes, unless the new plan does not go with it', async () => {
    const moved = async (changes: Partial<Plan>) => {
      const store = await voucherShop(at('2026-03-01'));
      allowed(await add(store, {}, at('2026-03-01')));
      changePlan(store, changes, 'PRO');
      const now = at('2026-03-16');
      const request = { subscriptionId: '1001', plan: 'PRO', effective: 'now', identifiers: {} } as const;
      allowed(await requestPlanTransition(store)(callAt(now), request));
      store.seed({ put: 'siteClock', value: { siteId, now, target: null, waitingFor: null, version: 1 } });
      const message = { siteId, job: 'plan-transition', runId: '1', ref: '1001', customerId: '1001' } as const;
      expect(await runLifecycle(store)(message)).toMatchObject({ outcome: 'processed' });
      const { profile, head } = await account(store);
      const credits = [...head.unbilled.values()].filter((line) => line.product === 'TV' && line.net.isNegative());
      return [profile.purchases.find((one) => one.product === 'TV')?.status, credits.map(({ net }) => net.toFixed(2))];
    };
    expect(await moved({})).toEqual(['active', []]);
    expect(await moved({ compatibleOnly: true, compatibleBundles: ['TV'] })).toEqual(['active', []]);
    expect(await moved({ compatibleOnly: true })).toEqual(['cancelled', ['-5.16']]);
  });

  test('loses a race to a cancellation and is refused', async () => {
    const store = await voucherShop(NOW);
    const ports = portsOf(store);
    let raced = false;
    store.beforeCommit = async () => {
      if (raced) return;
      raced = true;
      allowed(await cancelSubscription(store)(callAt(NOW), { subscriptionId: '1001', effective: 'now' }));
    };
    expect(await addBundle(ports)(callAt(NOW), wish())).toMatchObject({ error: { code: 'subscription.state' } });
  });
});
