import { describe, expect, test } from 'vitest';
import { cancelSubscription } from '../../../functions/use-cases/subscriptions/cancel-subscription.ts';
import { onboardCustomer, previewOnboarding } from '../../../functions/use-cases/subscriptions/onboard-customer.ts';
import type { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import {
  bill,
  buys,
  linesOf,
  MARCH,
  promotionShop,
  refusalOf,
  siteId,
  TEN,
} from '../../support/shops/promotion-shop.ts';
import { at, callAt } from '../../support/shops/shop.ts';
import { allowed } from '../../unit/subscription/contract.ts';

describe('a coupon', () => {
  test('of 50 % on a 10.00 add-on takes 5.00 off once: next month it is 10.00', async () => {
    const store = promotionShop();
    const onboarded = allowed(
      await onboardCustomer(store)(callAt(MARCH), buys({ products: TEN, promotionCodes: ['half'] })),
    );
    expect(linesOf(onboarded.dueNow)).toEqual(['TEN 10', 'TEN Half -5', 'TWENTY 20']);
    expect(onboarded.dueNow).toMatchObject({ net: '25', tax: '5.5', total: '30.5' });
    expect(await bill(store, at('2026-04-01'))).toEqual(['TEN 10', 'TEN Half -5', 'TWENTY 20']);
    expect(await bill(store, at('2026-05-01'))).toEqual(['TEN 10', 'TWENTY 20']);
  });

  test('is remembered with what it was used for, and counted', async () => {
    const store = promotionShop();
    allowed(await onboardCustomer(store)(callAt(MARCH), buys({ products: TEN, promotionCodes: ['HALF'] })));
    expect(store.get('couponRedemption', siteId, { customerId: '1001', coupon: 'Half' })?.uses).toEqual([
      { subscriptionId: '1001', purchases: ['1002'], amount: '5', at: MARCH },
    ]);
    expect(store.get('couponCount', siteId, { coupon: 'Half' })).toMatchObject({ redeemed: 1 });
  });

  test('of 100 % takes exactly all, with the tax', async () => {
    const preview = await previewOnboarding(promotionShop())(
      callAt(at('2026-03-10')),
      buys({ products: TEN, promotionCodes: ['ALL'], startAt: at('2026-03-10') }),
    );
    expect(allowed(preview).dueNow).toMatchObject({ net: '0', tax: '0', total: '0' });
  });

  test('of a flat value is shared by all that is bought: 5 once, 50 no more than there is', async () => {
    const due = async (code: string) =>
      allowed(await previewOnboarding(promotionShop())(callAt(MARCH), buys({ products: TEN, promotionCodes: [code] })))
        .dueNow;
    expect(linesOf(await due('FIVE'))).toEqual(['TEN 10', 'TWENTY 20', 'TWENTY FIVE -5']);
    expect(linesOf(await due('FIFTY'))).toEqual(['TEN 10', 'TEN FIFTY -10', 'TWENTY 20', 'TWENTY FIFTY -20']);
  });

  test('is taken off a price with the tax that it contains: 25.00 − 5 is 20.00', async () => {
    const store = promotionShop();
    const { dueNow } = allowed(
      await onboardCustomer(store)(callAt(MARCH), buys({ plan: 'GROSS', promotionCodes: ['FIVE'] })),
    );
    expect(dueNow).toMatchObject({ net: '16.39', tax: '3.61', total: '20' });
  });

  test('aims by charge tag, and two go one after the other', async () => {
    const request = buys({ products: TEN, promotionCodes: ['BIG_TAG', 'FIVE'] });
    const { dueNow } = allowed(await previewOnboarding(promotionShop())(callAt(MARCH), request));
    expect(linesOf(dueNow)).toEqual(['TEN 10', 'TWENTY 20', 'TWENTY BIG_TAG -10', 'TWENTY FIVE -5']);
  });

  test('acts on the first of several charges that are due at once: one free week of five', async () => {
    const request = buys({ products: [{ bundle: 'WEEK', product: 'WEEK' }], promotionCodes: ['FREE_WEEK'] });
    const { dueNow } = allowed(await previewOnboarding(promotionShop())(callAt(MARCH), request));
    expect(linesOf(dueNow).filter((line) => line.startsWith('WEEK'))).toEqual([
      ...['WEEK 7', 'WEEK FREE_WEEK -7'],
      ...['WEEK 7', 'WEEK 7', 'WEEK 7', 'WEEK 7'],
    ]);
  });

  test('waits for the first charge of what is due in arrear', async () => {
    const store = promotionShop();
    const request = buys({ products: [{ bundle: 'LATER', product: 'ARREAR' }], promotionCodes: ['FIFTY'] });
    const { dueNow } = allowed(await onboardCustomer(store)(callAt(MARCH), request));
    expect(linesOf(dueNow)).toEqual(['TWENTY 20', 'TWENTY FIFTY -20']);
    expect(await bill(store, at('2026-04-01'))).toEqual([
      'ARREAR 12',
      'ARREAR FIFTY -12',
      'TWENTY 20',
      'TWENTY FIFTY -20',
    ]);
    expect(await bill(store, at('2026-05-01'))).toEqual(['ARREAR 12', 'TWENTY 20']);
  });

  test('comes back with what is given back: who cancels on the first day has paid nothing and gains nothing', async () => {
    const store = promotionShop();
    allowed(await onboardCustomer(store)(callAt(MARCH), buys({ products: TEN, promotionCodes: ['ALL'] })));
    allowed(
      await cancelSubscription(store)(callAt(MARCH), { subscriptionId: '1001', effective: 'now', waiveFee: false }),
    );
    const lines = await bill(store, at('2026-04-01'));
    expect(lines).toEqual(['TEN 0', 'TEN ALL 0', 'TWENTY 0', 'TWENTY ALL 0']);
    expect(store.get('bill', siteId, { customerId: '1001', billId: '1001' })).toMatchObject({ total: '0' });
  });

  test('comes back by the day: of 10.00 at half price, 21 of 31 days come back at half price', async () => {
    const store = promotionShop();
    const request = buys({ products: TEN, promotionCodes: ['half'] });
    allowed(await onboardCustomer(store)(callAt(MARCH), request));
    allowed(
      await cancelSubscription(store)(callAt(at('2026-03-11')), {
        subscriptionId: '1001',
        effective: 'now',
        waiveFee: false,
      }),
    );
    const lines = await bill(store, at('2026-04-01'));
    expect(lines.filter((line) => line.startsWith('TEN'))).toEqual([
      'TEN 10',
      'TEN Half -5',
      'TEN -6.77',
      'TEN Half 3.39',
    ]);
  });
});

describe('a code is refused at its place', () => {
  test.for([
    ['code.unknown', 'NOWHERE'],
    ['code.not_yet_valid', 'SOON'],
    ['code.expired', 'OVER'],
    ['code.not_applicable', 'DOLLARS'],
    ['code.not_applicable', 'FIRMS_ONLY'],
    ['code.not_applicable', 'OTHER_PLAN'],
    ['code.not_applicable', 'Half'],
    ['code.expired', 'old-1'],
  ] as const)('%s: %s', async ([code, entered]) => {
    expect(await refusalOf({ promotionCodes: [entered] })).toEqual({
      code,
      pointers: ['/subscription/promotionCodes/0'],
    });
  });

  test('all that is wrong is told at once, in their order', async () => {
    expect(await refusalOf({ promotionCodes: ['ALL', 'SOON', 'WHAT', 'all', 'over'] })).toEqual({
      code: 'code.not_yet_valid',
      pointers: [1, 2, 3, 4].map((place) => `/subscription/promotionCodes/${place}`),
    });
  });

  test('of two customers who want the last use, one gets it and the other leaves no trace', async () => {
    const store = promotionShop();
    const both = await Promise.all([
      onboardCustomer(store)(callAt(MARCH), buys({ promotionCodes: ['ONE_LEFT'] })),
      onboardCustomer(store)(callAt(MARCH), buys({ promotionCodes: ['one_left'] }, { email: 'bor@example.com' })),
    ]);
    expect(both.flatMap((result) => (result.ok ? [] : result.error.code))).toEqual(['code.exhausted']);
    expect(store.all('customer', siteId)).toHaveLength(1);
    expect(store.all('couponRedemption', siteId)).toHaveLength(1);
    expect(store.get('couponCount', siteId, { coupon: 'ONE_LEFT' })).toMatchObject({ redeemed: 1 });
  });
});

describe('whoever guesses', () => {
  const guess = (store: InMemoryStore, code: string) => refusalOf({ promotionCodes: [code] }, store);

  test('has to wait after five codes in ten minutes, also for a right one', async () => {
    const store = promotionShop();
    for (const code of ['A', 'B', 'C', 'D', 'E']) expect((await guess(store, code)).code).toBe('code.unknown');
    expect((await guess(store, 'ALL')).code).toBe('code.too_many_attempts');
    store.systemNow += 10 * 60 * 1000;
    expect((await guess(store, 'F')).code).toBe('code.unknown');
  });

  test('makes the same mistake once, previews or not', async () => {
    const store = promotionShop();
    for (const _ of [1, 2, 3, 4, 5, 6]) {
      expect((await guess(store, 'wrong')).code).toBe('code.unknown');
      const preview = await previewOnboarding(store)(callAt(MARCH), buys({ promotionCodes: ['WRONG'] }));
      expect(preview).toMatchObject({ ok: false, error: { code: 'code.unknown' } });
    }
    expect(store.all('codeAttempts', siteId)).toMatchObject([
      { who: 'clerk@example.com', failed: [{ code: 'WRONG' }] },
    ]);
  });

  test('is not held up without codes', async () => {
    const store = promotionShop();
    for (const code of ['A', 'B', 'C', 'D', 'E']) await guess(store, code);
    expect((await onboardCustomer(store)(callAt(MARCH), buys({}))).ok).toBe(true);
  });
});

describe('a voucher entered at onboarding', () => {
  test('buys its bundle besides: 100 MB in hand', async () => {
    const store = promotionShop();
    const { contract, codes } = allowed(
      await onboardCustomer(store)(callAt(MARCH), buys({ promotionCodes: ['xmas-001', 'FIVE'] })),
    );
    expect([...contract.head.buckets.values()].map(({ resource, amount }) => `${amount} ${resource}`)).toEqual([
      '18.3 EUR',
      '-100 MB',
    ]);
    expect(codes.voucherRedemptions).toMatchObject([{ code: 'XMAS-001', bundle: 'MORE_DATA', purchases: ['1002'] }]);
    expect(store.get('voucher', siteId, { code: 'XMAS-001' })).toMatchObject({ uses: 1, status: 'new' });
    expect(store.all('voucherRedemption', siteId)).toHaveLength(1);
  });

  test('is used once by a customer, and goes with the plan only if its bundle does', async () => {
    expect(await refusalOf({ promotionCodes: ['XMAS-001', 'xmas-001'] })).toEqual({
      code: 'code.already_used',
      pointers: ['/subscription/promotionCodes/1'],
    });
    expect(await refusalOf({ plan: 'NO_ADDONS', promotionCodes: ['XMAS-001'] })).toEqual({
      code: 'code.not_applicable',
      pointers: ['/subscription/promotionCodes/0'],
    });
  });
});
