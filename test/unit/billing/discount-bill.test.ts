import { describe, expect, test } from 'vitest';
import { addUpBill } from '../../../domain/billing/add-up-bill.ts';
import { discountBill } from '../../../domain/billing/discount-bill.ts';
import type { BillableAccount } from '../../../domain/billing/turn-cycle.ts';
import type { Discount, DiscountRule } from '../../../domain/catalog/discount.ts';
import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import { appendEntries } from '../../../domain/ledger/append-entries.ts';
import { bucketKey } from '../../../domain/ledger/bucket-key.ts';
import { counterKey } from '../../../domain/ledger/counter-key.ts';
import type { DraftEntry } from '../../../domain/ledger/entry.ts';
import { draftEntry } from '../../../domain/ledger/open-ledger.ts';
import { runningCharges } from '../../../domain/ledger/running-charges.ts';
import { verifyHead } from '../../../domain/ledger/verify-head.ts';
import { dec, decimalText, roundTo } from '../../../domain/money/decimal.ts';
import type { PurchasedDiscount } from '../../../domain/subscription/subscription.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import { allowed, at, BOOK, billingWorld, charge, purchaseOf, withEntries } from '../../support/billing-world.ts';

const WORLD = billingWorld();
const CYCLE = { from: WORLD.profile.activeBill.from, to: WORLD.profile.activeBill.to };
const NEXT = { from: WORLD.profile.nextBill.from, to: WORLD.profile.nextBill.to };

const off = (code: string, rules: readonly DiscountRule[], changes: Partial<Discount> = {}): Discount => ({
  code,
  name: `The ${code}`,
  mode: 'advanced',
  validFrom: 0,
  validTo: FOREVER,
  priority: 1,
  combination: 'sequential',
  appliesAt: 'billing',
  rules,
  ...changes,
});
const percent = (value: string, filter: DiscountRule['filter'] = {}): DiscountRule => ({
  filter,
  effect: { type: 'percentage', value },
});
const flat = (value: string): DiscountRule => ({ filter: {}, effect: { type: 'flat', value } });

const bookWith = (...discounts: readonly Discount[]): PriceBook => ({
  ...BOOK,
  discounts: new Map(discounts.map((discount) => [discount.code, discount])),
  resources: new Map(BOOK.resources).set('MIN', {
    code: 'MIN',
    name: 'Minutes',
    kind: 'unit',
    ratingScale: 6,
    billingScale: 0,
    consumptionOrder: 'earliest-end',
  }),
});

const bought = (discount: string, changes: Partial<PurchasedDiscount> = {}): PurchasedDiscount => ({
  purchaseId: `of-${discount}`,
  subscriptionId: '1001',
  bundle: 'BASE',
  discount,
  validFrom: at('2026-03-10'),
  validTo: FOREVER,
  status: 'active',
  ...changes,
});

/** An account that bought calls and support, with charges of the cycle: net and tax. */
function account(
  charges: readonly (Partial<Parameters<typeof charge>[1]> & { readonly net: string; readonly tag?: string })[],
  discounts: readonly PurchasedDiscount[],
): BillableAccount {
  const drafts = charges.map(({ tag, ...line }, index): DraftEntry => {
    const draft = charge(CYCLE, { id: `${index}`, tax: decimalText(dec(line.net).times('0.22')), ...line });
    if (tag === undefined) return draft;
    const impacts = draft.impacts.map((impact) => ({
      ...impact,
      charge: impact.charge === null ? null : { ...impact.charge, tag },
    }));
    return { ...draft, impacts };
  });
  const [first] = withEntries(WORLD, drafts).accounts;
  if (first === undefined) throw new Error('The world has an account.');
  const purchases = [purchaseOf('VOICE', at('2026-03-10')), purchaseOf('SUPPORT', at('2026-03-10'))];
  return { ...first, profile: { ...first.profile, purchases, discounts } };
}

const discounted = ({ head, profile }: BillableAccount, book: PriceBook) => {
  const drafts = discountBill({ head, profile, book, ended: CYCLE, now: at('2026-04-01') });
  const after = appendEntries(head, drafts);
  const { net, tax } = runningCharges(after, CYCLE.from);
  return { drafts, after, net: decimalText(net), tax: decimalText(tax) };
};

test.for([
  {
    because: '10 % of 40 net, with the tax that goes with it: 36 and 22 % of 36',
    charges: [{ net: '30' }, { net: '10', product: 'SUPPORT' }],
    discounts: [off('A', [percent('10')])],
    net: '36',
    tax: '7.92',
  },
  {
    because: 'all of it leaves nothing, not even tax',
    charges: [{ net: '0.333333' }, { net: '10', product: 'SUPPORT' }],
    discounts: [off('A', [percent('100')])],
    net: '0',
    tax: '0',
  },
  {
    because: 'a flat 50 takes all of 20 and nothing more',
    charges: [{ net: '20' }],
    discounts: [off('A', [flat('50')])],
    net: '0',
    tax: '0',
  },
  {
    because: 'only what is tagged: 10 % of 30',
    charges: [{ net: '30', tag: 'PEAK' }, { net: '10' }],
    discounts: [off('A', [percent('10', { chargeTags: ['PEAK'] })])],
    net: '37',
    tax: '8.14',
  },
  {
    because: 'only one product',
    charges: [{ net: '30' }, { net: '10', product: 'SUPPORT' }],
    discounts: [off('A', [percent('10', { products: ['SUPPORT'] })])],
    net: '39',
    tax: '8.58',
  },
  {
    because: 'only one service type: support is no call',
    charges: [{ net: '30' }, { net: '10', product: 'SUPPORT' }],
    discounts: [off('A', [percent('10', { serviceTypes: ['voice'] })])],
    net: '37',
    tax: '8.14',
  },
  {
    because: 'a bill has no resource tags, so nothing has this one',
    charges: [{ net: '30' }],
    discounts: [off('A', [percent('10', { resourceTags: ['MINUTES'] })])],
    net: '30',
    tax: '6.6',
  },
  {
    because: 'what another subscription bought is not discounted',
    charges: [{ net: '30', product: 'FEE' }],
    discounts: [off('A', [percent('10')])],
    net: '30',
    tax: '6.6',
  },
  {
    because: 'a credit takes part: 10 % of 30 − 10',
    charges: [{ net: '30' }, { net: '-10', product: 'SUPPORT' }],
    discounts: [off('A', [percent('10')])],
    net: '18',
    tax: '3.96',
  },
  {
    because: 'credits that outweigh charges are not discounted',
    charges: [{ net: '30' }, { net: '-40', product: 'SUPPORT' }],
    discounts: [off('A', [percent('10'), flat('5')])],
    net: '-10',
    tax: '-2.2',
  },
  {
    because: 'one after the other: 100 − 20 % − 15',
    charges: [{ net: '100' }],
    discounts: [off('B', [flat('15')], { priority: 2 }), off('A', [percent('20')])],
    net: '65',
    tax: '14.3',
  },
  {
    because: 'in parallel: 100 − 20 − 10',
    charges: [{ net: '100' }],
    discounts: [off('A', [percent('20')]), off('B', [percent('10')], { priority: 2, combination: 'parallel' })],
    net: '70',
    tax: '15.4',
  },
  {
    because: 'what is taken off events is not taken at billing',
    charges: [{ net: '100' }],
    discounts: [off('A', [percent('20')], { appliesAt: 'rating' })],
    net: '100',
    tax: '22',
  },
])('$net net and $tax tax: $because', ({ charges, discounts, net, tax }) => {
  const result = discounted(
    account(
      charges,
      discounts.map(({ code }) => bought(code)),
    ),
    bookWith(...discounts),
  );
  expect({ net: result.net, tax: result.tax }).toEqual({ net, tax });
  expect(verifyHead(result.after, result.after.tail)).toBeNull();
});

describe('on the bill', () => {
  test('each line bears its part beside it, under the discount’s name, and the parts add up', () => {
    const discount = off('LOYAL', [flat('10')]);
    const book = bookWith(discount);
    const charges = [{ net: '1', product: 'SUPPORT' }, { net: '1', tag: 'PEAK' }, { net: '1' }];
    const { drafts, after } = discounted(account(charges, [bought('LOYAL')]), { ...book, discounts: book.discounts });
    expect(drafts).toMatchObject([
      { kind: 'discount', id: `of-LOYAL:${CYCLE.from}:discount`, at: CYCLE.to - 1, quantity: null },
    ]);
    const bill = allowed(addUpBill([...after.unbilled.values()], { book, digits: 2 }));
    expect(bill.lines.map(({ product, discount: code, quantity, net }) => ({ product, code, quantity, net }))).toEqual([
      { product: 'SUPPORT', code: undefined, quantity: '1', net: '1' },
      { product: 'SUPPORT', code: 'LOYAL', quantity: '0', net: '-1' },
      { product: 'VOICE', code: undefined, quantity: '2', net: '2' },
      { product: 'VOICE', code: 'LOYAL', quantity: '0', net: '-2' },
    ]);
    expect(bill).toMatchObject({ net: '0', tax: '0', total: '0' });
  });

  test('thirds add up to the whole: 10 off three equal lines is 3.333333 twice and 3.333334', () => {
    const charges = ['A', 'B', 'C'].map((tag) => ({ net: '20', tag }));
    const discount = off('LOYAL', [flat('10')]);
    const { drafts } = discounted(account(charges, [bought('LOYAL')]), bookWith(discount));
    const parts = drafts.flatMap(({ impacts }) =>
      impacts.map(({ amount, charge: part }) => amount.minus(part?.tax ?? 0)),
    );
    expect(parts.map(decimalText)).toEqual(['-3.333333', '-3.333333', '-3.333334']);
  });

  test('event discounts come first: 10 % of what they left', () => {
    const book = bookWith(off('A', [percent('10')]), off('EVENT', [percent('50')], { appliesAt: 'rating' }));
    const base = account([{ net: '100', tag: 'PEAK' }], [bought('A')]);
    const reduction = draftEntry({
      ...charge(CYCLE, { id: 'r', net: '-50', tax: '-11' }),
      impacts: charge(CYCLE, { id: 'r', net: '-50', tax: '-11' }).impacts.map((impact) => ({
        ...impact,
        charge: impact.charge === null ? null : { ...impact.charge, tag: 'PEAK', discount: 'EVENT' },
      })),
    });
    expect(discounted({ ...base, head: appendEntries(base.head, [reduction]) }, book)).toMatchObject({
      net: '45',
      tax: '9.9',
    });
  });
});

describe('a discount must be valid', () => {
  const book = bookWith(off('A', [percent('10')], { validTo: at('2026-12-01') }));
  const net = (discount: Partial<PurchasedDiscount>, end = FOREVER) => {
    const one = account([{ net: '100' }], [bought('A', discount)]);
    const purchases = one.profile.purchases.map((purchase) => ({ ...purchase, validTo: end }));
    return discounted({ ...one, profile: { ...one.profile, purchases } }, book).net;
  };

  test('when the cycle ends', () => {
    expect(net({ validTo: CYCLE.to })).toBe('90');
    expect(net({ validTo: CYCLE.to - 1 })).toBe('100');
    expect(net({ validFrom: CYCLE.to - 1 })).toBe('90');
    expect(net({ validFrom: CYCLE.to })).toBe('100');
  });

  test('or when its subscription ended: who leaves has it on the last bill', () => {
    const left = at('2026-03-20');
    expect(net({ validTo: left, status: 'cancelled' }, left)).toBe('90');
    expect(net({ validTo: at('2026-03-19'), status: 'expired' }, left)).toBe('100');
  });

  test('and its customer active, unless it says otherwise', () => {
    const inactive = account([{ net: '100' }], [bought('A')]);
    const profile = { ...inactive.profile, status: 'inactive' as const };
    expect(discounted({ ...inactive, profile }, book).net).toBe('100');
    const kind = bookWith(off('A', [percent('10')], { nonActiveRating: 'RATE_INACTIVE' }));
    expect(discounted({ ...inactive, profile }, kind).net).toBe('90');
  });
});

describe('beyond money', () => {
  test('a counter decides by where it stands at the end of the cycle', () => {
    const rule = { ...percent('10'), when: { counter: 'SPENT', above: '100', upTo: null } };
    const book = bookWith(off('A', [rule]));
    const base = account([{ net: '100' }], [bought('A')]);
    const counted = (amount: string) =>
      appendEntries(base.head, [
        draftEntry({
          kind: 'usage',
          id: 'c',
          at: CYCLE.from,
          recordedAt: CYCLE.from,
          counts: [{ counter: counterKey('SPENT', CYCLE.from), amount: dec(amount) }],
        }),
      ]);
    expect(discounted({ ...base, head: counted('100') }, book).net).toBe('100');
    expect(discounted({ ...base, head: counted('101') }, book).net).toBe('90');
  });

  test('units that are left cover quantity: a quarter of one call is free', () => {
    const rule: DiscountRule = { filter: {}, effect: { type: 'consume', resource: 'MIN' } };
    const base = account([{ net: '100' }], [bought('A')]);
    const bucket = bucketKey({ resource: 'MIN', ...CYCLE, origin: 'grant:1' });
    const head = appendEntries(base.head, [
      draftEntry({
        kind: 'cycle',
        id: 'g',
        at: CYCLE.from,
        recordedAt: CYCLE.from,
        impacts: [{ resource: 'MIN', bucket, amount: dec('-0.25'), charge: null }],
      }),
    ]);
    const { after, net } = discounted({ ...base, head }, bookWith(off('A', [rule])));
    expect(net).toBe('75');
    expect(after.buckets.get(bucket)?.amount).toEqual(dec('0'));
  });

  test('what is given back grants nothing, and takes nothing away', () => {
    const rules: readonly DiscountRule[] = [
      { filter: {}, effect: { type: 'grant', resource: 'MIN', amount: '2', per: 'quantity' } },
      { filter: {}, effect: { type: 'consume', resource: 'MIN' } },
    ];
    const base = account([{ net: '50' }, { net: '-30' }], [bought('A')]);
    const back = (draft: DraftEntry): DraftEntry => ({
      ...draft,
      impacts: draft.impacts.map((impact) => ({
        ...impact,
        charge: impact.charge === null ? null : { ...impact.charge, quantity: dec('-2') },
      })),
    });
    const head = appendEntries(base.head, [
      back(charge(CYCLE, { id: 'back', net: '-1' })),
      draftEntry({
        kind: 'cycle',
        id: 'g',
        at: CYCLE.from,
        recordedAt: CYCLE.from,
        impacts: [
          {
            resource: 'MIN',
            bucket: bucketKey({ resource: 'MIN', ...CYCLE, origin: 'grant:1' }),
            amount: dec('-10'),
            charge: null,
          },
        ],
      }),
    ]);
    const less = appendEntries(head, [back(charge(CYCLE, { id: 'more back', net: '-1' }))]);
    const { after } = discounted({ ...base, head: less }, bookWith(off('A', rules)));
    expect([...after.buckets.values()].flatMap(({ resource, amount }) => (resource === 'MIN' ? [amount] : []))).toEqual(
      [dec('-10')],
    );
  });

  test('what a bill grants and counts is for the next cycle', () => {
    const rules: readonly DiscountRule[] = [
      { filter: {}, effect: { type: 'grant', resource: 'MIN', amount: '60', per: 'event' } },
      { filter: {}, effect: { type: 'count', counter: 'SPENT', what: 'amount' } },
    ];
    const { after, net } = discounted(account([{ net: '100' }], [bought('A')]), bookWith(off('A', rules)));
    expect(net).toBe('100');
    expect([...after.buckets.values()].filter(({ resource }) => resource === 'MIN')).toMatchObject([
      { from: NEXT.from, to: NEXT.to, origin: 'discount:A', amount: dec('-60') },
    ]);
    expect(after.counters.get(counterKey('SPENT', NEXT.from))).toEqual(dec('100'));
  });
});

test('without discounts nothing is written', () => {
  const { head, profile } = account([{ net: '100' }], []);
  const { discounts: _, ...plain } = profile;
  expect(discountBill({ head, profile: plain, book: bookWith(), ended: CYCLE, now: CYCLE.to })).toEqual([]);
  expect(roundTo(runningCharges(head, CYCLE.from).net, 2).toFixed()).toBe('100');
});
