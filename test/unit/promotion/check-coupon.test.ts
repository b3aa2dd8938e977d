import { describe, expect, test } from 'vitest';
import type { Product } from '../../../domain/catalog/catalog.ts';
import type { Coupon } from '../../../domain/catalog/promotion.ts';
import { type CouponFacts, couponFits, couponProblems } from '../../../domain/promotion/check-coupon.ts';
import { routeCodes } from '../../../domain/promotion/route-codes.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import { at, bookOf, product, purchaseOf, version } from '../subscription/contract.ts';

const NOW = at('2026-03-01');
const usage: Product = {
  ...product({ code: 'CALLS', versions: [version('1', 'VAT')] }),
  type: 'usage',
  serviceType: 'voice',
};
const PRODUCTS = [
  product({ code: 'FEE' }),
  product({ code: 'TAGGED', chargeTag: 'OLD', versions: [{ ...version('5', 'VAT'), chargeTag: 'NEW' }] }),
  product({ code: 'GRANT', resource: 'MB', versions: [version('-5')] }),
  usage,
];
const BOOK = {
  ...bookOf(...PRODUCTS),
  filters: new Map([['FIRMS', { code: 'FIRMS', name: 'Firms', customerTypes: ['BUSINESS'] }]]),
};

const coupon = (changes: Partial<Coupon> = {}): Coupon => ({
  ...{ code: 'C', name: 'C', type: 'percentage', value: '10', validFrom: 0, validTo: FOREVER },
  ...changes,
});
const used = (times: number) => ({
  counts: new Map([['C', { siteId: 'demo', coupon: 'C', redeemed: times, version: times }]]),
  redemptions: new Map([
    [
      'C',
      {
        ...{ siteId: 'demo', customerId: '1', coupon: 'C', version: times },
        uses: Array.from({ length: times }, () => ({ subscriptionId: '1', purchases: ['1'], amount: '1', at: 0 })),
      },
    ],
  ]),
});
const facts = (changes: Partial<CouponFacts> = {}): CouponFacts => ({
  ...{ book: BOOK, plan: 'PLAN', customer: { customerType: 'PRIVATE' }, resource: 'EUR', hasBoughtBefore: false },
  known: { counts: new Map(), redemptions: new Map() },
  now: NOW,
  ...changes,
});
const FEE = [purchaseOf('FEE', NOW)];

test.for<{ because: string; coupon: Partial<Coupon>; facts?: Partial<CouponFacts>; codes: string[] }>([
  { because: 'nothing speaks against it', coupon: {}, codes: [] },
  { because: 'valid from now on', coupon: { validFrom: NOW }, codes: [] },
  { because: 'valid until now', coupon: { validTo: NOW }, codes: ['code.expired'] },
  { because: 'valid from a moment on', coupon: { validFrom: NOW + 1 }, codes: ['code.not_yet_valid'] },
  { because: 'one use is left', coupon: { maxRedemptions: 3 }, facts: { known: used(2) }, codes: [] },
  { because: 'none is left', coupon: { maxRedemptions: 2 }, facts: { known: used(2) }, codes: ['code.exhausted'] },
  { because: 'the customer may once more', coupon: { maxPerCustomer: 2 }, facts: { known: used(1) }, codes: [] },
  { because: 'not once more', coupon: { maxPerCustomer: 1 }, facts: { known: used(1) }, codes: ['code.already_used'] },
  { because: 'a first purchase', coupon: { firstPurchaseOnly: true }, codes: [] },
  {
    because: 'no first purchase',
    coupon: { firstPurchaseOnly: true },
    facts: { hasBoughtBefore: true },
    codes: ['code.not_applicable'],
  },
  { because: 'a flat value of this money', coupon: { type: 'flat', resource: 'EUR' }, codes: [] },
  { because: 'of other money', coupon: { type: 'flat', resource: 'USD' }, codes: ['code.not_applicable'] },
  { because: 'a percentage is of any money', coupon: {}, codes: [] },
  { because: 'unless it says of which', coupon: { resource: 'USD' }, codes: ['code.not_applicable'] },
  { because: 'and that is charged', coupon: { resource: 'EUR' }, codes: [] },
  {
    because: 'for such customers',
    coupon: { filter: 'FIRMS' },
    facts: { customer: { customerType: 'BUSINESS' } },
    codes: [],
  },
  { because: 'for others', coupon: { filter: 'FIRMS' }, codes: ['code.not_applicable'] },
  { because: 'its filter left the catalog', coupon: { filter: 'GONE' }, codes: ['code.not_applicable'] },
  { because: 'the plan is on its list', coupon: { plans: ['OTHER', 'PLAN'] }, codes: [] },
  { because: 'it is not', coupon: { plans: ['OTHER'] }, codes: ['code.not_applicable'] },
  { because: 'the bundle is on its list', coupon: { bundles: ['BASE'] }, codes: [] },
  { because: 'it is not', coupon: { bundles: ['OTHER'] }, codes: ['code.not_applicable'] },
  {
    because: 'everything at once',
    coupon: { validTo: NOW, maxRedemptions: 1, maxPerCustomer: 1, plans: ['OTHER'] },
    facts: { known: used(1) },
    codes: ['code.expired', 'code.exhausted', 'code.already_used', 'code.not_applicable'],
  },
])('$codes: $because', ({ coupon: changes, facts: more, codes }) => {
  expect(couponProblems(coupon(changes), FEE, facts(more)).map(({ code }) => code)).toEqual(codes);
});

describe('a coupon acts on', () => {
  test.for([
    { code: 'FEE', list: {}, fits: true, because: 'what is charged money' },
    { code: 'CALLS', list: {}, fits: false, because: 'never on usage' },
    { code: 'GRANT', list: {}, fits: false, because: 'never on what grants' },
    { code: 'GONE', list: {}, fits: false, because: 'nothing that left the catalog' },
    { code: 'FEE', list: { products: ['FEE'] }, fits: true, because: 'the products of its list' },
    { code: 'FEE', list: { products: ['TAGGED'] }, fits: false, because: 'no others' },
    { code: 'FEE', list: { products: [] }, fits: true, because: 'all, if the list is empty' },
    { code: 'TAGGED', list: { chargeTags: ['NEW'] }, fits: true, because: 'the tag of the version' },
    { code: 'TAGGED', list: { chargeTags: ['OLD'] }, fits: false, because: 'which goes before the product’s own' },
    { code: 'FEE', list: { chargeTags: ['NEW'] }, fits: false, because: 'nothing without a tag, if it wants one' },
  ])('$code, $list: $because', ({ code, list, fits }) => {
    expect(couponFits(coupon(list), purchaseOf(code, NOW), BOOK)).toBe(fits);
  });
});

test('codes are found in any case, but first as they are written', () => {
  const coupons = new Map(['Spring', 'SPRING', 'Summer'].map((code) => [code, coupon({ code })]));
  const entered = ['Spring', 'SPRING', 'sUMMER', 'winter'].map((code) => ({ code, pointer: code }));
  const routed = routeCodes({ ...BOOK, coupons }, entered);
  expect(routed.coupons.map((one) => one.coupon.code)).toEqual(['Spring', 'SPRING', 'Summer']);
  expect(routed.others.map(({ code }) => code)).toEqual(['winter']);
});
