import { describe, expect, test } from 'vitest';
import type { Job } from '../../../domain/jobs/job.ts';
import { workOn } from '../../../domain/ledger/append-entries.ts';
import { verifyHead } from '../../../domain/ledger/verify-head.ts';
import { decimalText, roundTo, sum } from '../../../domain/money/decimal.ts';
import { indexContract } from '../../../domain/rating/contract-index.ts';
import { rateUsage } from '../../../domain/rating/rate-usage.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import { cancelSubscription } from '../../../functions/use-cases/subscriptions/cancel-subscription.ts';
import { onboardCustomer } from '../../../functions/use-cases/subscriptions/onboard-customer.ts';
import { requestPlanTransition } from '../../../functions/use-cases/subscriptions/request-plan-transition.ts';
import { runLifecycle } from '../../../functions/use-cases/subscriptions/run-lifecycle.ts';
import type { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import { anaBuys, at, callAt, SITE, shopAt } from '../../support/shops/shop.ts';
import { allowed } from '../../unit/subscription/contract.ts';

const siteId = SITE.siteId;
const ANA = '1001';
const ACCOUNT = { siteId, customerId: ANA };

const setClock = (store: InMemoryStore, now: Instant) =>
  store.seed({ put: 'siteClock', value: { siteId, now, target: null, waitingFor: null, version: 1 } });

/** Runs what the job finds for Ana at that time, as the queue would. */
async function runJob(store: InMemoryStore, job: Job, now: Instant) {
  setClock(store, now);
  const { items } = await store.dueIndex.due(siteId, job, now);
  const results = [];
  for (const { ref, customerId } of items) {
    results.push(await runLifecycle(store)({ siteId, job, runId: '1', ref, customerId }));
  }
  return results;
}

async function account(store: InMemoryStore) {
  const found = await store.ledgers.load(siteId, '1001');
  if (found === null) throw new Error('no account');
  expect(verifyHead(found.head, found.head.tail)).toBeNull();
  return found;
}

/** What is charged and not billed, at cents: net, tax. */
async function unbilled(store: InMemoryStore): Promise<{ net: string; tax: string }> {
  const lines = [...(await account(store)).head.unbilled.values()];
  return {
    net: decimalText(roundTo(sum(lines.map(({ net }) => net)), 2)),
    tax: decimalText(roundTo(sum(lines.map(({ tax }) => tax)), 2)),
  };
}

const subscriptionOf = (store: InMemoryStore) =>
  store.get('subscription', siteId, { customerId: ANA, subscriptionId: '1001' }) ?? expect.fail();

async function onboarded(now: Instant, ...buys: Parameters<typeof anaBuys>): Promise<InMemoryStore> {
  const store = shopAt(now);
  allowed(await onboardCustomer(store)(callAt(now), anaBuys(...buys)));
  return store;
}

describe('cancelling', () => {
  const BOUGHT = at('2026-03-10T13:30:00Z');

  test('now: credit by the day, allowance gone, services released, counts down', async () => {
    const store = await onboarded(BOUGHT);
    const now = at('2026-03-20T15:00:00Z');
    allowed(
      await cancelSubscription(store)(callAt(now), { subscriptionId: '1001', effective: 'now', reason: 'moves away' }),
    );
    expect(await unbilled(store)).toEqual({ net: '9.68', tax: '2.13' });
    const { head, profile } = await account(store);
    expect(
      [...head.buckets.values()].filter(({ resource }) => resource === 'MB').map(({ amount }) => `${amount}`),
    ).toEqual(['0']);
    expect(profile.services.map(({ status, validTo }) => ({ status, validTo }))).toEqual([
      { status: 'released', validTo: now },
      { status: 'released', validTo: now },
    ]);
    expect(subscriptionOf(store)).toMatchObject({ status: 'cancelled', validTo: now, cancelledAt: now });
    expect(store.get('customer', siteId, { customerId: ANA })).toMatchObject({
      activeSubscriptions: 0,
      activeServices: 0,
    });
    expect(store.all('activity', siteId).at(-1)).toMatchObject({
      action: 'subscription.cancelled',
      actor: 'clerk@example.com',
    });
    expect(await store.dueIndex.due(siteId, 'purchase-verification', at('2030-01-01'))).toMatchObject({ items: [] });
  });

  test('on the day of purchase nets nothing', async () => {
    const store = await onboarded(BOUGHT);
    const now = at('2026-03-10T22:59:59.999Z');
    allowed(await cancelSubscription(store)(callAt(now), { subscriptionId: '1001', effective: 'now' }));
    expect(await unbilled(store)).toEqual({ net: '0', tax: '0' });
  });

  test('at the end of the cycle: it runs on, and the job ends it there', async () => {
    const store = await onboarded(BOUGHT);
    const now = at('2026-03-20T15:00:00Z');
    const request = { subscriptionId: '1001', effective: 'cycle_end' } as const;
    allowed(await cancelSubscription(store)(callAt(now), request));
    expect(subscriptionOf(store)).toMatchObject({ status: 'active', validTo: at('2026-04-01'), cancelledAt: now });
    expect(await cancelSubscription(store)(callAt(now), request)).toMatchObject({
      error: { code: 'subscription.state' },
    });

    const [result] = await runJob(store, 'purchase-verification', at('2026-04-01T00:10:00Z'));
    expect(result).toEqual({ outcome: 'processed', detail: '0 purchases started, 4 ended.' });
    expect(subscriptionOf(store).status).toBe('cancelled');
    expect(await unbilled(store)).toEqual({ net: '21.29', tax: '4.68' });
    expect(await runJob(store, 'purchase-verification', at('2026-04-02'))).toEqual([]);
    const message = { siteId, job: 'purchase-verification', runId: '2', ref: '1001', customerId: ANA } as const;
    expect(await runLifecycle(store)(message)).toMatchObject({ outcome: 'skipped' });
  });

  test('before it began costs nothing and leaves the identifier free at once', async () => {
    const store = await onboarded(BOUGHT, { startAt: at('2026-05-10') });
    const now = at('2026-03-20');
    allowed(await cancelSubscription(store)(callAt(now), { subscriptionId: '1001', effective: 'cycle_end' }));
    expect(subscriptionOf(store).status).toBe('cancelled');
    expect((await account(store)).head.unbilled.size).toBe(0);
    expect(store.get('serviceClaim', siteId, { identifier: '041-111-222' })).toMatchObject({
      holders: [],
      reusableFrom: at('2026-05-10'),
    });
  });

  test('twice, or what is not there, is refused', async () => {
    const store = await onboarded(BOUGHT);
    const cancel = (subscriptionId: string) =>
      cancelSubscription(store)(callAt(at('2026-03-20')), { subscriptionId, effective: 'now' });
    allowed(await cancel('1001'));
    expect(await cancel('1001')).toMatchObject({ error: { code: 'subscription.state' } });
    expect(await cancel('999')).toMatchObject({ error: { code: 'request.not_found' } });
  });

  test('loses a race to a charge and decides again on what is there then', async () => {
    const store = await onboarded(BOUGHT);
    const before = await account(store);
    let raced = false;
    store.beforeCommit = () => {
      if (raced) return;
      raced = true;
      store.seed({ put: 'ledger', value: { before: before.head, after: { ...before.head } } });
    };
    allowed(await cancelSubscription(store)(callAt(at('2026-03-20')), { subscriptionId: '1001', effective: 'now' }));
    expect(raced).toBe(true);
    expect(await unbilled(store)).toEqual({ net: '9.68', tax: '2.13' });
  });
});

describe('an identifier that is given back', () => {
  const onlyVoice = { plan: 'USE_ONLY' } as const;
  const bor = (now: Instant, store: InMemoryStore) =>
    onboardCustomer(store)(callAt(now), anaBuys(onlyVoice, { firstName: 'Bor', email: 'bor@example.com' }));

  test('rests 90 days for others: refused on 15 July, accepted from 30 August', async () => {
    const store = await onboarded(at('2026-05-01'), onlyVoice);
    allowed(
      await cancelSubscription(store)(callAt(at('2026-06-01T10:00:00Z')), { subscriptionId: '1001', effective: 'now' }),
    );
    const refused = await bor(at('2026-07-15'), store);
    expect(refused).toMatchObject({
      error: {
        code: 'service.identifier_quarantined',
        errors: [{ pointer: '/subscription/identifier', message: expect.stringContaining('2026-08-30') }],
      },
    });
    expect((await bor(at('2026-08-29T21:59:59Z'), store)).ok).toBe(false);
    allowed(await bor(at('2026-08-30'), store));
    const claim = store.get('serviceClaim', siteId, { identifier: '041-111-222' });
    expect(claim?.holders.map(({ customerId, from, to }) => [customerId, from, to])).toEqual([
      ['1001', at('2026-05-01'), at('2026-06-01T10:00:00Z')],
      ['1002', at('2026-08-30'), expect.any(Number)],
    ]);
    const { profile, head } = await account(store);
    expect(profile.services).toMatchObject([{ identifier: '041-111-222', status: 'released' }]);
    const call = { id: 'late', serviceType: 'VOICE', identifier: '041-111-222', fields: { quantity: '20' } };
    const rateForAna = (moment: Instant) =>
      rateUsage(
        { state: workOn(head).state, contract: indexContract(profile), book, now: at('2026-09-02') },
        { ...call, at: moment },
      );
    const book = await store.priceBooks.fresh(siteId);
    expect(allowed(rateForAna(at('2026-05-31'))).entry.impacts.map(({ amount }) => `${amount}`)).toEqual(['1.22']);
    expect(rateForAna(at('2026-06-02'))).toMatchObject({ error: { reason: 'UNKNOWN_SERVICE' } });
  });
});

describe('what starts and ends by itself', () => {
  test('a later start is charged for the time from its own start, whenever the job comes', async () => {
    const store = await onboarded(at('2026-03-10'), { startAt: at('2026-03-21') });
    expect(await unbilled(store)).toEqual({ net: '0', tax: '0' });
    const [result] = await runJob(store, 'purchase-verification', at('2026-03-21T09:00:00Z'));
    expect(result).toMatchObject({ outcome: 'processed' });
    expect(await unbilled(store)).toEqual({ net: '10.65', tax: '2.34' });
    expect(subscriptionOf(store).status).toBe('active');
    expect(store.get('customer', siteId, { customerId: ANA })).toMatchObject({ activeSubscriptions: 1 });
    expect(await runJob(store, 'purchase-verification', at('2026-03-22'))).toEqual([]);
  });

  test('a start at the boundary, noticed before billing, is charged to the prepared bill', async () => {
    const store = await onboarded(at('2026-03-10'), { startAt: at('2026-04-01') });
    await runJob(store, 'purchase-verification', at('2026-03-31T22:10:00Z'));
    const { head } = await account(store);
    expect([...head.unbilled.values()].map(({ cycle, net }) => [cycle, `${net}`])).toEqual([[at('2026-04-01'), '30']]);
  });

  test('a product that ends is charged to its end; arrear is settled and its service released', async () => {
    const products = [
      { bundle: 'ADDON', product: 'SUPPORT', validTo: at('2026-03-21') },
      { bundle: 'MOBILE', product: 'VOICE_USE', validTo: at('2026-03-21') },
    ];
    const store = await onboarded(at('2026-03-11'), { products });
    await runJob(store, 'purchase-verification', at('2026-03-21T00:10:00Z'));
    const { head, profile } = await account(store);
    const support = [...head.unbilled.values()].find(({ product }) => product === 'SUPPORT');
    expect(`${support?.net}`).toBe('1');
    expect(profile.purchases.map(({ product, status }) => `${product} ${status}`)).toContain('SUPPORT expired');
    expect(profile.services.map(({ serviceType, status }) => `${serviceType} ${status}`)).toEqual([
      'DATA active',
      'VOICE released',
    ]);
    expect(subscriptionOf(store).status).toBe('active');
    const claim = store.get('serviceClaim', siteId, { identifier: '041-111-222' });
    expect(claim?.holders.map(({ serviceType, to }) => [serviceType, to === at('2026-03-21')])).toEqual([
      ['DATA', false],
      ['VOICE', true],
    ]);
    expect(claim?.reusableFrom).toBeNull();
  });
});

describe('moving to another plan', () => {
  const START = at('2026-04-01');
  const move = (
    store: InMemoryStore,
    now: Instant,
    request: Partial<Parameters<ReturnType<typeof requestPlanTransition>>[1]>,
  ) =>
    requestPlanTransition(store)(callAt(now), {
      subscriptionId: '1001',
      plan: 'PRO',
      effective: 'now',
      identifiers: {},
      ...request,
    });

  test('Basic 20 to Pro 50 on 16 April: 10 back, 25 more, 3.30 tax, on the active bill', async () => {
    const store = await onboarded(START, { plan: 'BASIC' });
    const before = await account(store);
    const now = at('2026-04-16');
    allowed(await move(store, now, {}));
    expect(subscriptionOf(store)).toMatchObject({ plan: 'BASIC', transition: { plan: 'PRO', effectiveAt: now } });
    expect(await runJob(store, 'plan-transition', now)).toEqual([
      { outcome: 'processed', detail: 'Moved from BASIC to PRO.' },
    ]);

    expect(await unbilled(store)).toEqual({ net: '35', tax: '7.7' });
    const { head, profile } = await account(store);
    expect([...head.unbilled.values()].every(({ cycle }) => cycle === START)).toBe(true);
    expect(subscriptionOf(store)).toMatchObject({
      plan: 'PRO',
      name: 'The PRO plan',
      validFrom: now,
      transition: null,
    });
    expect(profile.purchases.map(({ product, status }) => `${product} ${status}`)).toEqual([
      'BASIC_FEE cancelled',
      'VOICE_USE cancelled',
      'PRO_FEE active',
      'VOICE_USE active',
    ]);
    expect(profile.services).toEqual(before.profile.services);
    expect(profile.purchases.at(-1)?.serviceId).toBe(profile.services[0]?.serviceId);
    expect(await runJob(store, 'plan-transition', at('2026-04-17'))).toEqual([]);
  });

  test('at the end of the cycle: old charges end, new ones begin on the prepared bill', async () => {
    const store = await onboarded(START, { plan: 'BASIC' });
    allowed(await move(store, at('2026-04-16'), { effective: 'cycle_end' }));
    expect(await runJob(store, 'plan-transition', at('2026-04-20'))).toEqual([]);
    await runJob(store, 'plan-transition', at('2026-05-01T00:15:00Z'));
    const { head } = await account(store);
    expect([...head.unbilled.values()].map(({ product, cycle, net }) => [product, cycle, `${net}`])).toEqual([
      ['BASIC_FEE', START, '20'],
      ['PRO_FEE', at('2026-05-01'), '50'],
    ]);
  });

  test('add-ons stay, and a type of service that the new plan lacks is released', async () => {
    const products = [{ bundle: 'ADDON', product: 'SUPPORT' }];
    const store = await onboarded(START, { plan: 'PHONE', products });
    allowed(await move(store, at('2026-04-16'), { plan: 'PRO' }));
    await runJob(store, 'plan-transition', at('2026-04-16'));
    const { head, profile } = await account(store);
    expect(profile.purchases.filter(({ status }) => status === 'active').map(({ product }) => product)).toEqual([
      'SUPPORT',
      'PRO_FEE',
      'VOICE_USE',
    ]);
    expect(profile.services.map(({ serviceType, status }) => `${serviceType} ${status}`)).toEqual([
      'DATA released',
      'VOICE active',
    ]);
    const allowance = [...head.buckets.values()].filter(({ resource }) => resource === 'MB');
    expect(allowance.map(({ amount }) => `${amount}`)).toEqual(['0']);
    expect(store.get('customer', siteId, { customerId: ANA })).toMatchObject({
      activeSubscriptions: 1,
      activeServices: 1,
    });
  });

  test('a service that the old plan has not needs an identifier, and gets the given one', async () => {
    const store = await onboarded(START, { plan: 'BASIC' });
    const now = at('2026-04-16');
    expect(await move(store, now, { plan: 'PRO_DATA' })).toMatchObject({
      error: { code: 'service.identifier_missing', errors: [{ pointer: '/identifiers/DATA' }] },
    });
    allowed(await move(store, now, { plan: 'PRO_DATA', identifiers: { DATA: 'SIM-1' } }));
    await runJob(store, 'plan-transition', now);
    expect(store.get('serviceClaim', siteId, { identifier: 'SIM-1' })).toMatchObject({
      holders: [{ serviceType: 'DATA', customerId: ANA, from: now }],
    });
    expect(store.get('serviceClaim', siteId, { identifier: '041-111-222' })?.reusableFrom).toBe(at('2026-07-15'));
  });

  test('a move that cannot be made fails with its reason, charges nothing and waits for a new request', async () => {
    const store = await onboarded(START, { plan: 'BASIC' });
    const now = at('2026-04-16');
    allowed(await move(store, now, {}));
    const pro = store.get('catalog', siteId, { kind: 'plan', code: 'PRO' }) ?? expect.fail();
    store.seed({
      put: 'catalog',
      value: { ...pro, object: { ...pro.object, status: 'inactive' } as typeof pro.object },
    });
    const numbers = await store.sequences.reserve(siteId, 'purchase', 1);
    expect(await runJob(store, 'plan-transition', now)).toMatchObject([{ outcome: 'failed' }]);
    expect(await store.sequences.reserve(siteId, 'purchase', 1)).toEqual([`${Number(numbers[0]) + 1}`]);
    expect(await unbilled(store)).toEqual({ net: '20', tax: '4.4' });
    expect(subscriptionOf(store)).toMatchObject({
      plan: 'BASIC',
      transition: { plan: 'PRO', error: expect.stringContaining('PRO') },
    });
    expect(await runJob(store, 'plan-transition', at('2026-04-17'))).toEqual([]);
    allowed(await move(store, now, { plan: 'PHONE', identifiers: { DATA: 'SIM-1' } }));
    expect(await runJob(store, 'plan-transition', now)).toMatchObject([{ outcome: 'processed' }]);
  });

  test.each([
    ['to the same plan', { plan: 'BASIC' }, 'transition.invalid', '/plan'],
    ['to a plan that is not sold', { plan: 'GONE' }, 'plan.closed', '/plan'],
    ['to a plan for other payment types', { plan: 'PREPAID_ONLY' }, 'plan.payment_type', '/plan'],
    ['to a plan in other money', { plan: 'DOLLARS' }, 'plan.currency', '/plan'],
    ['that ends before it begins', { validTo: at('2026-04-16') }, 'transition.invalid', '/validTo'],
  ])('%s is refused', async (_, request, code, pointer) => {
    const store = await onboarded(START, { plan: 'BASIC' });
    expect(await move(store, at('2026-04-16'), request)).toMatchObject({ error: { code, errors: [{ pointer }] } });
    expect(subscriptionOf(store).transition).toBeNull();
  });

  test('cancelling the subscription drops the move', async () => {
    const store = await onboarded(START, { plan: 'BASIC' });
    allowed(await move(store, at('2026-04-16'), { effective: 'cycle_end' }));
    allowed(await cancelSubscription(store)(callAt(at('2026-04-17')), { subscriptionId: '1001', effective: 'now' }));
    expect(subscriptionOf(store).transition).toBeNull();
    const message = {
      siteId,
      job: 'plan-transition',
      runId: '1',
      ref: '1001',
      customerId: ACCOUNT.customerId,
    } as const;
    expect(await runLifecycle(store)(message)).toMatchObject({ outcome: 'skipped' });
  });
});
