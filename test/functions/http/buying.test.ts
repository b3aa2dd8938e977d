import { beforeEach, describe, expect, test } from 'vitest';
import type { Plan } from '../../../domain/catalog/catalog.ts';
import { runLifecycle } from '../../../functions/use-cases/subscriptions/run-lifecycle.ts';
import type { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import { at, SITE } from '../../support/shops/shop.ts';
import { stock, voucherShop } from '../../support/shops/voucher-shop.ts';
import { apiOver } from './api.ts';
import type { Ask, Told } from './ask.ts';

const NOW = at('2026-03-10T12:00:00Z');
const siteId = SITE.siteId;
const ofAna = { subscriptionId: '1001' };
const BATCH = {
  ...{ code: 'SPRING', name: 'Spring', vendor: 'Kiosk', template: 'SPRING-####', quantity: 20, redemptions: 2 },
  ...{ bundle: 'DATA_100', validFrom: '2026-01-01T00:00:00Z', validTo: '2027-01-01T00:00:00Z' },
};

let store: InMemoryStore;
let ask: (operation: string, ask?: Ask) => Promise<Told>;
beforeEach(async () => {
  store = await voucherShop(NOW, { customers: 2 });
  ask = apiOver(store);
});

describe('an add-on bundle', () => {
  const add = (body: object, headers = {}) => ask('addBundle', { path: ofAna, body, headers });

  test('is previewed and bought, and tells what it costs', async () => {
    const preview = await ask('previewBundle', { path: ofAna, body: { bundle: 'TV' } });
    expect(preview).toMatchObject({
      status: 200,
      body: {
        bundles: ['TV'],
        dueNow: { currency: 'EUR', net: '7.1', tax: '1.56', total: '8.66', lines: [{ product: 'TV', net: '7.1' }] },
        grants: [],
        purchases: [{ bundle: 'TV', product: 'TV', quantity: '1', status: 'active' }],
      },
    });
    const bought = await add({ bundle: 'TV' });
    expect(bought).toMatchObject({ status: 201, body: { dueNow: preview.body.dueNow } });
    const products = bought.body.subscription.products.map(({ product }: { product: string }) => product);
    expect(products).toContain('TV');
  });

  test('bought twice with one key is bought once', async () => {
    const headers = { 'idempotency-key': 'one' };
    const [first, again] = [await add({ bundle: 'TV' }, headers), await add({ bundle: 'TV' }, headers)];
    expect(again.body).toEqual(first.body);
    const account = await store.ledgers.load(siteId, '1001');
    expect(account?.profile.purchases.filter(({ product }) => product === 'TV')).toHaveLength(1);
  });

  test('that cannot be is refused with a code and a place', async () => {
    expect(await add({ bundle: 'NONE' })).toMatchObject({
      status: 422,
      body: { code: 'catalog.reference_missing', errors: [{ pointer: '/bundle' }] },
    });
    expect(await add({ bundle: 'TV', promotionCodes: ['NOPE'] })).toMatchObject({
      status: 422,
      body: { code: 'code.unknown', errors: [{ pointer: '/promotionCodes/0' }] },
    });
    expect(await add({ bundle: 'TV', products: [{ product: 'TV', quantity: '0' }] })).toMatchObject({ status: 422 });
  });
});

describe('voucher codes', () => {
  const codes = async (): Promise<string[]> => {
    const { body } = await ask('listVouchers', { path: { code: 'SPRING' }, query: { limit: '200' } });
    return body.items.map(({ code }: { code: string }) => code);
  };
  const use = (list: readonly string[], subscriptionId = '1001') =>
    ask('applyVouchers', { path: { subscriptionId }, body: { codes: list } });
  beforeEach(async () => {
    expect((await ask('createVoucherBatch', { body: BATCH })).status).toBe(201);
  });

  test('are made with their batch and listed by number, page by page', async () => {
    const { body } = await ask('listVouchers', { path: { code: 'SPRING' }, query: { limit: '2' } });
    expect(body.items).toMatchObject([
      { code: expect.stringMatching(/^SPRING-01\d\d$/), serial: 1, uses: 0, redemptions: 2, status: 'new' },
      { code: expect.stringMatching(/^SPRING-02\d\d$/), serial: 2 },
    ]);
    expect(body.nextCursor).not.toBeNull();
    expect(await codes()).toHaveLength(20);
    const made = await ask('makeVouchers', { path: { code: 'SPRING' } });
    expect(made).toMatchObject({ status: 200, body: { batch: 'SPRING', made: 20, quantity: 20 } });
    expect(await ask('listVouchers', { path: { code: 'NONE' } })).toMatchObject({ status: 404 });
  });

  test('beyond the room of their template are refused, and so are those that exist', async () => {
    const create = (changes: object) => ask('createVoucherBatch', { body: { ...BATCH, code: 'MORE', ...changes } });
    expect(await create({ template: 'XMAS-###', quantity: 1200 })).toMatchObject({
      status: 422,
      body: { code: 'request.invalid', errors: [{ pointer: '/quantity', message: expect.stringContaining('999') }] },
    });
    expect(await create({ quantity: 10_001, template: 'X-######' })).toMatchObject({ status: 422 });
    expect(await create({ quantity: 9000 })).toMatchObject({ status: 409, body: { code: 'voucher.codes_taken' } });
  });

  test('put what they bring into the customer’s hands, and are counted', async () => {
    const [code = ''] = await codes();
    const used = await use([code.toLowerCase()]);
    expect(used).toMatchObject({
      status: 201,
      body: {
        bundles: ['DATA_100'],
        dueNow: { lines: [], total: '0' },
        grants: [{ resource: 'MB', amount: '100', from: '2026-03-10T12:00:00Z' }],
      },
    });
    expect(await use([code])).toMatchObject({ status: 409, body: { code: 'code.already_used' } });
    expect((await use([code], '1002')).status).toBe(201);
    expect(await ask('countVouchers', { path: { code: 'SPRING' } })).toMatchObject({
      body: { made: 20, new: 19, used: 1, expired: 0, blocked: 0, redemptions: 2, mostRedemptions: 40 },
    });
    const redemptions = await ask('listRedemptions', { path: { code: code.toLowerCase() } });
    expect(redemptions.body.items).toMatchObject([
      { code, customerId: '1001', subscriptionId: '1001', bundle: 'DATA_100', at: '2026-03-10T12:00:00Z' },
      { customerId: '1002' },
    ]);
  });

  test('are blocked with a reason, and let go again', async () => {
    const [code = ''] = await codes();
    const block = await ask('blockVoucher', { path: { code }, body: { reason: 'Stolen' } });
    expect(block).toMatchObject({ status: 200, body: { status: 'blocked', blockedFor: 'Stolen' } });
    expect(await use([code])).toMatchObject({ status: 409, body: { code: 'code.blocked' } });
    const free = await ask('unblockVoucher', { path: { code } });
    expect(free.body).toMatchObject({ status: 'new' });
    expect(free.body).not.toHaveProperty('blockedFor');
    expect(await ask('blockVoucher', { path: { code: 'NONE' }, body: { reason: 'x' } })).toMatchObject({ status: 404 });
    expect(await ask('blockVoucher', { path: { code }, body: {} })).toMatchObject({ status: 422 });
  });

  test('that nobody has used are not told from those that do not exist: who may look up uses cannot guess codes', async () => {
    const [code = ''] = await codes();
    const seen = (typed: string) => ask('listRedemptions', { as: '[customer-service]', path: { code: typed } });
    const unused = await seen(code);
    expect(unused).toMatchObject({ status: 404, body: { code: 'request.not_found' } });
    expect(await seen('SPRING-NONE')).toEqual(unused);
    expect((await use([code])).status).toBe(201);
    expect((await seen(code)).body.items).toHaveLength(1);
  });

  test('guessed too often are tried no more for a while', async () => {
    for (let tried = 1; tried <= 5; tried++) expect((await use([`SPRING-X${tried}`])).status).toBe(422);
    expect(await use([(await codes())[0] ?? ''])).toMatchObject({
      status: 429,
      body: { code: 'code.too_many_attempts' },
    });
  });
});

describe('leaving a commitment', () => {
  beforeEach(async () => {
    stock(store, {
      kind: 'term',
      object: {
        ...{ code: 'YEAR', name: 'A year', commitment: { value: 12, unit: 'month', alignment: 'exact' } },
        fee: { type: 'flat', amount: '90', billItem: 'PENALTY', tax: 'VAT' },
        renewal: { type: 'same' },
      },
    });
    const basic = store.get('catalog', siteId, { kind: 'plan', code: 'BASIC' }) ?? expect.fail();
    store.seed({ put: 'catalog', value: { ...basic, object: { ...basic.object, term: 'YEAR' } as Plan } });
    const body = { plan: 'BASIC', effective: 'now' };
    expect(await ask('previewPlanTransition', { path: ofAna, body })).toMatchObject({
      status: 200,
      body: {
        ...{ plan: 'BASIC', effectiveAt: '2026-03-10T12:00:00Z', terminationFees: [], newServices: [] },
        releasedServices: [{ serviceType: 'DATA', identifier: '041-111-221' }],
        term: { code: 'YEAR', commitmentEnd: '2027-03-10T12:00:00Z' },
      },
    });
    expect((await ask('requestPlanTransition', { path: ofAna, body })).status).toBe(200);
    expect((await ask('startJobRun', { path: { job: 'plan-transition' } })).status).toBe(201);
    const [message] = store.jobs.filter(({ job }) => job === 'plan-transition');
    await runLifecycle(store)(message ?? expect.fail('no work was sent'));
  });

  test('is told, told before it is done, and waived for a reason only', async () => {
    const list = await ask('listSubscriptions', { path: { customerId: '1001' } });
    expect(list.body.items).toMatchObject([
      {
        plan: 'BASIC',
        term: {
          ...{ code: 'YEAR', startedAt: '2026-03-10T12:00:00Z', commitmentEnd: '2027-03-10T12:00:00Z' },
          ...{ graceEnd: null, minimumEnd: null, noticePeriod: null, renewal: 'same' },
        },
      },
    ]);
    const terminationFees = [
      { term: 'YEAR', reason: 'commitment', monthsLeft: 12, net: '90', tax: '19.8', total: '109.8' },
    ];
    const preview = await ask('previewCancellation', { path: ofAna, body: {} });
    expect(preview).toMatchObject({
      status: 200,
      body: { effectiveAt: '2026-03-10T12:00:00Z', terminationFees, feesWaived: false },
    });
    const waive = (more: object) => ask('cancelSubscription', { path: ofAna, body: { waiveFee: true, ...more } });
    expect(await waive({})).toMatchObject({ status: 422, body: { errors: [{ pointer: '/reason' }] } });
    expect(await waive({ reason: 'moves abroad' })).toMatchObject({
      status: 200,
      body: { status: 'cancelled', feesWaived: true, terminationFees },
    });
  });

  test('is charged when it is cancelled', async () => {
    const cancelled = await ask('cancelSubscription', { path: ofAna });
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled', feesWaived: false } });
    const lines = cancelled.body.dueNow.lines.map(({ billItem, net }: Record<string, string>) => [billItem, net]);
    expect(lines).toContainEqual(['PENALTY', '90']);
  });
});
