import { expect } from 'vitest';
import type { Bundle, Plan, Product } from '../../../domain/catalog/catalog.ts';
import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import type { Discount } from '../../../domain/catalog/discount.ts';
import type { Coupon, Term, VoucherBatch } from '../../../domain/catalog/promotion.ts';
import { verifyHead } from '../../../domain/ledger/verify-head.ts';
import type { OnboardingRequest } from '../../../domain/onboarding/onboarding-request.ts';
import { FOREVER, type Instant, instantText } from '../../../domain/time/instant.ts';
import { runBilling } from '../../../functions/use-cases/billing/run-billing.ts';
import { onboardCustomer } from '../../../functions/use-cases/subscriptions/onboard-customer.ts';
import { runLifecycle } from '../../../functions/use-cases/subscriptions/run-lifecycle.ts';
import { rateUsageBatch } from '../../../functions/use-cases/usage/rate-usage-batch.ts';
import { allowed, product, version } from '../../unit/subscription/contract.ts';
import type { InMemoryStore } from '../memory/in-memory-store.ts';
import { anaBuys, at, callAt, SITE, shopAt } from './shop.ts';

export const MARCH = at('2026-03-01');
export const siteId = SITE.siteId;
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
  bundle('TALK', {
    items: items('VOICE_USE'),
    discounts: ['FIFTH_OFF', 'AFTER_100', 'BONUS'].map((code) => ({ discount: code, optional: false })),
  }),
  plan('TALK', { bundles: ['TALK'] }),
  discount('FIFTH_OFF', { appliesAt: 'rating', rules: [{ filter: {}, effect: { type: 'percentage', value: '20' } }] }),
  discount('AFTER_100', {
    ...{ appliesAt: 'rating', priority: 2 },
    rules: [
      { filter: {}, effect: { type: 'count', counter: 'TALKED', what: 'quantity' } },
      {
        ...{ filter: { serviceTypes: ['VOICE'] }, effect: { type: 'flat', value: '1' } },
        when: { counter: 'TALKED', above: '99', upTo: null },
      },
    ],
  }),
  discount('BONUS', {
    ...{ appliesAt: 'rating', priority: 3 },
    rules: [{ filter: {}, effect: { type: 'grant', resource: 'MB', amount: '0.5', per: 'quantity' } }],
  }),
  {
    kind: 'resource',
    object: {
      ...{ code: 'TALKED', name: 'Minutes talked', kind: 'unit', counter: true },
      ...{ ratingScale: 6, billingScale: 0, consumptionOrder: 'earliest-end' },
    },
  },
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

/** The phone shop on 1 March, with plans of 20.00 a month and everything that promotes them. */
export function promotionShop(): InMemoryStore {
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

export const buys = (
  subscription: Partial<OnboardingRequest['subscription']>,
  customer: Partial<OnboardingRequest['customer']> = {},
): OnboardingRequest => anaBuys({ plan: 'PLAIN', ...subscription }, customer);

/** Why a purchase is refused, and where. */
export const refusalOf = async (
  subscription: Partial<OnboardingRequest['subscription']>,
  store = promotionShop(),
): Promise<{ code: string; pointers: readonly string[] }> => {
  const result = await onboardCustomer(store)(callAt(MARCH), buys(subscription));
  if (result.ok) throw new Error('was allowed');
  return { code: result.error.code, pointers: (result.error.errors ?? []).map(({ pointer }) => pointer) };
};

/** Lines as `PRODUCT discount net`. */
export const linesOf = ({ lines }: { lines: readonly { product: string | null; discount?: string; net: string }[] }) =>
  lines.map(({ product: of, discount: by, net }) => `${of}${by === undefined ? '' : ` ${by}`} ${net}`);

/** Runs billing and gives the lines of what was billed. */
export async function bill(store: InMemoryStore, now: Instant): Promise<readonly string[]> {
  const call = callAt(now);
  const { billed } = allowed(await runBilling(store)(call, { customerId: '1001', billingProfileId: '1001' }));
  const account = await store.ledgers.load(siteId, '1001');
  expect(verifyHead(account?.head ?? expect.fail(), account?.head.tail ?? [])).toBeNull();
  return billed.flatMap(linesOf);
}

/** A call of Ana's, rated. */
export async function talk(store: InMemoryStore, id: string, minutes: string, time: Instant): Promise<void> {
  store.seed({ put: 'siteClock', value: { siteId, now: time, target: null, waitingFor: null, version: 1 } });
  const services = {
    holders: async (site: string, identifier: string) => store.get('serviceClaim', site, { identifier })?.holders ?? [],
    forget: () => {},
  };
  const rate = rateUsageBatch({
    ...store,
    services,
    suspense: { suspend: async ({ reason, detail }) => expect.fail(`${reason} ${detail}`) },
    tallies: store.usageTallies,
    homeSite: siteId,
  });
  const event = {
    ...{ specversion: '1.0', type: 'billow.usage.v1', source: 'test', site: siteId, servicetype: 'VOICE' },
    ...{ id, time: instantText(time), subject: '041-111-222', data: { quantity: minutes } },
  };
  expect(await rate([{ messageId: 'm', body: JSON.stringify(event) }])).toMatchObject({ rated: 1, faults: [] });
}

/** The purchase verification job, at a time of the test clock. */
export const verify = (store: InMemoryStore, now: Instant) => {
  store.seed({ put: 'siteClock', value: { siteId, now, target: null, waitingFor: null, version: 1 } });
  const message = { siteId, job: 'purchase-verification', runId: '1', ref: '1001', customerId: '1001' } as const;
  return runLifecycle(store)(message);
};

export const TEN = [{ bundle: 'TEN', product: 'TEN' }];
