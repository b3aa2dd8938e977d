import { describe, expect, test } from 'vitest';
import type { Resource } from '../../../domain/catalog/catalog.ts';
import { compilePriceBook } from '../../../domain/catalog/compile-price-book.ts';
import type { Discount, DiscountEffect, DiscountFilter, DiscountRule } from '../../../domain/catalog/discount.ts';
import { taxOn } from '../../../domain/catalog/taxes/tax-on.ts';
import { bucketKey } from '../../../domain/ledger/bucket-key.ts';
import { counterKey } from '../../../domain/ledger/counter-key.ts';
import { emptyState } from '../../../domain/ledger/fold.ts';
import type { Bucket } from '../../../domain/ledger/head.ts';
import { dec, decimalText, roundTo, ZERO } from '../../../domain/money/decimal.ts';
import { type Discounted, type Discounting, discountUsage } from '../../../domain/rating/discounts/discount-usage.ts';
import { priceFunctionOf } from '../../../domain/rating/price-models/price-function-of.ts';
import type { UsageCharge } from '../../../domain/rating/usage-charge.ts';
import { FOREVER } from '../../../domain/time/instant.ts';

const EUR: Resource = {
  code: 'EUR',
  name: 'Euro',
  kind: 'monetary',
  currency: 'EUR',
  ratingScale: 6,
  billingScale: 2,
  consumptionOrder: 'earliest-end',
};
const MIN: Resource = { ...EUR, code: 'MIN', name: 'Minutes', kind: 'unit' };
const COUNTER: Resource = { ...MIN, code: 'MINUTES_USED', counter: true };
const MARCH = { from: Date.parse('2026-03-01T00:00:00Z'), to: Date.parse('2026-04-01T00:00:00Z') };
const NOON = Date.parse('2026-03-15T12:00:00Z');

type Row = {
  readonly amount: string;
  readonly tag?: string;
  readonly resourceTag?: string;
  readonly quantity?: string;
};

/** One part of an event, charged once. */
const charge = ({ amount, tag, resourceTag, quantity = '1' }: Row, resource: Resource = EUR): UsageCharge => ({
  part: {
    at: NOON,
    quantity: dec(quantity),
    zone: null,
    band: null,
    rate: { place: 0, chargeTag: tag ?? null, allowances: [], details: [] },
  },
  detail: {
    resource,
    price: priceFunctionOf({ model: 'flat', amount }),
    model: 'flat',
    counter: null,
    once: false,
    resourceTag: resourceTag ?? null,
    taxCode: null,
    billItem: 'USAGE',
    generalLedger: null,
    minimumQuantity: null,
    increment: null,
    turns: [],
  },
  priced: dec(quantity),
  amount: dec(amount),
});

const off = (
  code: string,
  effect: DiscountEffect,
  filter: DiscountFilter = {},
  changes: Partial<Discount> & { readonly when?: DiscountRule['when'] } = {},
): Discount => {
  const { when, ...rest } = changes;
  return {
    code,
    name: code,
    mode: 'advanced',
    validFrom: 0,
    validTo: FOREVER,
    priority: 1,
    combination: 'sequential',
    appliesAt: 'rating',
    rules: [{ filter, effect, ...(when === undefined ? {} : { when }) }],
    ...rest,
  };
};
const percent = (value: string): DiscountEffect => ({ type: 'percentage', value });
const flat = (value: string): DiscountEffect => ({ type: 'flat', value });

const bookOf = (discounts: readonly Discount[]) =>
  compilePriceBook({ siteId: 'demo', version: 1, zone: 'UTC' }, [
    ...[EUR, MIN, COUNTER].map((object) => ({ kind: 'resource', object }) as const),
    ...discounts.map((object) => ({ kind: 'discount', object }) as const),
  ]);

function apply(
  discounts: readonly Discount[],
  charges: readonly UsageCharge[],
  context: Partial<Discounting> = {},
): Discounted {
  const state = emptyState();
  return discountUsage(
    {
      book: bookOf(discounts),
      state,
      buckets: () => state.buckets,
      discounts: discounts.map(({ code }, index) => ({
        purchaseId: `${index}`,
        subscriptionId: '1',
        bundle: 'B',
        discount: code,
        validFrom: 0,
        validTo: FOREVER,
        status: 'active',
      })),
      product: 'CALLS',
      serviceType: 'voice',
      at: NOON,
      cycle: MARCH,
      ...context,
    },
    charges,
  );
}

/** What is left to pay of all charges. */
const left = (charges: readonly UsageCharge[], { reductions }: Discounted): string => {
  let total = ZERO;
  for (const { amount } of charges) total = total.plus(amount);
  for (const { amount } of reductions) total = total.plus(amount);
  return decimalText(total);
};

const PEAK = { chargeTags: ['PEAK'] };
/** A call of 125 cents, 100 of them in peak time. */
const CALL = [charge({ amount: '100', tag: 'PEAK' }), charge({ amount: '25', tag: 'OFF_PEAK' })];

test.for([
  {
    because: 'parallel: 20 off the peak part and 12.5 off the original 125',
    discounts: [
      off('A', percent('20'), PEAK),
      off('B', percent('10'), {}, { priority: 2, combination: 'parallel' as const }),
    ],
    charges: CALL,
    pays: '92.5',
  },
  {
    because: 'sequential: 20 off the peak part, then 10 % of the remaining 105',
    discounts: [off('B', percent('10'), {}, { priority: 2 }), off('A', percent('20'), PEAK)],
    charges: CALL,
    pays: '94.5',
  },
  {
    because: '100 − 20 % = 80, then flat 15',
    discounts: [off('A', percent('20')), off('B', flat('15'), {}, { priority: 2 })],
    charges: [charge({ amount: '100' })],
    pays: '65',
  },
  {
    because: 'a flat 30 takes all of a charge of 20 and nothing more',
    discounts: [off('A', flat('30'))],
    charges: [charge({ amount: '20' })],
    pays: '0',
  },
  {
    because: 'stacked over 100 %: 80 and 50 in parallel take all, and nothing more',
    discounts: ['A', 'B'].map((code, index) =>
      off(code, percent(index === 0 ? '80' : '50'), {}, { combination: 'parallel' }),
    ),
    charges: [charge({ amount: '10' })],
    pays: '0',
  },
  {
    because: 'all of a charge that no rounding could halve is exactly the charge',
    discounts: [off('A', percent('100'))],
    charges: [charge({ amount: '0.333333' }), charge({ amount: '0.000001' })],
    pays: '0',
  },
  {
    because: 'half up at the sixth digit: 50 % of 0.000001 is 0.000001',
    discounts: [off('A', percent('50'))],
    charges: [charge({ amount: '0.000001' })],
    pays: '0',
  },
  {
    because: 'a flat 30 is taken once an event: 20 off the first charge, 10 off the second',
    discounts: [off('A', flat('30'))],
    charges: [charge({ amount: '20' }), charge({ amount: '25' })],
    pays: '15',
  },
  {
    because: 'of the same priority the higher value goes first: 100 − 50 % − 10 = 40, not 45',
    discounts: [off('Z', percent('50')), off('A', flat('10'))],
    charges: [charge({ amount: '100' })],
    pays: '40',
  },
  {
    because: 'a credit is not discounted',
    discounts: [off('A', percent('10'))],
    charges: [charge({ amount: '-5' })],
    pays: '-5',
  },
  {
    because: 'what is taken at billing is not taken of an event',
    discounts: [off('A', percent('10'), {}, { appliesAt: 'billing' })],
    charges: [charge({ amount: '5' })],
    pays: '5',
  },
  {
    because: 'the catalog’s validity of the discount is over',
    discounts: [off('A', percent('10'), {}, { validTo: NOON })],
    charges: [charge({ amount: '5' })],
    pays: '5',
  },
  {
    because: 'two rules of one discount act one after the other: −10 % of 100, then 5',
    discounts: [
      off(
        'A',
        percent('10'),
        {},
        {
          rules: [
            { filter: {}, effect: percent('10') },
            { filter: {}, effect: flat('5') },
          ],
        },
      ),
    ],
    charges: [charge({ amount: '100' })],
    pays: '85',
  },
])('$pays is left to pay: $because', ({ discounts, charges, pays }) => {
  expect(left(charges, apply(discounts, charges))).toBe(pays);
});

describe('a rule aims at', () => {
  const CHARGES = [
    charge({ amount: '10', tag: 'PEAK', resourceTag: 'MINUTES' }),
    charge({ amount: '10', tag: 'PEAK', resourceTag: 'SETUP' }),
    charge({ amount: '10' }),
    charge({ amount: '10' }, MIN),
  ];
  test.for<{ because: string; filter: DiscountFilter; places: number[] }>([
    { because: 'all money, without a filter', filter: {}, places: [0, 1, 2] },
    { because: 'an empty list names nothing', filter: { chargeTags: [] }, places: [0, 1, 2] },
    { because: 'a charge tag', filter: PEAK, places: [0, 1] },
    { because: 'charge tag and resource tag together', filter: { ...PEAK, resourceTags: ['SETUP'] }, places: [1] },
    { because: 'another product', filter: { products: ['DATA'] }, places: [] },
    { because: 'the product among others', filter: { products: ['DATA', 'CALLS'] }, places: [0, 1, 2] },
    { because: 'the service type', filter: { serviceTypes: ['voice'] }, places: [0, 1, 2] },
    { because: 'another service type', filter: { serviceTypes: ['data'] }, places: [] },
    { because: 'a unit by its name', filter: { resources: ['MIN'] }, places: [3] },
  ])('$because', ({ filter, places }) => {
    expect(apply([off('A', percent('10'), filter)], CHARGES).reductions.map((one) => one.charge)).toEqual(places);
  });
});

describe('a counter', () => {
  const counter = (value: string) => {
    const state = emptyState();
    state.counters.set(counterKey('MINUTES_USED', MARCH.from), dec(value));
    return { state };
  };
  const when = { counter: 'MINUTES_USED', above: '100', upTo: '200' };
  test.for([
    { counted: '100', pays: '10', because: 'its lower end is not within' },
    { counted: '100.5', pays: '9', because: 'just above' },
    { counted: '200', pays: '9', because: 'its upper end is within' },
    { counted: '200.1', pays: '10', because: 'beyond' },
  ])('at $counted: $because', ({ counted, pays }) => {
    const charges = [charge({ amount: '10' })];
    expect(left(charges, apply([off('A', percent('10'), {}, { when })], charges, counter(counted)))).toBe(pays);
  });

  test('that nothing was counted in lies in a range that starts at zero, and in no other', () => {
    const charges = [charge({ amount: '10' })];
    const first = off('A', percent('10'), {}, { when: { ...when, above: '0' } });
    expect(left(charges, apply([first], charges))).toBe('9');
    expect(left(charges, apply([off('A', percent('10'), {}, { when })], charges))).toBe('10');
  });

  test('is counted up after it was looked at, each use once, and tells where it stood', () => {
    const part = charge({ amount: '10', quantity: '7' });
    const charges = [part, { ...part, amount: dec('3') }, charge({ amount: '1', quantity: '2' })];
    const discounts = [
      off('COUNT', { type: 'count', counter: 'MINUTES_USED', what: 'quantity' }),
      off('AGAIN', { type: 'count', counter: 'MINUTES_USED', what: 'events' }, {}, { priority: 2 }),
      off('OFF', percent('10'), {}, { priority: 3, when }),
    ];
    const { counts, reductions } = apply(discounts, charges, counter('95'));
    expect(counts).toEqual([
      { counter: counterKey('MINUTES_USED', MARCH.from), amount: dec('9'), before: dec('95') },
      { counter: counterKey('MINUTES_USED', MARCH.from), amount: dec('1'), before: dec('104') },
    ]);
    expect(reductions).toEqual([]);
  });

  test.for([
    { combination: 'sequential' as const, amount: '80', because: 'what was left when its turn came' },
    { combination: 'parallel' as const, amount: '100', because: 'the original charge' },
  ])('of money counts $because', ({ combination, amount }) => {
    const count = off(
      'SPENT',
      { type: 'count', counter: 'MINUTES_USED', what: 'amount' },
      {},
      { priority: 2, combination },
    );
    const { counts } = apply([off('A', percent('20')), count], [charge({ amount: '100' })]);
    expect(counts.map((one) => decimalText(one.amount))).toEqual([amount]);
  });
});

describe('units', () => {
  test.for([
    { per: 'event' as const, granted: '-10' },
    { per: 'quantity' as const, granted: '-70' },
  ])('are granted by the $per, valid for the cycle', ({ per, granted }) => {
    const grant = off('BONUS', { type: 'grant', resource: 'MIN', amount: '10', per });
    const bucket = bucketKey({ resource: 'MIN', ...MARCH, origin: 'discount:BONUS' });
    expect(apply([grant], [charge({ amount: '1', quantity: '7' })]).impacts).toEqual([
      { resource: 'MIN', bucket, amount: dec(granted), charge: null },
    ]);
  });

  const holding = (amount: string) => {
    const key = bucketKey({ resource: 'MIN', ...MARCH, origin: 'grant:1' });
    const bucket: Bucket = { resource: 'MIN', ...MARCH, origin: 'grant:1', amount: dec(amount), granted: dec(amount) };
    return { buckets: () => new Map([[key, bucket]]) };
  };
  const CONSUME: DiscountEffect = { type: 'consume', resource: 'MIN' };

  test.for([
    { held: '-3', pays: '6', used: ['3'], because: '3 of 5 minutes are free, 2 cost 2 × 3' },
    { held: '-5', pays: '0', used: ['5'], because: 'all are free' },
    { held: '-50', pays: '0', used: ['5'], because: 'only what is needed is used up' },
    { held: '0', pays: '15', used: [], because: 'there are none' },
  ])('that cover a charge make it free in proportion: $because', ({ held, pays, used }) => {
    const charges = [charge({ amount: '15', quantity: '5' })];
    const discounted = apply([off('A', CONSUME)], charges, holding(held));
    expect(left(charges, discounted)).toBe(pays);
    expect(discounted.impacts.map(({ amount }) => decimalText(amount))).toEqual(used);
  });

  test('are used up once for all charges of the same minutes, and by one discount only', () => {
    const part = charge({ amount: '15', quantity: '5' });
    const charges = [part, { ...part, amount: dec('5') }];
    const discounted = apply([off('A', CONSUME), off('B', CONSUME, {}, { priority: 2 })], charges, holding('-4'));
    expect(discounted.impacts.map(({ amount }) => decimalText(amount))).toEqual(['4']);
    expect(left(charges, discounted)).toBe('4');
  });
});

test.for([
  { rating: undefined, standing: 'inactive', pays: '10' },
  { rating: 'RATE_INACTIVE', standing: 'inactive', pays: '9' },
  { rating: 'RATE_INACTIVE', standing: 'closed', pays: '10' },
  { rating: 'RATE_INACTIVE_AND_CLOSED', standing: 'closed', pays: '9' },
] as const)('usage of a $standing customer costs $pays under a discount with $rating', ({ rating, standing, pays }) => {
  const charges = [charge({ amount: '10' })];
  const discount = off('A', percent('10'), {}, rating === undefined ? {} : { nonActiveRating: rating });
  expect(left(charges, apply([discount], charges, { standing }))).toBe(pays);
});

test('a price that contains its tax is discounted with it: 25.00 − 10 % = 22.50, of which tax 4.06 and net 18.44', () => {
  const VAT = {
    code: 'VAT',
    name: 'VAT',
    percent: '22',
    inclusive: true,
    validFrom: 0,
    validTo: FOREVER,
  };
  const charges = [charge({ amount: '25' })];
  const { net, tax } = taxOn(dec(left(charges, apply([off('A', percent('10'))], charges))), VAT);
  expect([net, tax].map((part) => decimalText(roundTo(part, 2)))).toEqual(['18.44', '4.06']);
});

test('of the same priority and value the code decides, and the same discount bought twice acts twice', () => {
  const list = [off('B', percent('10')), off('A', percent('10'), {}, { combination: 'parallel' })];
  const { reductions } = apply(list, [charge({ amount: '100' })]);
  expect(reductions.map(({ discount, amount }) => `${discount} ${amount}`)).toEqual(['A -10', 'B -9']);
  const twice = [{ purchaseId: '2' }, { purchaseId: '1' }].map(({ purchaseId }) => ({
    ...{ purchaseId, subscriptionId: '1', bundle: 'B', discount: 'B', status: 'active' as const },
    ...{ validFrom: 0, validTo: FOREVER },
  }));
  expect(left([charge({ amount: '100' })], apply(list, [charge({ amount: '100' })], { discounts: twice }))).toBe('81');
});

test('a discount that left the catalog takes nothing off, and without discounts there is nothing to do', () => {
  const charges = [charge({ amount: '10' })];
  expect(apply([off('A', percent('10'))], charges, { book: bookOf([]) }).reductions).toEqual([]);
  expect(apply([], charges)).toBe(apply([], []));
});
