import { describe, expect, test } from 'vitest';
import { closureBlockers } from '../../../domain/customer/closure-blockers.ts';
import { verifyHead } from '../../../domain/ledger/verify-head.ts';
import { blockVoucher } from '../../../functions/use-cases/promotions/block-voucher.ts';
import { countVouchers } from '../../../functions/use-cases/promotions/count-vouchers.ts';
import { createVoucherBatch } from '../../../functions/use-cases/promotions/create-voucher-batch.ts';
import { makeVouchers } from '../../../functions/use-cases/promotions/make-vouchers.ts';
import { addBundle } from '../../../functions/use-cases/subscriptions/add-bundle.ts';
import { applyVouchers } from '../../../functions/use-cases/subscriptions/apply-vouchers.ts';
import { cancelSubscription } from '../../../functions/use-cases/subscriptions/cancel-subscription.ts';
import type { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import { at, callAt, SITE, shopAt } from '../../support/shops/shop.ts';
import { batchOf, stock, voucherShop } from '../../support/shops/voucher-shop.ts';
import { allowed } from '../../unit/subscription/contract.ts';

const NOW = at('2026-03-10T13:30:00Z');
const siteId = SITE.siteId;
const codesIn = (store: InMemoryStore, batch = 'XMAS') =>
  store
    .all('voucher', siteId)
    .filter((voucher) => voucher.batch === batch)
    .toSorted((a, b) => a.serial - b.serial)
    .map(({ code }) => code);

describe('the codes of a batch', () => {
  const batchIn = (store: InMemoryStore, changes: Parameters<typeof batchOf>[0]) =>
    stock(store, { kind: 'voucherBatch', object: batchOf(changes) });

  test('XMAS-001 to XMAS-500 are made in transactions of at most 90 writes', async () => {
    const store = shopAt(NOW);
    batchIn(store, { quantity: 500, template: 'XMAS-###' });
    expect(await makeVouchers(store)({ siteId }, 'XMAS')).toMatchObject({ value: { made: 500, quantity: 500 } });
    const codes = codesIn(store);
    expect([codes[0], codes.at(-1), codes.length]).toEqual(['XMAS-001', 'XMAS-500', 500]);
    expect(store.commits.map((changes) => changes.length)).toEqual([90, 90, 90, 90, 90, 56]);
    expect(await makeVouchers(store)({ siteId }, 'XMAS')).toMatchObject({ value: { made: 500 } });
    expect(store.commits).toHaveLength(6);
  });

  test('a large batch is made by several requests', async () => {
    const store = shopAt(NOW);
    batchIn(store, { quantity: 5000, template: 'XMAS-########' });
    expect(await makeVouchers(store)({ siteId }, 'XMAS')).toMatchObject({ value: { made: 4450 } });
    expect(await makeVouchers(store)({ siteId }, 'XMAS')).toMatchObject({ value: { made: 5000 } });
    expect(new Set(codesIn(store)).size).toBe(5000);
  });

  test('after a crash go on where they stopped, from the same secret', async () => {
    const store = shopAt(NOW);
    batchIn(store, { quantity: 200, template: 'XMAS-######' });
    let commits = 0;
    store.beforeCommit = () => {
      commits += 1;
      if (commits === 2) throw new Error('crash');
    };
    await expect(makeVouchers(store)({ siteId }, 'XMAS')).rejects.toThrow('crash');
    const [before, seed] = [codesIn(store), store.get('voucherSeries', siteId, { batch: 'XMAS' })?.seed];
    expect(before).toHaveLength(89);
    allowed(await makeVouchers(store)({ siteId }, 'XMAS'));
    expect(codesIn(store).slice(0, 89)).toEqual(before);
    expect(codesIn(store)).toHaveLength(200);
    expect(store.get('voucherSeries', siteId, { batch: 'XMAS' })).toMatchObject({ seed, made: 200 });
  });

  test('made by two at once are made once', async () => {
    const store = shopAt(NOW);
    batchIn(store, { quantity: 300, template: 'XMAS-######' });
    await Promise.all([makeVouchers(store)({ siteId }, 'XMAS'), makeVouchers(store)({ siteId }, 'XMAS')]);
    expect(codesIn(store)).toHaveLength(300);
    expect(store.get('voucherSeries', siteId, { batch: 'XMAS' })?.made).toBe(300);
  });

  test('that exist already are drawn again, and no other', async () => {
    const [twin, store] = [shopAt(NOW), shopAt(NOW)];
    for (const one of [twin, store]) batchIn(one, { quantity: 10, template: 'XMAS-####' });
    allowed(await makeVouchers(twin)({ siteId }, 'XMAS'));
    const taken = codesIn(twin)[3] ?? '';
    store.seed({
      put: 'voucher',
      value: { siteId, code: taken, batch: 'OTHER', serial: 1, uses: 0, status: 'new', version: 0 },
    });
    allowed(await makeVouchers(store)({ siteId }, 'XMAS'));
    const codes = codesIn(store);
    expect(codes[3]).not.toBe(taken);
    expect(codes.filter((_, index) => index !== 3)).toEqual(codesIn(twin).filter((_, index) => index !== 3));
  });

  test('of a plain series cannot be drawn again: what exists refuses them', async () => {
    const store = shopAt(NOW);
    batchIn(store, {});
    store.seed({
      put: 'voucher',
      value: { siteId, code: 'XMAS-3', batch: 'OTHER', serial: 1, uses: 0, status: 'new', version: 0 },
    });
    expect(await makeVouchers(store)({ siteId }, 'XMAS')).toMatchObject({ error: { code: 'voucher.codes_taken' } });
    expect(codesIn(store)).toEqual([]);
  });

  test('are made with the batch; a batch whose codes are there is refused', async () => {
    const store = await voucherShop(NOW);
    const create = (changes: Parameters<typeof batchOf>[0]) =>
      createVoucherBatch(store)(callAt(NOW), { kind: 'voucherBatch', object: batchOf(changes) });
    allowed(await create({}));
    expect(codesIn(store)).toEqual(['XMAS-1', 'XMAS-2', 'XMAS-3', 'XMAS-4', 'XMAS-5']);
    expect(await create({ code: 'AGAIN', rangeStart: 5 })).toMatchObject({ error: { code: 'voucher.codes_taken' } });
    allowed(await create({ code: 'MORE', rangeStart: 6, quantity: 4 }));
    expect(codesIn(store, 'MORE')).toContain('XMAS-6');
  });

  test('of a batch that is not there are not made', async () => {
    expect(await makeVouchers(shopAt(NOW))({ siteId }, 'NONE')).toMatchObject({ error: { code: 'request.not_found' } });
  });
});

describe('a voucher', () => {
  const use = (store: InMemoryStore, codes: readonly string[], subscriptionId = '1001', now = NOW) =>
    applyVouchers({ ...store, systemTime: () => now })(callAt(now), { subscriptionId, codes });
  async function account(store: InMemoryStore) {
    const found = (await store.ledgers.load(siteId, '1001')) ?? expect.fail();
    expect(verifyHead(found.head, found.head.tail)).toBeNull();
    return found;
  }

  test('of 100 MB puts 100 MB into a bucket of its own', async () => {
    const store = await voucherShop(NOW, { batches: [batchOf()] });
    const bought = allowed(await use(store, ['xmas-2']));
    expect(bought.bundles).toEqual(['DATA_100']);
    expect(bought.dueNow).toMatchObject({ lines: [], total: '0' });
    const { head, profile } = await account(store);
    const purchase = profile.purchases.at(-1) ?? expect.fail();
    const bucket = [...head.buckets.values()].find(({ origin }) => origin === `grant:${purchase.purchaseId}`);
    expect([`${bucket?.amount}`, bucket?.resource]).toEqual(['-100', 'MB']);
    expect(store.get('voucher', siteId, { code: 'XMAS-2' })).toMatchObject({ uses: 1, status: 'used' });
    expect(store.get('voucherRedemption', siteId, { code: 'XMAS-2', customerId: '1001' })).toMatchObject({
      subscriptionId: '1001',
      bundle: 'DATA_100',
      purchases: [purchase.purchaseId],
      at: NOW,
    });
    expect(store.all('activity', siteId).at(-1)).toMatchObject({ action: 'subscription.vouchers_used' });
  });

  test('of 10 euros is money in hand, on no bill and without tax', async () => {
    const store = await voucherShop(NOW, { batches: [batchOf({ bundle: 'MONEY_10' })] });
    const before = await account(store);
    const bought = allowed(await use(store, ['XMAS-1']));
    expect(bought.dueNow).toMatchObject({ lines: [], total: '0' });
    expect(bought.dueNow.grants.map(({ resource, amount }) => [resource, `${amount}`])).toEqual([['EUR', '-10']]);
    const { head } = await account(store);
    expect(head.unbilled).toEqual(before.head.unbilled);
    expect(head.tail.at(-1)).toMatchObject({ kind: 'top-up', impacts: [{ resource: 'EUR', charge: null }] });
  });

  test('of 10 euros pays what is charged next, and stays in hand when the subscription is cancelled', async () => {
    const store = await voucherShop(at('2026-03-01'), { batches: [batchOf({ bundle: 'MONEY_10' })] });
    const now = at('2026-03-10T13:30:00Z');
    allowed(await use(store, ['XMAS-1'], '1001', now));
    const money = async () => {
      const { head } = await account(store);
      return [...head.buckets.values()]
        .filter(({ resource, origin }) => resource === 'EUR' && origin.startsWith('grant:'))
        .map(({ amount }) => amount.toFixed());
    };
    const tv = { subscriptionId: '1001', bundle: 'TV', products: [], promotionCodes: [] };
    allowed(await addBundle({ ...store, systemTime: () => now })(callAt(now), tv));
    expect(await money()).toEqual(['-1.341936']);
    allowed(await cancelSubscription(store)(callAt(now), { subscriptionId: '1001', effective: 'now' }));
    expect(await money()).toEqual(['-1.341936']);
    const { head } = await account(store);
    const billingProfiles = store.all('billingProfile', siteId);
    expect(closureBlockers({ subscriptions: [], bills: [], billingProfiles, heads: [head] })).toContain(
      'money paid ahead to pay out',
    );
  });

  test('of three uses serves three customers, and refuses the fourth', async () => {
    const store = await voucherShop(NOW, { batches: [batchOf({ redemptions: 3 })], customers: 4 });
    for (const customer of ['1001', '1002', '1003']) allowed(await use(store, ['XMAS-1'], customer));
    expect(await use(store, ['XMAS-1'], '1004')).toMatchObject({ error: { code: 'code.exhausted' } });
    expect(await countVouchers(store)({ siteId, now: NOW }, 'XMAS')).toEqual({
      ok: true,
      value: {
        ...{ batch: 'XMAS', made: 5, quantity: 5, redemptions: 3, mostRedemptions: 15 },
        byStatus: { new: 4, used: 1, expired: 0, blocked: 0 },
      },
    });
  });

  test('is used once by a customer, whatever it is worth to others', async () => {
    const store = await voucherShop(NOW, { batches: [batchOf({ redemptions: 3 })] });
    allowed(await use(store, ['XMAS-1']));
    expect(await use(store, ['XMAS-1'])).toMatchObject({ error: { code: 'code.already_used' } });
    expect(await use(store, ['XMAS-2', 'xmas-2'])).toMatchObject({
      error: { code: 'code.already_used', errors: [{ pointer: '/codes/1' }] },
    });
  });

  test('among several codes works with all of them or none, in their order', async () => {
    const batches = [batchOf(), batchOf({ code: 'MONEY', template: 'MONEY-#', bundle: 'MONEY_10' })];
    const store = await voucherShop(NOW, { batches });
    const before = await account(store);
    expect(await use(store, ['XMAS-1', 'XMAS-999'])).toMatchObject({
      error: { code: 'code.unknown', errors: [{ pointer: '/codes/1' }] },
    });
    expect((await account(store)).head.seq).toBe(before.head.seq);
    expect(store.get('voucher', siteId, { code: 'XMAS-1' })).toMatchObject({ uses: 0 });
    const { length } = store.commits;
    expect(allowed(await use(store, ['MONEY-1', 'XMAS-1'])).bundles).toEqual(['MONEY_10', 'DATA_100']);
    // One commit takes the codes down before they are tried, one forgets them when they worked.
    const sizes = store.commits.slice(length).map((changes) => changes.length);
    expect([sizes[0], sizes[2], sizes.length]).toEqual([1, 1, 3]);
    const { profile } = await account(store);
    const ids = profile.purchases.map(({ purchaseId }) => purchaseId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('wanted by two for its last use goes to one of them', async () => {
    const store = await voucherShop(NOW, { batches: [batchOf()], customers: 2 });
    const results = await Promise.all([use(store, ['XMAS-1'], '1001'), use(store, ['XMAS-1'], '1002')]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'code.exhausted' } });
    expect(store.get('voucher', siteId, { code: 'XMAS-1' })).toMatchObject({ uses: 1, status: 'used' });
    expect(store.all('voucherRedemption', siteId)).toHaveLength(1);
  });

  test.each([
    ['before its time', { validFrom: at('2026-04-01') }, 'code.not_yet_valid'],
    ['after its time', { validTo: at('2026-03-01') }, 'code.expired'],
    ['whose bundle is gone', { bundle: 'NO_BUNDLE' }, 'catalog.reference_missing'],
  ])('%s is refused', async (_, changes, code) => {
    const store = await voucherShop(NOW, { batches: [batchOf(changes)] });
    expect(await use(store, ['XMAS-1'])).toMatchObject({ error: { code, errors: [{ pointer: '/codes/0' }] } });
  });

  test('for a bundle that does not go with the plan is refused', async () => {
    const store = await voucherShop(NOW, { batches: [batchOf()] });
    const phone = store.get('catalog', siteId, { kind: 'plan', code: 'PHONE' }) ?? expect.fail();
    const object = { ...phone.object, compatibleOnly: true, compatibleBundles: ['TV'] } as typeof phone.object;
    store.seed({ put: 'catalog', value: { ...phone, object } });
    expect(await use(store, ['XMAS-1'])).toMatchObject({ error: { code: 'bundle.not_allowed' } });
    expect(store.get('voucher', siteId, { code: 'XMAS-1' })).toMatchObject({ uses: 0 });
  });

  test('of a customer who is not active is refused', async () => {
    const store = await voucherShop(NOW, { batches: [batchOf()] });
    const customer = store.get('customer', siteId, { customerId: '1001' }) ?? expect.fail();
    store.seed({ put: 'customer', value: { ...customer, status: 'inactive' } });
    expect(await use(store, ['XMAS-1'])).toMatchObject({ error: { code: 'customer.inactive' } });
  });

  test('that is blocked waits until it is not', async () => {
    const store = await voucherShop(NOW, { batches: [batchOf()] });
    const block = (blockedFor: string | null) => blockVoucher(store)(callAt(NOW), { code: 'xmas-1', blockedFor });
    expect(allowed(await block('stolen'))).toMatchObject({
      status: 'blocked',
      blocked: { by: 'clerk@example.com', at: NOW, reason: 'stolen' },
    });
    expect(await use(store, ['XMAS-1'])).toMatchObject({ error: { code: 'code.blocked' } });
    expect(allowed(await block(null))).toMatchObject({ status: 'new' });
    allowed(await use(store, ['XMAS-1']));
    expect(await blockVoucher(store)(callAt(NOW), { code: 'NONE', blockedFor: 'x' })).toMatchObject({
      error: { code: 'request.not_found' },
    });
  });

  test('guessed five times within ten minutes makes the guesser wait, with a right one, too', async () => {
    const store = await voucherShop(NOW, { batches: [batchOf()] });
    const guess = (code: string, minutes: number) => use(store, [code], '1001', NOW + minutes * 60_000);
    for (let tried = 1; tried <= 5; tried++) {
      expect(await guess(`XMAS-90${tried}`, tried)).toMatchObject({ error: { code: 'code.unknown' } });
    }
    expect(await guess('XMAS-1', 6)).toMatchObject({ error: { code: 'code.too_many_attempts' } });
    expect((await guess('XMAS-1', 12)).ok).toBe(true);
  });

  test('guessed by thirty at once in one name, five find out that they were wrong and nobody gets in', async () => {
    const store = await voucherShop(NOW, { batches: [batchOf()] });
    const codes = Array.from({ length: 30 }, (_, index) => `XMAS-9${10 + index}`);
    const results = await Promise.all(codes.map((code) => use(store, [code])));
    const answers = results.map((result) => (result.ok ? 'used' : result.error.code));
    expect(answers.filter((code) => code === 'code.unknown')).toHaveLength(5);
    expect(answers.filter((code) => code === 'code.too_many_attempts')).toHaveLength(25);
    expect(await use(store, ['XMAS-1'])).toMatchObject({ error: { code: 'code.too_many_attempts' } });
  });

  test('that works leaves nothing behind, however many are entered at once', async () => {
    const store = await voucherShop(NOW, { batches: [batchOf({ quantity: 8 })] });
    const results = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((serial) => use(store, [`XMAS-${serial}`])));
    expect(results.map(({ ok }) => ok)).toEqual(Array.from({ length: 8 }, () => true));
    expect(store.all('codeAttempts', siteId)).toMatchObject([{ failed: [] }]);
  });

  test('whose trial is cut off by a fault counts as none that failed', async () => {
    const store = await voucherShop(NOW, { batches: [batchOf({ quantity: 6 })] });
    store.beforeCommit = (changes) => {
      if (changes.some((change) => 'put' in change && change.put === 'voucher')) throw new Error('the table is away');
    };
    for (let tried = 1; tried <= 6; tried++) await expect(use(store, [`XMAS-${tried}`])).rejects.toThrow('away');
    store.beforeCommit = () => {};
    expect((await use(store, ['XMAS-1'])).ok).toBe(true);
  });

  test('whose trial was killed counts as one that failed: nobody gets further by being cut off', async () => {
    const store = await voucherShop(NOW, { batches: [batchOf()] });
    const at = NOW - 2 * 60_000;
    const entries = [1, 2, 3, 4, 5].map((tried) => ({ code: `XMAS-90${tried}`, at, tried: true as const }));
    store.seed({
      put: 'codeAttempts',
      value: { siteId, who: 'clerk@example.com', failed: entries, expiresAt: NOW, version: 0 },
    });
    expect(await use(store, ['XMAS-1'])).toMatchObject({ error: { code: 'code.too_many_attempts' } });
    expect((await use(store, ['XMAS-1'], '1001', NOW + 11 * 60_000)).ok).toBe(true);
  });

  test('that works is used, whether or not its trial can be forgotten', async () => {
    const store = await voucherShop(NOW, { batches: [batchOf()] });
    let isUsed = false;
    store.beforeCommit = (changes) => {
      const isOf = (kind: string) => changes.some((change) => 'put' in change && change.put === kind);
      if (isUsed && isOf('codeAttempts')) throw new Error('the table is away');
      if (isOf('voucher')) isUsed = true;
    };
    expect((await use(store, ['XMAS-1'])).ok).toBe(true);
    expect(await use(store, ['XMAS-1']).catch(String)).toMatchObject({ error: { code: 'code.already_used' } });
  });
});
