import { describe, expect, test } from 'vitest';
import { FOREVER, type Instant } from '../../../domain/time/instant.ts';
import { previewInvoice } from '../../../functions/use-cases/billing/preview-invoice.ts';
import { cancelSubscription } from '../../../functions/use-cases/subscriptions/cancel-subscription.ts';
import { onboardCustomer } from '../../../functions/use-cases/subscriptions/onboard-customer.ts';
import { requestPlanTransition } from '../../../functions/use-cases/subscriptions/request-plan-transition.ts';
import { runLifecycle } from '../../../functions/use-cases/subscriptions/run-lifecycle.ts';
import {
  bill,
  buys,
  MARCH,
  promotionShop,
  refusalOf,
  siteId,
  talk,
  verify,
} from '../../support/shops/promotion-shop.ts';
import { at, callAt } from '../../support/shops/shop.ts';
import { allowed } from '../../unit/subscription/contract.ts';

describe('discounts come with bundles', () => {
  test('those that are not optional always, the others when asked for, for as long as their row says', async () => {
    const store = promotionShop();
    const discounts = [{ bundle: 'BASE', discount: 'EXTRA', purchase: true }];
    const { contract } = allowed(await onboardCustomer(store)(callAt(MARCH), buys({ plan: 'LOYAL', discounts })));
    expect(contract.profile.discounts).toEqual([
      {
        ...{ purchaseId: '1002', subscriptionId: '1001', bundle: 'BASE', discount: 'LOYAL', status: 'active' },
        ...{ validFrom: MARCH, validTo: FOREVER },
      },
      {
        ...{ purchaseId: '1003', subscriptionId: '1001', bundle: 'BASE', discount: 'EXTRA', status: 'active' },
        ...{ validFrom: MARCH, validTo: at('2026-04-01') },
      },
    ]);
    expect(await bill(store, at('2026-04-01'))).toEqual(['TWENTY 20', 'TWENTY EXTRA -1.8', 'TWENTY LOYAL -2']);
    expect(await verify(store, at('2026-04-01'))).toMatchObject({ detail: '0 purchases started, 1 ended.' });
    expect(await bill(store, at('2026-05-01'))).toEqual(['TWENTY 20', 'TWENTY LOYAL -2']);
  });

  test('and end with the subscription, whose last bill still has them', async () => {
    const store = promotionShop();
    allowed(await onboardCustomer(store)(callAt(MARCH), buys({ plan: 'LOYAL' })));
    allowed(
      await cancelSubscription(store)(callAt(at('2026-03-16')), {
        subscriptionId: '1001',
        effective: 'now',
        waiveFee: false,
      }),
    );
    const account = await store.ledgers.load(siteId, '1001');
    expect(account?.profile.discounts).toMatchObject([{ status: 'cancelled', validTo: at('2026-03-16') }]);
    expect(await bill(store, at('2026-04-01'))).toEqual([
      'TWENTY 20',
      'TWENTY LOYAL -2',
      'TWENTY -10.32',
      'TWENTY LOYAL 1.03',
    ]);
  });

  test('act on usage as it is rated: each call by what was counted before it, in one entry with its grants', async () => {
    const store = promotionShop();
    allowed(await onboardCustomer(store)(callAt(MARCH), buys({ plan: 'TALK' })));
    // 100 minutes at 0.05 are 5.00, less 20 % 4.00; from then on each call is 1.00 cheaper still.
    await talk(store, '1', '100', at('2026-03-02'));
    await talk(store, '2', '40', at('2026-03-03'));
    await talk(store, '3', '10', at('2026-03-04'));
    const account = await store.ledgers.load(siteId, '1001');
    const left = [...(account?.head.buckets.values() ?? [])].filter(({ resource }) => resource === 'MB');
    expect(left.map(({ amount, from, to }) => ({ amount: amount.toFixed(), from, to }))).toEqual([
      { amount: '-75', from: MARCH, to: at('2026-04-01') },
    ]);
    expect(await bill(store, at('2026-04-01'))).toEqual([
      'VOICE_USE 7.5',
      'VOICE_USE AFTER_100 -1.4',
      'VOICE_USE FIFTH_OFF -1.5',
    ]);
  });

  test('go and come with a change of plan', async () => {
    const store = promotionShop();
    allowed(await onboardCustomer(store)(callAt(MARCH), buys({})));
    const move = (to: string, now: Instant) =>
      requestPlanTransition(store)(callAt(now), {
        subscriptionId: '1001',
        plan: to,
        effective: 'now',
        identifiers: {},
      });
    const carryOut = (now: Instant) => {
      store.seed({ put: 'siteClock', value: { siteId, now, target: null, waitingFor: null, version: 1 } });
      return runLifecycle(store)({ siteId, job: 'plan-transition', runId: '1', ref: '1001', customerId: '1001' });
    };
    for (const [to, day] of [
      ['LOYAL', '2026-03-11'],
      ['PLAIN', '2026-03-21'],
    ] as const) {
      allowed(await move(to, at(day)));
      expect(await carryOut(at(day))).toMatchObject({ outcome: 'processed' });
    }
    const account = await store.ledgers.load(siteId, '1001');
    expect(account?.profile.discounts).toMatchObject([
      {
        ...{ purchaseId: '1003', discount: 'LOYAL', status: 'cancelled' },
        ...{ validFrom: at('2026-03-11'), validTo: at('2026-03-21') },
      },
    ]);
  });

  test('stand on the invoice under their own names, each behind what it is taken off', async () => {
    const store = promotionShop();
    allowed(await onboardCustomer(store)(callAt(MARCH), buys({ plan: 'LOYAL', promotionCodes: ['FIVE'] })));
    const key = { customerId: '1001', billingProfileId: '1001' };
    const { lines, totals } = allowed(await previewInvoice(store)(callAt(MARCH), key));
    expect(lines.map(({ description, discount: code, net }) => ({ description, code, net }))).toEqual([
      { description: 'TWENTY', code: undefined, net: '20' },
      { description: 'Coupon FIVE', code: 'FIVE', net: '-5' },
      { description: 'Discount LOYAL', code: 'LOYAL', net: '-1.5' },
    ]);
    expect(totals).toMatchObject({ net: '13.5', tax: '2.97', total: '16.47' });
  });

  test('wait for a later start', async () => {
    const store = promotionShop();
    const startAt = at('2026-03-10');
    allowed(await onboardCustomer(store)(callAt(MARCH), buys({ plan: 'LOYAL', startAt })));
    expect(await verify(store, startAt)).toMatchObject({ detail: '2 purchases started, 0 ended.' });
    const account = await store.ledgers.load(siteId, '1001');
    expect(account?.profile.discounts).toMatchObject([{ status: 'active', validFrom: startAt }]);
  });

  test('and every wrong choice is told at its place', async () => {
    const discounts = [
      { bundle: 'BASE', discount: 'LOYAL', purchase: false },
      { bundle: 'BASE', discount: 'NONE' },
      { bundle: 'BASE', discount: 'EXTRA', purchase: true },
      { bundle: 'BASE', discount: 'EXTRA' },
    ];
    expect(await refusalOf({ plan: 'LOYAL', discounts })).toEqual({
      code: 'request.invalid',
      pointers: ['0/purchase', '1/discount', '3/discount'].map((place) => `/subscription/discounts/${place}`),
    });
  });
});

describe('a plan', () => {
  test.for([
    { plan: 'CLOSED_LIST', bundle: 'TEN', code: null, because: 'its list names the bundle' },
    { plan: 'CLOSED_LIST', bundle: 'LATER', code: 'bundle.not_allowed', because: 'its list does not' },
    { plan: 'NO_ADDONS', bundle: 'TEN', code: 'bundle.not_allowed', because: 'it has no list' },
    { plan: 'PLAIN', bundle: 'LATER', code: null, because: 'it takes any' },
  ])('$plan with the add-on $bundle: $because', async ({ plan: of, bundle: addOn, code }) => {
    const products = [{ bundle: addOn, product: addOn === 'TEN' ? 'TEN' : 'ARREAR' }];
    const result = await onboardCustomer(promotionShop())(callAt(MARCH), buys({ plan: of, products }));
    expect(result.ok ? null : result.error.code).toBe(code);
  });

  test('is offered to those whom its filter admits', async () => {
    expect(await refusalOf({ plan: 'FOR_FIRMS' })).toEqual({
      code: 'plan.not_offered',
      pointers: ['/subscription/plan'],
    });
    expect((await onboardCustomer(promotionShop())(callAt(MARCH), buys({ plan: 'FOR_SLOVENES' }))).ok).toBe(true);
  });

  test('takes in nobody else by a change of plan, either', async () => {
    const store = promotionShop();
    allowed(await onboardCustomer(store)(callAt(MARCH), buys({})));
    const moveTo = (to: string) =>
      requestPlanTransition(store)(callAt(MARCH), {
        ...{ subscriptionId: '1001', plan: to, effective: 'cycle_end', identifiers: {} },
      });
    expect(await moveTo('FOR_FIRMS')).toMatchObject({ ok: false, error: { code: 'plan.not_offered' } });
    expect((await moveTo('FOR_SLOVENES')).ok).toBe(true);
  });

  test('binds the customer from the start, and so does an add-on for itself', async () => {
    const store = promotionShop();
    const products = [{ bundle: 'BOUND_TEN', product: 'TEN' }];
    const { subscription, contract } = allowed(
      await onboardCustomer(store)(callAt(MARCH), buys({ plan: 'BOUND', products })),
    );
    expect(subscription).toMatchObject({
      validTo: FOREVER,
      term: { code: 'YEAR', startedAt: MARCH, commitmentEnd: at('2027-03-01') },
      addOnTerms: [{ bundle: 'BOUND_TEN', code: 'QUARTER', commitmentEnd: at('2026-06-01') }],
    });
    expect(contract.profile.purchases.map(({ bundle: of, validTo }) => ({ of, validTo }))).toEqual([
      { of: 'PLAIN', validTo: FOREVER },
      { of: 'BOUND_TEN', validTo: at('2026-06-01') },
    ]);
  });

  test('whose term nothing follows ends with it; one that is lost is told', async () => {
    const bound = allowed(await onboardCustomer(promotionShop())(callAt(MARCH), buys({ plan: 'QUARTER' })));
    expect(bound.subscription.validTo).toBe(at('2026-06-01'));
    expect(bound.contract.profile.purchases).toMatchObject([{ validTo: at('2026-06-01') }]);
    expect((await refusalOf({ plan: 'BROKEN' })).code).toBe('catalog.reference_missing');
  });

  test('a product with a duration ends by itself at the same hour, and its last days are not charged', async () => {
    const store = promotionShop();
    const now = at('2026-03-25');
    const request = buys({ products: [{ bundle: 'PASS', product: 'TEN' }] });
    const { contract } = allowed(await onboardCustomer(store)(callAt(now), request));
    expect(contract.profile.purchases.map(({ product: of, validTo }) => ({ of, validTo }))).toEqual([
      { of: 'TWENTY', validTo: FOREVER },
      { of: 'TEN', validTo: at('2026-04-04') },
    ]);
    await bill(store, at('2026-04-01'));
    expect(await bill(store, at('2026-05-01'))).toEqual(['TEN 1', 'TWENTY 20']);
  });
});
