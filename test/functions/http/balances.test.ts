import { beforeEach, describe, expect, test } from 'vitest';
import type { CreditProfile } from '../../../domain/catalog/credit-profile.ts';
import { appendEntries } from '../../../domain/ledger/append-entries.ts';
import { counterKey } from '../../../domain/ledger/counter-key.ts';
import { draftEntry } from '../../../domain/ledger/open-ledger.ts';
import { dec } from '../../../domain/money/decimal.ts';
import { instantText } from '../../../domain/time/instant.ts';
import { anaBuys, SITE } from '../../support/shops/shop.ts';
import { UsageShop, used } from '../../support/shops/usage-shop.ts';
import type { Told } from './ask.ts';

const ofGroup = { balanceGroupId: '1001' };
const CASH = { resource: 'EUR', amount: '50', direction: 'credit', validity: 'infinite', note: 'Paid at the counter' };
const profile = (code: string, changes: Partial<CreditProfile>): CreditProfile => ({
  ...{ code, name: code, paymentTypes: [], limits: [] },
  ...changes,
});
const PROFILES = [
  profile('DEFAULT', {
    isDefault: true,
    limits: [{ resource: 'MB', limit: '0', hard: false, thresholds: [{ type: 'percent', value: '80' }] }],
  }),
  profile('TEN', {
    limits: [
      {
        resource: 'EUR',
        limit: '10',
        hard: true,
        thresholds: [
          { type: 'percent', value: '50' },
          { type: 'value', value: '4' },
        ],
      },
    ],
  }),
  profile('PREPAID', { paymentTypes: ['prepaid'] }),
];

let shop: UsageShop;
beforeEach(() => {
  shop = new UsageShop('2026-03-01T00:00:00Z');
  for (const object of PROFILES) {
    const value = { siteId: SITE.siteId, kind: 'creditProfile', code: object.code, object, version: 0 } as const;
    shop.store.seed({ put: 'catalog', value });
  }
});

const put = (body: object, headers = {}): Promise<Told> =>
  shop.ask('createBalance', { path: ofGroup, body: { ...CASH, ...body }, headers });
const limits = (): Promise<Told> => shop.ask('getLimits', { path: ofGroup });
const balances = async () => (await shop.ask('listBalances', { path: ofGroup })).body;
async function limitBy(code: string | null, etag?: string): Promise<Told> {
  const headers = { 'if-match': etag ?? (await limits()).etag };
  return shop.ask('setCreditProfile', { path: ofGroup, body: { code }, headers });
}
const calls = (id: string, quantity: string) =>
  used({ id, at: '2026-03-10T10:00:00Z', quantity, serviceType: 'VOICE' });

describe('money paid ahead', () => {
  test('lets a prepaid customer talk until it is used up', async () => {
    await shop.onboard({ plan: 'USE_ONLY', paymentType: 'prepaid' });
    shop.moveTo('2026-03-10T12:00:00Z');
    // 100 × 0.05 and tax.
    expect(await shop.rate([calls('1', '100')])).toMatchObject({ suspended: 1 });
    expect(await put({ amount: '10' })).toMatchObject({
      status: 201,
      body: { origin: 'top-up:random-000003', to: '9999-01-01T00:00:00Z', amount: '-10', settled: '0', total: '-10' },
    });
    expect(await shop.rate([calls('2', '100')])).toMatchObject({ rated: 1 });
    const { balances: held } = await balances();
    expect(held).toMatchObject([{ resource: 'EUR', total: '-3.9', granted: '-10', reserved: '0' }]);
    expect(await shop.rate([calls('3', '100')])).toMatchObject({ suspended: 1 });

    shop.moveTo('2026-04-01T00:00:00Z');
    expect(await shop.ask('runBilling', { path: { billingProfileId: '1001' } })).toMatchObject({ status: 200 });
    const bill = await shop.ask('getBill', { path: { billId: '1001' } });
    expect(bill.body).toMatchObject({ total: '6.1', paidAhead: '6.1', due: '0' });
    expect(await shop.differences()).toEqual([]);
  });

  test('pays what is owed already, and the bill demands the rest', async () => {
    await shop.onboard({ plan: 'PHONE' });
    expect(await put({ amount: '30' })).toMatchObject({
      status: 201,
      body: { settled: '30', amount: '0', total: '6.6' },
    });
    shop.moveTo('2026-04-01T00:00:00Z');
    expect(await shop.ask('runBilling', { path: { billingProfileId: '1001' } })).toMatchObject({ status: 200 });
    const bill = await shop.ask('getBill', { path: { billId: '1001' } });
    expect(bill.body).toMatchObject({ total: '36.6', paidAhead: '30', due: '6.6' });
    expect(await shop.differences()).toEqual([]);
  });

  test('given twice with one key is given once', async () => {
    await shop.onboard({ plan: 'USE_ONLY' });
    const headers = { 'idempotency-key': 'one' };
    const [first, again] = [await put({}, headers), await put({}, headers)];
    expect(again.body).toEqual(first.body);
    expect((await balances()).balances).toMatchObject([{ total: '-50' }]);
    const { body } = await shop.ask('listActivities', { path: { customerId: '1001' } });
    expect(body.items.filter(({ action }: { action: string }) => action === 'balance.created')).toHaveLength(1);
  });
});

describe('units', () => {
  test('given by hand are used like granted ones, to the end of the cycle', async () => {
    await shop.onboard({ plan: 'PRO_DATA' });
    const given = { resource: 'MB', amount: '100', validity: 'cycle', note: 'Sorry' };
    expect(await put(given)).toMatchObject({ status: 201, body: { to: '2026-03-31T22:00:00Z', amount: '-100' } });
    shop.moveTo('2026-03-10T12:00:00Z');
    expect(await shop.rate([used({ id: '1', at: '2026-03-10T10:00:00Z', quantity: '30' })])).toMatchObject({
      rated: 1,
    });
    const { balances: held } = await balances();
    expect(held[1]).toMatchObject({ resource: 'MB', total: '-70', granted: '-100' });
  });

  test.for([
    { body: { direction: 'debit' }, pointer: '/direction' },
    { body: { amount: '0' }, pointer: '/amount' },
    { body: { validity: 'forever' }, pointer: '/validity' },
    { body: { note: '' }, pointer: '/note' },
  ])('$body is refused', async ({ body, pointer }) => {
    await shop.onboard({ plan: 'USE_ONLY' });
    expect(await put(body)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });
});

describe('a credit profile', () => {
  beforeEach(() => shop.onboard({ plan: 'USE_ONLY' }));

  test('of its own goes before the default one, holds at once, and shows where the total stands', async () => {
    expect(await limits()).toMatchObject({
      status: 200,
      body: {
        creditProfile: null,
        paymentType: 'postpaid',
        limits: [{ resource: 'MB', limit: '0', total: '0', left: '0' }],
      },
    });
    expect(await limitBy('TEN')).toMatchObject({ status: 200, body: { creditProfile: 'TEN' } });
    shop.moveTo('2026-03-10T12:00:00Z');
    expect(await shop.rate([calls('1', '80'), calls('2', '100')])).toMatchObject({ rated: 1, suspended: 1 });
    expect((await limits()).body.limits).toMatchObject([
      {
        ...{ resource: 'EUR', limit: '10', hard: true, total: '4.88', floor: '0', left: '5.12' },
        thresholds: [
          { type: 'value', value: '4', amount: '4', reached: true },
          { type: 'percent', value: '50', amount: '5', reached: false },
        ],
      },
    ]);
    expect((await balances()).reached).toEqual([{ resource: 'EUR', type: 'value', value: '4' }]);
    expect(await limitBy(null)).toMatchObject({ status: 200, body: { creditProfile: null } });
    expect(await shop.rate([calls('3', '100')])).toMatchObject({ rated: 1 });
  });

  test('must be there, for the payment type, and set on the version that was read', async () => {
    expect(await limitBy('NONE')).toMatchObject({ status: 422, body: { code: 'catalog.reference_missing' } });
    expect(await limitBy('PREPAID')).toMatchObject({ status: 422, body: { errors: [{ pointer: '/code' }] } });
    const { etag } = await limits();
    expect((await limitBy('TEN', etag)).status).toBe(200);
    expect(await limitBy(null, etag)).toMatchObject({ status: 412 });
  });
});

test('what sessions have set aside is shown with the balances, until they are over', async () => {
  await shop.onboard({ ...anaBuys().subscription, plan: 'PRO_DATA' });
  await put({ resource: 'MB', amount: '100', validity: 'cycle' });
  const session = { serviceType: 'DATA', identifier: '041-111-222', fields: { quantity: '40' } };
  const reserved = await shop.ask('reserveUsage', { body: { id: 's1', ...session, expiresInSeconds: 60 } });
  expect(reserved.status).toBe(201);
  expect((await balances()).balances[1]).toMatchObject({ resource: 'MB', total: '-100', reserved: '40' });
  shop.moveTo('2026-03-01T00:01:00Z');
  expect((await balances()).balances[1]).toMatchObject({ reserved: '0' });
});

test('what counters count is shown by cycle', async () => {
  await shop.onboard({ plan: 'USE_ONLY' });
  const account = await shop.store.ledgers.load(SITE.siteId, '1001');
  if (account === null) throw new Error('no account');
  const { head: before } = account;
  const at = before.cycles.active.from;
  const counts = [{ counter: counterKey('VOICE_USE', at), amount: dec('12.5') }];
  const after = appendEntries(before, [draftEntry({ kind: 'adjustment', id: 'c', at, recordedAt: at, counts })]);
  await shop.store.commitLedgers({ ledgers: [{ before, after }] });
  expect((await balances()).counters).toEqual([{ name: 'VOICE_USE', cycle: instantText(at), amount: '12.5' }]);
});

describe('a credit profile that a balance group was given', () => {
  const ofProfile = { path: { code: 'TEN' } };

  test('stays in the catalog: without it there would be no limit', async () => {
    await shop.onboard();
    expect((await limitBy('TEN')).status).toBe(200);
    expect(await shop.ask('deleteCreditProfile', ofProfile)).toMatchObject({
      status: 409,
      body: { code: 'catalog.in_use' },
    });
    const { body, etag } = await shop.ask('getCreditProfile', ofProfile);
    const changed = { ...body, name: 'Ten euros' };
    const headers = { 'if-match': etag };
    expect((await shop.ask('updateCreditProfile', { ...ofProfile, body: changed, headers })).status).toBe(200);
    expect((await shop.ask('deleteCreditProfile', ofProfile)).status).toBe(409);
    const file = { format: 'billow.catalog.v1' };
    const pruned = await shop.ask('importCatalog', { body: file, query: { prune: 'true', dryRun: 'true' } });
    const messages = pruned.body.problems.map(({ message }: { message: string }) => message).join();
    expect(messages).toContain('Add the credit profile "TEN" to the file');
    expect((await shop.ask('deleteCreditProfile', { path: { code: 'PREPAID' } })).status).toBe(204);
  });

  test('is not given while somebody deletes it', async () => {
    await shop.onboard();
    let isDeleted = false;
    shop.store.beforeCommit = async (changes) => {
      if (isDeleted || !changes.some((change) => 'put' in change && change.put === 'ratingProfile')) return;
      isDeleted = true;
      expect((await shop.ask('deleteCreditProfile', ofProfile)).status).toBe(204);
    };
    expect(await limitBy('TEN')).toMatchObject({ status: 422, body: { code: 'catalog.reference_missing' } });
  });
});
