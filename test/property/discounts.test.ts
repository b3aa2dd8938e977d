import { expect, test } from 'vitest';
import { discountBill } from '../../domain/billing/discount-bill.ts';
import type { Resource } from '../../domain/catalog/catalog.ts';
import { compilePriceBook } from '../../domain/catalog/compile-price-book.ts';
import type { Discount } from '../../domain/catalog/discount.ts';
import { appendEntries } from '../../domain/ledger/append-entries.ts';
import { emptyState } from '../../domain/ledger/fold.ts';
import { runningCharges } from '../../domain/ledger/running-charges.ts';
import { verifyHead } from '../../domain/ledger/verify-head.ts';
import { type Dec, dec, decimalText, sum } from '../../domain/money/decimal.ts';
import { splitByWeight } from '../../domain/money/split-by-weight.ts';
import { discountUsage } from '../../domain/rating/discounts/discount-usage.ts';
import { priceFunctionOf } from '../../domain/rating/price-models/price-function-of.ts';
import type { UsageCharge } from '../../domain/rating/usage-charge.ts';
import { FOREVER } from '../../domain/time/instant.ts';
import { at, BOOK, charge as billed, billingWorld, purchaseOf, withEntries } from '../support/billing-world.ts';
import { fc } from '../support/chance.ts';

const EUR: Resource = {
  code: 'EUR',
  name: 'Euro',
  kind: 'monetary',
  currency: 'EUR',
  ratingScale: 6,
  billingScale: 2,
  consumptionOrder: 'earliest-end',
};

/** 0 to 1,000 in millionths. */
const money = fc
  .integer({ min: 0, max: 1_000_000_000 })
  .map((millionths) => decimalText(dec(`${millionths}`).div('1000000')));
const percent = fc.integer({ min: 0, max: 10_000 }).map((parts) => decimalText(dec(`${parts}`).div('100')));
const effect = fc.oneof(
  percent.map((value) => ({ type: 'percentage', value }) as const),
  money.map((value) => ({ type: 'flat', value }) as const),
);
const discounts = (
  combination: fc.Arbitrary<Discount['combination']>,
  effects: fc.Arbitrary<Discount['rules'][number]['effect']>,
) =>
  fc
    .array(fc.record({ combination, effect: effects, priority: fc.integer({ min: 1, max: 3 }) }), { maxLength: 4 })
    .map((list) =>
      list.map(
        (one, index): Discount => ({
          ...{ code: `D${index}`, name: `D${index}`, mode: 'advanced', validFrom: 0, validTo: FOREVER },
          ...{ priority: one.priority, combination: one.combination, appliesAt: 'rating' },
          rules: [{ filter: {}, effect: one.effect }],
        }),
      ),
    );
const any = discounts(fc.constantFrom('sequential', 'parallel'), effect);

const charge = (amount: string): UsageCharge => ({
  part: {
    ...{ at: 1, quantity: dec('1'), zone: null, band: null },
    rate: { place: 0, chargeTag: null, allowances: [], details: [] },
  },
  detail: {
    ...{
      resource: EUR,
      price: priceFunctionOf({ model: 'flat', amount }),
      model: 'flat',
      turns: [],
      counter: null,
      once: false,
    },
    ...{ resourceTag: null, taxCode: null, billItem: 'USAGE', generalLedger: null },
    ...{ minimumQuantity: null, increment: null },
  },
  priced: dec('1'),
  amount: dec(amount),
});

const owned = (list: readonly Discount[]) =>
  list.map(({ code }, index) => ({
    ...{ purchaseId: `${index}`, subscriptionId: '1001', bundle: 'B', discount: code, status: 'active' as const },
    ...{ validFrom: 0, validTo: FOREVER },
  }));

/** What is left of each charge. */
function left(list: readonly Discount[], amounts: readonly string[]): readonly Dec[] {
  const state = emptyState();
  const { reductions } = discountUsage(
    {
      book: compilePriceBook({ siteId: 'demo', version: 1, zone: 'UTC' }, [
        { kind: 'resource', object: EUR },
        ...list.map((object) => ({ kind: 'discount', object }) as const),
      ]),
      state,
      buckets: () => state.buckets,
      discounts: owned(list),
      ...{ product: 'P', serviceType: 'S', at: 1, cycle: { from: 0, to: 2 } },
    },
    amounts.map(charge),
  );
  return amounts.map((amount, place) =>
    sum([dec(amount), ...reductions.filter((one) => one.charge === place).map((one) => one.amount)]),
  );
}

test('no charge ever goes below zero or up, whatever discounts meet', () => {
  fc.assert(
    fc.property(any, fc.array(money, { minLength: 1, maxLength: 4 }), (list, amounts) => {
      for (const [place, rest] of left(list, amounts).entries()) {
        expect(rest.gte(0) && rest.lte(amounts[place] ?? '0')).toBe(true);
      }
    }),
  );
});

test('the order in which discounts were bought does not matter', () => {
  fc.assert(
    fc.property(any, fc.array(money, { minLength: 1, maxLength: 4 }), (list, amounts) => {
      expect(left(list.toReversed(), amounts).map(decimalText)).toEqual(left(list, amounts).map(decimalText));
    }),
  );
});

test('percentages in parallel come to the same in every order of priority', () => {
  const parallel = discounts(
    fc.constant('parallel'),
    percent.map((value) => ({ type: 'percentage', value }) as const),
  );
  fc.assert(
    fc.property(parallel, fc.array(money, { minLength: 1, maxLength: 3 }), (list, amounts) => {
      const turned = list.map((one) => ({ ...one, priority: 4 - one.priority }));
      expect(left(turned, amounts).map(decimalText)).toEqual(left(list, amounts).map(decimalText));
    }),
  );
});

test('percentages one after the other never take more than in parallel', () => {
  const percentages = discounts(
    fc.constant('parallel'),
    percent.map((value) => ({ type: 'percentage', value }) as const),
  );
  fc.assert(
    fc.property(percentages, money, (list, amount) => {
      const [parallel = dec('0')] = left(list, [amount]);
      const [sequential = dec('0')] = left(
        list.map((one) => ({ ...one, combination: 'sequential' as const })),
        [amount],
      );
      // Each is rounded for itself: up to a millionth for each discount.
      expect(sequential.gte(parallel.minus(dec('0.000001').times(list.length)))).toBe(true);
    }),
  );
});

test('a flat amount is given once an event, as far as the charges go', () => {
  fc.assert(
    fc.property(money, fc.array(money, { minLength: 1, maxLength: 4 }), (value, amounts) => {
      const [flat] = [
        {
          ...{ code: 'F', name: 'F', mode: 'advanced' as const, validFrom: 0, validTo: FOREVER, priority: 1 },
          ...{ combination: 'sequential' as const, appliesAt: 'rating' as const },
          rules: [{ filter: {}, effect: { type: 'flat' as const, value } }],
        },
      ];
      const whole = sum(amounts.map(dec));
      const rest = sum(left([flat], amounts));
      expect(decimalText(rest)).toBe(decimalText(whole.lte(value) ? dec('0') : whole.minus(value)));
    }),
  );
});

test('parts always add up to the whole', () => {
  fc.assert(
    fc.property(money, fc.array(money, { minLength: 1, maxLength: 6 }), (amount, weights) => {
      fc.pre(weights.some((weight) => weight !== '0'));
      expect(decimalText(sum(splitByWeight(dec(amount), weights.map(dec), 6)))).toBe(amount);
    }),
  );
});

test('a bill’s discount leaves tax in proportion, nothing below zero, and a ledger that verifies', () => {
  const world = billingWorld();
  const { from, to } = world.profile.activeBill;
  const cycle = { from, to };
  fc.assert(
    fc.property(any, fc.array(money, { minLength: 1, maxLength: 5 }), (list, amounts) => {
      const drafts = amounts.map((net, index) =>
        billed(cycle, {
          ...{ id: `${index}`, net, tax: decimalText(dec(net).times('0.22').toDecimalPlaces(6)) },
          product: index % 2 === 0 ? 'VOICE' : 'SUPPORT',
        }),
      );
      const [account] = withEntries(world, drafts).accounts;
      if (account === undefined) throw new Error('The world has an account.');
      const purchases = ['VOICE', 'SUPPORT'].map((product) => purchaseOf(product, at('2026-03-10')));
      const book = {
        ...BOOK,
        discounts: new Map(list.map((one) => [one.code, { ...one, appliesAt: 'billing' as const }])),
      };
      const profile = { ...account.profile, purchases, discounts: owned(list) };
      const after = appendEntries(
        account.head,
        discountBill({ head: account.head, profile, book, ended: cycle, now: to }),
      );
      const { net, tax } = runningCharges(after, from);
      expect(net.gte(0)).toBe(true);
      // Each charge and each reduction is taxed for itself, to the millionth.
      const tolerance = dec('0.000001').times(amounts.length + 2 * list.length + 1);
      expect(tax.minus(net.times('0.22')).abs().lte(tolerance)).toBe(true);
      expect(verifyHead(after, after.tail)).toBeNull();
    }),
    { numRuns: 60 },
  );
});
