import { describe, expect, test } from 'vitest';
import type { Bundle, Plan, Product } from '../../domain/catalog/catalog.ts';
import type { CatalogObject } from '../../domain/catalog/compile-price-book.ts';
import type { Discount } from '../../domain/catalog/discount.ts';
import type { Coupon, Term, VoucherBatch } from '../../domain/catalog/promotion.ts';
import { verifyHead } from '../../domain/ledger/verify-head.ts';
import type { OnboardingRequest } from '../../domain/onboarding/onboarding-request.ts';
import { FOREVER, type Instant } from '../../domain/time/instant.ts';
import { previewInvoice } from '../../functions/use-cases/billing/preview-invoice.ts';
import { runBilling } from '../../functions/use-cases/billing/run-billing.ts';
import { cancelSubscription } from '../../functions/use-cases/subscriptions/cancel-subscription.ts';
import { onboardCustomer, previewOnboarding } from '../../functions/use-cases/subscriptions/onboard-customer.ts';
import { requestPlanTransition } from '../../functions/use-cases/subscriptions/request-plan-transition.ts';
import { runLifecycle } from '../../functions/use-cases/subscriptions/run-lifecycle.ts';
import { allowed, product, version } from '../unit/subscription/contract.ts';
import type { InMemoryStore } from './in-memory-store.ts';
import { anaBuys, at, callAt, SITE, shopAt } from './shop.ts';

const MARCH = at('2026-03-01');
const siteId = SITE.siteId;
const always = { validFrom: 0, validTo: FOREVER };

const coupon = (code: string, changes: Partial<Coupon> = {}): CatalogObject => ({
  kind: 'coupon',
  object: { code, name: `Coupon ${code}`, type: 'percentage', value: '50', ...always, ...changes },
});
const discount = (code: string, changes: Partial<Discount> = {}): CatalogObject => ({
  kind: 'discount',
  object: {
    code,
    name: `Discount ${code}`,
    mode: 'advanced',
    ...always,
    priority: 1,
    combination: 'sequential',
    appliesAt: 'billing',
    rules: [{ filter: {}, effect: { type: 'percentage', value: '10' } }],
    ...changes,
  },
});
const bundle = (code: string, changes: Partial<Bundle>): CatalogObject => ({
  kind: 'bundle',
  object: { code, name: code, ...always, items: [], ...changes },
});
const items = (...products: readonly string[]) =>
  products.map((one) => ({ product: one, quantity: '1', optional: false }));
const plan = (code: string, changes: Partial<Plan>): CatalogObject => ({
  kind: 'plan',
  object: { code, name: code, status: 'active', bundles: ['BASE'], ...always, paymentTypes: [], ...changes },
});
const batch = (code: string, changes: Partial<VoucherBatch> = {}): CatalogObject => ({
  kind: 'voucherBatch',
  object: {
    code,
    name: code,
    characters: 'numeric',
    template: 'XMAS-###',
    quantity: 1,
    redemptions: 2,
    rangeStart: 1,
    bundle: 'MORE_DATA',
    ...always,
    ...changes,
  },
});

const term = (code: string, changes: Pick<Term, 'commitment'> & Partial<Term>): CatalogObject => ({
  kind: 'term',
  object: { code, name: code, renewal: { type: 'same' }, ...changes },
});

const EXTRA: readonly CatalogObject[] = [
  ...[
    product({ code: 'TEN', versions: [version('10', 'VAT')] }),
    product({ code: 'TWENTY', versions: [version('20', 'VAT')], chargeTag: 'BIG' }),
    product({ code: 'ARREAR', cycle: 'arrear', versions: [version('12', 'VAT')] }),
    product({ code: 'WEEK', eventType: 'WEEKLY', versions: [version('7', 'VAT')] }),
    product({ code: 'GROSS', versions: [version('25', 'VAT_IN')] }),
    product({ code: 'MB_ONCE', type: 'one-time', resource: 'MB', versions: [version('-100')] }),
  ].map((object: Product) => ({ kind: 'product', object }) as const),
  { kind: 'tax', object: { code: 'VAT_IN', name: 'VAT inside', percent: '22', inclusive: true, ...always } },
  bundle('BASE', {
    items: items('TWENTY'),
    discounts: [
      { discount: 'LOYAL', optional: false },
      { discount: 'EXTRA', optional: true, duration: { value: 1, unit: 'month' } },
    ],
  }),
  bundle('PLAIN', { items: items('TWENTY') }),
  bundle('TEN', { items: items('TEN') }),
  bundle('WEEK', { items: items('WEEK') }),
  bundle('GROSS', { items: items('GROSS') }),
  bundle('LATER', { items: items('ARREAR') }),
  bundle('PASS', { items: [{ product: 'TEN', quantity: '1', optional: false, duration: { value: 10, unit: 'day' } }] }),
  bundle('MORE_DATA', { items: items('MB_ONCE') }),
  discount('LOYAL'),
  discount('EXTRA', { priority: 2 }),
  plan('LOYAL', {}),
  plan('PLAIN', { bundles: ['PLAIN'] }),
  plan('GROSS', { bundles: ['GROSS'] }),
  plan('CLOSED_LIST', { bundles: ['PLAIN'], compatibleOnly: true, compatibleBundles: ['TEN'] }),
  plan('NO_ADDONS', { bundles: ['PLAIN'], compatibleOnly: true }),
  plan('FOR_FIRMS', { bundles: ['PLAIN'], filter: 'FIRMS' }),
  plan('FOR_SLOVENES', { bundles: ['PLAIN'], filter: 'SLOVENES' }),
  term('YEAR', { commitment: { value: 1, unit: 'year', alignment: 'exact' } }),
  term('QUARTER', { commitment: { value: 3, unit: 'month', alignment: 'exact' }, renewal: { type: 'none' } }),
  plan('BOUND', { bundles: ['PLAIN'], term: 'YEAR' }),
  plan('QUARTER', { bundles: ['PLAIN'], term: 'QUARTER' }),
  plan('BROKEN', { bundles: ['PLAIN'], term: 'GONE' }),
  bundle('BOUND_TEN', { items: items('TEN'), term: 'QUARTER' }),
  { kind: 'filter', object: { code: 'FIRMS', name: 'Firms', customerTypes: ['BUSINESS'] } },
  { kind: 'filter', object: { code: 'SLOVENES', name: 'Slovenes', countries: ['SI'], paymentMethods: ['invoice'] } },
  coupon('Half', { bundles: ['TEN'] }),
  coupon('ALL', { value: '100' }),
  coupon('FIVE', { type: 'flat', value: '5', resource: 'EUR' }),
  coupon('FIFTY', { type: 'flat', value: '50', resource: 'EUR' }),
  coupon('BIG_TAG', { chargeTags: ['BIG'] }),
  coupon('ONE_LEFT', { maxRedemptions: 1 }),
  coupon('DOLLARS', { type: 'flat', value: '5', resource: 'USD' }),
  coupon('FREE_WEEK', { value: '100', products: ['WEEK'] }),
  coupon('SOON', { validFrom: at('2026-04-01') }),
  coupon('OVER', { validTo: MARCH }),
  coupon('FIRMS_ONLY', { filter: 'FIRMS' }),
  coupon('OTHER_PLAN', { plans: ['LOYAL'] }),
  batch('XMAS'),
  batch('OLD', { validTo: MARCH }),
];

function promotionShop(): InMemoryStore {
  const store = shopAt(MARCH);
  store.seed(
    ...EXTRA.map(({ kind, object }) => {
      return { put: 'catalog', value: { siteId, kind, code: object.code, object, version: 0 } } as const;
    }),
    ...[
      { code: 'XMAS-001', batch: 'XMAS', serial: 1 },
      { code: 'OLD-1', batch: 'OLD', serial: 1 },
    ].map(
      (one) => ({ put: 'voucher', value: { ...one, siteId, uses: 0, status: 'new', version: 0 } as const }) as const,
    ),
  );
  return store;
}

const buys = (
  subscription: Partial<OnboardingRequest['subscription']>,
  customer: Partial<OnboardingRequest['customer']> = {},
): OnboardingRequest => anaBuys({ plan: 'PLAIN', ...subscription }, customer);

const refusalOf = async (
  subscription: Partial<OnboardingRequest['subscription']>,
  store = promotionShop(),
): Promise<{ code: string; pointers: readonly string[] }> => {
  const result = await onboardCustomer(store)(callAt(MARCH), buys(subscription));
  if (result.ok) throw new Error('was allowed');
  return { code: result.error.code, pointers: (result.error.errors ?? []).map(({ pointer }) => pointer) };
};

const linesOf = ({ lines }: { lines: readonly { product: string | null; discount?: string; net: string }[] }) =>
  lines.map(({ product: of, discount: by, net }) => `${of}${by === undefined ? '' : ` ${by}`} ${net}`);

async function bill(store: InMemoryStore, now: Instant): Promise<readonly string[]> {
  const call = callAt(now);
  const { billed } = allowed(await runBilling(store)(call, { customerId: '1001', billingProfileId: '1001' }));
  const account = await store.ledgers.load(siteId, '1001');
  expect(verifyHead(account?.head ?? expect.fail(), account?.head.tail ?? [])).toBeNull();
  return billed.flatMap(linesOf);
}

const verify = (store: InMemoryStore, now: Instant) => {
  store.seed({ put: 'siteClock', value: { siteId, now, target: null, waitingFor: null, version: 1 } });
  const message = { siteId, job: 'purchase-verification', runId: '1', ref: '1001', customerId: '1001' } as const;
  return runLifecycle(store)(message);
};

const TEN = [{ bundle: 'TEN', product: 'TEN' }];

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
