import { describe, expect, test } from 'vitest';
import { chargedSince } from '../../../domain/billing/charged-since.ts';
import type { Plan } from '../../../domain/catalog/catalog.ts';
import type { Term } from '../../../domain/catalog/promotion.ts';
import { verifyHead } from '../../../domain/ledger/verify-head.ts';
import { FOREVER, type Instant } from '../../../domain/time/instant.ts';
import {
  type CancelRequest,
  cancelSubscription,
  previewCancellation,
} from '../../../functions/use-cases/subscriptions/cancel-subscription.ts';
import { onboardCustomer } from '../../../functions/use-cases/subscriptions/onboard-customer.ts';
import {
  previewPlanTransition,
  requestPlanTransition,
} from '../../../functions/use-cases/subscriptions/request-plan-transition.ts';
import { runLifecycle } from '../../../functions/use-cases/subscriptions/run-lifecycle.ts';
import type { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import { anaBuys, at, callAt, SITE, shopAt } from '../../support/shops/shop.ts';
import { stock } from '../../support/shops/voucher-shop.ts';
import { allowed } from '../../unit/subscription/contract.ts';

const siteId = SITE.siteId;
const START = at('2026-01-15');

/** The Basic plan (20 a month) under a term of two years that leaving costs what remains. */
async function committed(term: Partial<Term> = {}, ...more: readonly Term[]): Promise<InMemoryStore> {
  const store = shopAt(START);
  const twoYears: Term = {
    ...{ code: 'TWO_YEARS', name: 'Two years', commitment: { value: 24, unit: 'month', alignment: 'exact' } },
    fee: { type: 'remaining', amount: '0', billItem: 'PENALTY', tax: 'VAT', generalLedger: 'PENALTIES' },
    renewal: { type: 'month-to-month' },
    ...term,
  };
  stock(store, ...[twoYears, ...more].map((object) => ({ kind: 'term', object }) as const));
  const basic = store.get('catalog', siteId, { kind: 'plan', code: 'BASIC' }) ?? expect.fail();
  store.seed({ put: 'catalog', value: { ...basic, object: { ...basic.object, term: 'TWO_YEARS' } as Plan } });
  allowed(await onboardCustomer(store)(callAt(START), anaBuys({ plan: 'BASIC' })));
  return store;
}

const subscriptionOf = (store: InMemoryStore) =>
  store.get('subscription', siteId, { customerId: '1001', subscriptionId: '1001' }) ?? expect.fail();
const cancel = (store: InMemoryStore, now: Instant, request: Partial<CancelRequest> = {}) =>
  cancelSubscription(store)(callAt(now), { subscriptionId: '1001', effective: 'now', ...request });
const preview = (store: InMemoryStore, now: Instant, request: Partial<CancelRequest> = {}) =>
  previewCancellation(store)(callAt(now), { subscriptionId: '1001', effective: 'now', ...request });
async function head(store: InMemoryStore) {
  const found = (await store.ledgers.load(siteId, '1001')) ?? expect.fail();
  expect(verifyHead(found.head, found.head.tail)).toBeNull();
  return found.head;
}
async function runJob(store: InMemoryStore, job: 'purchase-verification' | 'plan-transition', now: Instant) {
  store.seed({ put: 'siteClock', value: { siteId, now, target: null, waitingFor: null, version: 1 } });
  const { items } = await store.dueIndex.due(siteId, job, now);
  const results = [];
  for (const { ref, customerId } of items) {
    results.push(await runLifecycle(store)({ siteId, job, runId: '1', ref, customerId }));
  }
  return results;
}

describe('leaving a commitment', () => {
  const LEAVE = at('2026-10-20');

  test('is fixed with the plan: 24 months from 15 January 2026', async () => {
    const store = await committed({ grace: { value: 14, unit: 'day', alignment: 'exact' } });
    expect(subscriptionOf(store)).toMatchObject({
      validTo: FOREVER,
      term: { code: 'TWO_YEARS', commitmentEnd: at('2028-01-15'), graceEnd: at('2026-01-29') },
    });
  });

  test('on 20 October costs 15 months at 20, at once and with tax, on the bill of October', async () => {
    const store = await committed();
    const cancelled = allowed(await cancel(store, LEAVE));
    expect(cancelled.fees).toMatchObject([{ term: 'TWO_YEARS', monthsLeft: 15, reason: 'commitment' }]);
    const ledger = await head(store);
    const line = [...ledger.unbilled.values()].find(({ billItem }) => billItem === 'PENALTY');
    expect([`${line?.net}`, `${line?.tax}`, line?.taxCode, line?.generalLedger]).toEqual([
      '300',
      '66',
      'VAT',
      'PENALTIES',
    ]);
    expect(line?.cycle).toBe(at('2026-10-01'));
    const lines = cancelled.dueNow.lines.map(({ billItem, net }) => [billItem, net]);
    expect(lines).toContainEqual(['PENALTY', '300']);
  });

  test('is told before it is done, with nothing written', async () => {
    const store = await committed();
    const commits = store.commits.length;
    const previewed = allowed(await preview(store, LEAVE));
    expect(store.commits).toHaveLength(commits);
    const cancelled = allowed(await cancel(store, LEAVE));
    expect(previewed).toEqual(cancelled);
  });

  test('is free within the grace period, and when the commitment is over', async () => {
    const grace = { value: 14, unit: 'day', alignment: 'exact' } as const;
    expect(allowed(await preview(await committed({ grace }), at('2026-01-20'))).fees).toEqual([]);
    const store = await committed({ grace });
    expect(allowed(await preview(store, at('2026-02-20'))).fees).toHaveLength(1);
    expect(allowed(await preview(store, at('2028-01-15'))).fees).toEqual([]);
  });

  test('costs nothing when an operator waives it, with the reason in the trail', async () => {
    const store = await committed();
    const cancelled = allowed(await cancel(store, LEAVE, { waiveFee: true, reason: 'network outage' }));
    expect(cancelled).toMatchObject({ isWaived: true, fees: [{ monthsLeft: 15 }] });
    expect([...(await head(store)).unbilled.values()].map(({ billItem }) => billItem)).not.toContain('PENALTY');
    expect(store.all('activity', siteId).at(-1)?.summary).toContain('its fee waived: network outage');
  });

  test('at the end of the cycle costs what is left from there on', async () => {
    const store = await committed();
    const cancelled = allowed(await cancel(store, LEAVE, { effective: 'cycle_end' }));
    const end = at('2026-11-01');
    expect(cancelled.subscription).toMatchObject({ status: 'active', validTo: end, cancelledAt: LEAVE });
    expect(cancelled.fees).toMatchObject([{ monthsLeft: 15 }]);
  });

  test('earlier than first asked for costs only what is more', async () => {
    const store = await committed();
    const first = at('2026-01-20');
    expect(allowed(await cancel(store, first, { effective: 'cycle_end' })).fees).toMatchObject([{ monthsLeft: 24 }]);
    expect(allowed(await cancel(store, first)).fees).toEqual([]);
    const lines = [...(await head(store)).unbilled.values()].filter(({ billItem }) => billItem === 'PENALTY');
    expect(lines.map(({ net }) => `${net}`)).toEqual(['480']);
  });

  test('with notice ends when the notice is over, also when it was to end now', async () => {
    const notice = { noticePeriod: { value: 1, unit: 'month', alignment: 'cycle' } } as const;
    const store = await committed(notice);
    const cancelled = allowed(await cancel(store, LEAVE));
    const end = at('2026-12-01');
    expect(cancelled.subscription).toMatchObject({ status: 'active', validTo: end, cancelledAt: LEAVE });
    expect(cancelled.fees).toMatchObject([{ monthsLeft: 14 }]);
    expect(cancelled.profile.purchases.every(({ validTo }) => validTo === end)).toBe(true);
    expect(await cancel(store, at('2026-10-25'))).toMatchObject({ error: { code: 'subscription.state' } });
    await runJob(store, 'purchase-verification', at('2026-12-01T00:10:00Z'));
    expect(subscriptionOf(store).status).toBe('cancelled');
  });

  test('that never began costs nothing', async () => {
    const store = await committed();
    const call = callAt(START);
    const later = anaBuys(
      { plan: 'BASIC', identifier: '041-5', startAt: at('2026-02-01') },
      { email: 'b@example.com' },
    );
    allowed(await onboardCustomer(store)(call, later));
    const cancelled = allowed(await cancel(store, START, { subscriptionId: '1002' }));
    expect(cancelled.fees).toEqual([]);
  });
});

describe('a commitment that is over', () => {
  const OVER = at('2028-01-15');

  test('is renewed by the job as it was signed', async () => {
    const store = await committed({ renewal: { type: 'same' } });
    expect(await runJob(store, 'purchase-verification', at('2028-01-14'))).toEqual([]);
    expect(await runJob(store, 'purchase-verification', OVER)).toEqual([
      { outcome: 'processed', detail: '0 purchases started, 0 ended, 1 terms renewed.' },
    ]);
    expect(subscriptionOf(store).term).toMatchObject({ startedAt: OVER, commitmentEnd: at('2030-01-15') });
    expect(await runJob(store, 'purchase-verification', at('2028-02-01'))).toEqual([]);
  });

  test('without renewal takes the subscription with it', async () => {
    const store = await committed({ renewal: { type: 'none' } });
    expect(subscriptionOf(store).validTo).toBe(OVER);
    await runJob(store, 'purchase-verification', OVER);
    expect(subscriptionOf(store).status).toBe('expired');
  });

  test('runs on from month to month, free to leave', async () => {
    const store = await committed();
    expect(await runJob(store, 'purchase-verification', OVER)).toEqual([]);
    expect(allowed(await preview(store, OVER)).fees).toEqual([]);
  });

  test('is followed by another one, and ends with that if it is the last', async () => {
    const last: Term = {
      ...{ code: 'LAST', name: 'Last', commitment: { value: 6, unit: 'month', alignment: 'cycle' } },
      renewal: { type: 'none' },
    };
    const store = await committed({ renewal: { type: 'term', term: 'LAST' } }, last);
    await runJob(store, 'purchase-verification', OVER);
    const end = at('2028-08-01');
    expect(subscriptionOf(store)).toMatchObject({ validTo: end, term: { code: 'LAST', commitmentEnd: end } });
    const { profile } = (await store.ledgers.load(siteId, '1001')) ?? expect.fail();
    expect(profile.purchases.every(({ validTo }) => validTo === end)).toBe(true);
  });
});

describe('moving to another plan under a commitment', () => {
  const MOVE = at('2026-10-20');
  const move = async (store: InMemoryStore, plan: string) => {
    const request = { subscriptionId: '1001', plan, effective: 'now', identifiers: {} } as const;
    allowed(await requestPlanTransition(store)(callAt(MOVE), request));
    expect(await runJob(store, 'plan-transition', MOVE)).toMatchObject([{ outcome: 'processed' }]);
    const penalties = [...(await head(store)).unbilled.values()].filter(({ billItem }) => billItem === 'PENALTY');
    return penalties.map(({ net }) => `${net}`);
  };

  test('that costs as much or more is free, and ends the commitment', async () => {
    const store = await committed();
    expect(await move(store, 'PRO')).toEqual([]);
    expect(subscriptionOf(store)).not.toHaveProperty('term');
  });

  test('that costs less costs the fee', async () => {
    const store = await committed();
    expect(await move(store, 'USE_ONLY')).toEqual(['300']);
  });

  test('is told beforehand as it is charged then, with nothing written', async () => {
    const store = await committed();
    const request = { subscriptionId: '1001', plan: 'USE_ONLY', effective: 'now', identifiers: {} } as const;
    const before = await head(store);
    const commits = store.commits.length;
    const told = allowed(await previewPlanTransition(store)(callAt(MOVE), request));
    expect(store.commits).toHaveLength(commits);
    expect(told.transition).toMatchObject({ plan: 'USE_ONLY', effectiveAt: MOVE });
    expect(told.decision.fees).toMatchObject([{ term: 'TWO_YEARS', reason: 'commitment' }]);

    await move(store, 'USE_ONLY');
    const { book } = told;
    const charged = allowed(chargedSince(before, await head(store), { book, resource: 'EUR' }));
    expect(told.dueNow).toEqual(charged);
    expect(told.dueNow.lines.map(({ billItem }) => billItem)).toContain('PENALTY');
  });

  test('that cannot be made is refused beforehand, too', async () => {
    const store = await committed();
    const request = { subscriptionId: '1001', plan: 'BASIC', effective: 'now', identifiers: {} } as const;
    expect(await previewPlanTransition(store)(callAt(MOVE), request)).toMatchObject({
      ok: false,
      error: { code: 'transition.invalid', errors: [{ pointer: '/plan' }] },
    });
  });
});
