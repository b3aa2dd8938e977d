import { describe, expect, test } from 'vitest';
import type { Bill, BillingProfile } from '../../../domain/billing/bill.ts';
import { FOREVER, type Instant } from '../../../domain/time/instant.ts';
import { closeCustomer } from '../../../functions/use-cases/customers/close-customer.ts';
import { updateCustomer } from '../../../functions/use-cases/customers/update-customer.ts';
import { cancelSubscription } from '../../../functions/use-cases/subscriptions/cancel-subscription.ts';
import { onboardCustomer } from '../../../functions/use-cases/subscriptions/onboard-customer.ts';
import { runLifecycle } from '../../../functions/use-cases/subscriptions/run-lifecycle.ts';
import type { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import { anaBuys, at, callAt, SITE, shopAt } from '../../support/shops/shop.ts';
import { stock } from '../../support/shops/voucher-shop.ts';
import { allowed } from '../../unit/subscription/contract.ts';

const siteId = SITE.siteId;
const BOUGHT = at('2026-03-10');
const NOW = at('2026-03-20T09:00:00Z');
const ANA = { customerId: '1001' };

/** Ana bought something that only costs by use, and ended it: nothing is running, nothing is owed. */
async function withoutSubscription(): Promise<InMemoryStore> {
  const store = shopAt(BOUGHT);
  allowed(await onboardCustomer(store)(callAt(BOUGHT), anaBuys({ plan: 'USE_ONLY' })));
  allowed(await cancelSubscription(store)(callAt(NOW), { subscriptionId: '1001', effective: 'now' }));
  return store;
}

const ana = (store: InMemoryStore) => store.get('customer', siteId, ANA) ?? expect.fail();

async function runClosure(store: InMemoryStore, now: Instant) {
  store.seed({ put: 'siteClock', value: { siteId, now, target: null, waitingFor: null, version: 1 } });
  const { items } = await store.dueIndex.due(siteId, 'account-closure', now);
  const results = [];
  for (const { ref, customerId } of items) {
    results.push(await runLifecycle(store)({ siteId, job: 'account-closure', runId: '1', ref, customerId }));
  }
  return results;
}

describe('closing an account', () => {
  test('is refused while a subscription runs, naming it', async () => {
    const store = shopAt(BOUGHT);
    allowed(await onboardCustomer(store)(callAt(BOUGHT), anaBuys()));
    const refused = await closeCustomer(store)(callAt(NOW), ANA);
    expect(refused).toMatchObject({
      error: { code: 'customer.has_active', detail: expect.stringContaining('1001 The PHONE plan') },
    });
    expect(ana(store).status).toBe('active');
  });

  test('makes it inactive, with its contracts, and due for closure after the days of the site', async () => {
    const store = await withoutSubscription();
    const closed = allowed(await closeCustomer(store)(callAt(NOW), { ...ANA, reason: 'left town' }));
    expect(closed).toEqual(ana(store));
    expect(closed).toMatchObject({ status: 'inactive', inactiveSince: NOW, closureDueAt: at('2026-04-19') });
    expect((await store.ledgers.load(siteId, '1001'))?.profile.status).toBe('inactive');
    expect(store.all('activity', siteId).at(-1)).toMatchObject({
      action: 'customer.deactivated',
      summary: expect.stringContaining('left town'),
    });
    expect(await closeCustomer(store)(callAt(NOW), ANA)).toMatchObject({ error: { code: 'customer.state' } });
    expect(await closeCustomer(store)(callAt(NOW), { customerId: '9' })).toMatchObject({
      error: { code: 'request.not_found' },
    });
  });

  test('the job closes it for good: contracts closed, profile ended, empty bills gone, e-mail still claimed', async () => {
    const store = await withoutSubscription();
    allowed(await closeCustomer(store)(callAt(NOW), ANA));
    expect(await runClosure(store, at('2026-04-18'))).toEqual([]);
    const now = at('2026-04-19T03:00:00Z');
    expect(await runClosure(store, now)).toEqual([{ outcome: 'processed', detail: 'Account closed.' }]);
    expect(ana(store)).toMatchObject({ status: 'closed', closedAt: now, closureDueAt: null });
    expect(store.all('bill', siteId)).toEqual([]);
    expect(store.all('billingProfile', siteId)).toMatchObject([{ status: 'ended', validTo: now }]);
    expect((await store.ledgers.load(siteId, '1001'))?.profile.status).toBe('closed');
    expect(store.all('emailClaim', siteId)).toHaveLength(1);
    expect(await store.dueIndex.next(siteId)).toBeNull();
    expect(await runClosure(store, at('2027-01-01'))).toEqual([]);
    const message = { siteId, job: 'account-closure', runId: '2', ref: '1001', customerId: '1001' } as const;
    expect(await runLifecycle(store)(message)).toMatchObject({ outcome: 'skipped' });
  });

  const profileOf = (store: InMemoryStore): BillingProfile => store.all('billingProfile', siteId)[0] ?? expect.fail();
  test.each([
    [
      'an unpaid bill',
      (store: InMemoryStore) => {
        const bill: Bill = store.all('bill', siteId)[0] ?? expect.fail();
        store.seed({ put: 'bill', value: { ...bill, billId: '7', status: 'billing', due: '10' } });
      },
      '1 unpaid bills',
    ],
    [
      'a credit balance',
      (store: InMemoryStore) =>
        store.seed({ put: 'billingProfile', value: { ...profileOf(store), creditBalance: '-2.93' } }),
      'credit balance',
    ],
  ])('%s is in the way: skipped, and looked at again in a week', async (_, hinder, words) => {
    const store = await withoutSubscription();
    allowed(await closeCustomer(store)(callAt(NOW), ANA));
    hinder(store);
    expect(await runClosure(store, at('2026-04-19T03:00:00Z'))).toMatchObject([
      { outcome: 'skipped', detail: expect.stringContaining(words) },
    ]);
    expect(ana(store)).toMatchObject({ status: 'inactive', closureDueAt: at('2026-04-26') });
  });

  test('charges that are not billed are in the way', async () => {
    const store = shopAt(BOUGHT);
    allowed(await onboardCustomer(store)(callAt(BOUGHT), anaBuys()));
    allowed(await cancelSubscription(store)(callAt(NOW), { subscriptionId: '1001', effective: 'now' }));
    allowed(await closeCustomer(store)(callAt(NOW), ANA));
    expect(await runClosure(store, at('2026-04-19T03:00:00Z'))).toMatchObject([
      { outcome: 'skipped', detail: expect.stringContaining('charges that are not billed') },
    ]);
  });
});

describe('editing a customer', () => {
  test('changes type and attributes of the version that was read', async () => {
    const store = await withoutSubscription();
    const entity = { entity: 'customer', type: 'string', mandatory: false, includedOnInvoice: false } as const;
    stock(store, { kind: 'customAttribute', object: { code: 'vip', name: 'VIP', ...entity } });
    const { version } = ana(store);
    const change = { attributes: { vip: 'yes' } };
    const edited = allowed(await updateCustomer(store)(callAt(NOW), { ...ANA, version, change }));
    expect(edited).toEqual(ana(store));
    expect(edited).toMatchObject({ attributes: { vip: 'yes' }, type: 'RESIDENTIAL', version: version + 1 });
    expect(store.all('activity', siteId).at(-1)).toMatchObject({
      action: 'customer.edited',
      before: { attributes: {} },
      after: { attributes: { vip: 'yes' } },
    });
    expect(await updateCustomer(store)(callAt(NOW), { ...ANA, version, change })).toMatchObject({
      error: { code: 'request.changed_meanwhile' },
    });
  });

  test('an unknown type is refused at its field', async () => {
    const store = await withoutSubscription();
    const { version } = ana(store);
    expect(await updateCustomer(store)(callAt(NOW), { ...ANA, version, change: { type: 'ALIEN' } })).toMatchObject({
      error: { code: 'catalog.reference_missing', errors: [{ pointer: '/type' }] },
    });
  });

  test('an inactive customer comes back, a closed one does not', async () => {
    const store = await withoutSubscription();
    const set = (status: 'active' | 'inactive') =>
      updateCustomer(store)(callAt(NOW), { ...ANA, version: ana(store).version, change: { status } });
    expect(allowed(await set('inactive'))).toMatchObject({ status: 'inactive', inactiveSince: NOW });
    expect(allowed(await set('active'))).toMatchObject({ status: 'active', inactiveSince: null, closureDueAt: null });
    expect((await store.ledgers.load(siteId, '1001'))?.profile.status).toBe('active');
    store.seed({ put: 'customer', value: { ...ana(store), status: 'closed' } });
    expect(await set('active')).toMatchObject({ error: { code: 'customer.state' } });
  });

  test('is not made inactive while a subscription runs', async () => {
    const store = shopAt(BOUGHT);
    allowed(await onboardCustomer(store)(callAt(BOUGHT), anaBuys()));
    const change = { status: 'inactive' } as const;
    expect(await updateCustomer(store)(callAt(NOW), { ...ANA, version: 1, change })).toMatchObject({
      error: { code: 'customer.has_active' },
    });
    expect(await store.dueIndex.due(siteId, 'account-closure', FOREVER)).toMatchObject({ items: [] });
  });
});
