import { expect, test } from 'vitest';
import { verifyHead } from '../../../domain/ledger/verify-head.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import { runBilling } from '../../../functions/use-cases/billing/run-billing.ts';
import { closeCustomer } from '../../../functions/use-cases/customers/close-customer.ts';
import { cancelSubscription } from '../../../functions/use-cases/subscriptions/cancel-subscription.ts';
import { onboardCustomer } from '../../../functions/use-cases/subscriptions/onboard-customer.ts';
import { requestPlanTransition } from '../../../functions/use-cases/subscriptions/request-plan-transition.ts';
import { runLifecycle } from '../../../functions/use-cases/subscriptions/run-lifecycle.ts';
import type { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import { anaBuys, at, callAt, SITE, shopAt } from '../../support/shops/shop.ts';
import { allowed } from '../../unit/subscription/contract.ts';

const siteId = SITE.siteId;

/** The daily jobs in their order, as the schedule runs them. */
async function night(store: InMemoryStore, now: Instant): Promise<void> {
  store.seed({ put: 'siteClock', value: { siteId, now, target: null, waitingFor: null, version: 1 } });
  for (const job of ['purchase-verification', 'plan-transition', 'billing', 'account-closure'] as const) {
    const { items } = await store.dueIndex.due(siteId, job, now);
    for (const { ref, customerId } of items) {
      if (job === 'billing') allowed(await runBilling(store)(callAt(now), { customerId, billingProfileId: ref }));
      else
        expect(await runLifecycle(store)({ siteId, job, runId: '1', ref, customerId })).toMatchObject({
          outcome: 'processed',
        });
    }
  }
  const account = await store.ledgers.load(siteId, '1001');
  expect(verifyHead(account?.head ?? expect.fail(), account?.head.tail ?? [])).toBeNull();
}

const billed = (store: InMemoryStore) =>
  store
    .all('bill', siteId)
    .filter(({ finalisedAt }) => finalisedAt !== null)
    .toSorted((a, b) => a.from - b.from)
    .map(({ net, tax, total, lines }) => ({
      net,
      tax,
      total,
      of: lines.map(({ product, net: part }) => `${product} ${part}`).toSorted(),
    }));

test('a year in short: signed up, billed, moved, cancelled, settled, closed', async () => {
  const store = shopAt(at('2026-03-10T13:30:00Z'));
  const products = [{ bundle: 'ADDON', product: 'SUPPORT' }];
  allowed(await onboardCustomer(store)(callAt(at('2026-03-10T13:30:00Z')), anaBuys({ plan: 'BASIC', products })));

  await night(store, at('2026-04-01T00:30:00Z'));
  allowed(
    await requestPlanTransition(store)(callAt(at('2026-04-20')), {
      subscriptionId: '1001',
      plan: 'PRO',
      effective: 'cycle_end',
      identifiers: {},
    }),
  );
  await night(store, at('2026-05-01T00:30:00Z'));
  allowed(
    await cancelSubscription(store)(callAt(at('2026-05-16T10:00:00Z')), { subscriptionId: '1001', effective: 'now' }),
  );
  allowed(await closeCustomer(store)(callAt(at('2026-05-20')), { customerId: '1001' }));
  await night(store, at('2026-06-01T00:30:00Z'));

  expect(billed(store)).toEqual([
    { net: '16.39', tax: '3.61', total: '20', of: ['BASIC_FEE 14.19', 'SUPPORT 2.2'] },
    { net: '23.1', tax: '5.08', total: '28.18', of: ['BASIC_FEE 20', 'SUPPORT 3.1'] },
    { net: '25.69', tax: '5.65', total: '31.34', of: ['PRO_FEE -25.81', 'PRO_FEE 50', 'SUPPORT 1.5'] },
  ]);
});

test('cancelled at the end of its cycle: charged to it, not for a day more', async () => {
  const store = shopAt(at('2026-03-01'));
  allowed(await onboardCustomer(store)(callAt(at('2026-03-01')), anaBuys()));
  allowed(
    await cancelSubscription(store)(callAt(at('2026-03-20')), { subscriptionId: '1001', effective: 'cycle_end' }),
  );
  await night(store, at('2026-04-01T00:30:00Z'));
  await night(store, at('2026-05-01T00:30:00Z'));
  expect(billed(store).map(({ net }) => net)).toEqual(['30', '0']);
});

test('billing that comes before the verification of purchases charges nothing beyond their end either', async () => {
  const store = shopAt(at('2026-03-01'));
  allowed(await onboardCustomer(store)(callAt(at('2026-03-01')), anaBuys()));
  allowed(
    await cancelSubscription(store)(callAt(at('2026-03-20')), { subscriptionId: '1001', effective: 'cycle_end' }),
  );
  const now = at('2026-04-01T00:30:00Z');
  allowed(await runBilling(store)(callAt(now), { customerId: '1001', billingProfileId: '1001' }));
  await night(store, now);
  await night(store, at('2026-05-01T00:30:00Z'));
  expect(billed(store).map(({ net }) => net)).toEqual(['30', '0']);
});

test('a start in the past is billed cycle by cycle, each with its own charges', async () => {
  const store = shopAt(at('2026-04-15'));
  allowed(await onboardCustomer(store)(callAt(at('2026-04-15')), anaBuys({ startAt: at('2026-01-26') })));
  await night(store, at('2026-04-15'));
  expect(billed(store).map(({ net }) => net)).toEqual(['5.81', '30', '30']);
});
