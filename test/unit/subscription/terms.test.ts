import { describe, expect, test } from 'vitest';
import type { Term, TerminationFee, TermLength } from '../../../domain/catalog/promotion.ts';
import { decimalText } from '../../../domain/money/decimal.ts';
import type { Subscription, SubscriptionTerm } from '../../../domain/subscription/subscription.ts';
import { nextRenewal } from '../../../domain/subscription/terms/next-renewal.ts';
import { renewTerms } from '../../../domain/subscription/terms/renew-terms.ts';
import { endUnderTerm, lengthEnd, takeOnTerm } from '../../../domain/subscription/terms/take-on-term.ts';
import { leavingCost } from '../../../domain/subscription/terms/termination-fee.ts';
import { monthsBegun } from '../../../domain/time/calendar-length.ts';
import { FOREVER, type Instant } from '../../../domain/time/instant.ts';
import { allowed, at, bookOf, monthlyRule, product, purchaseOf, version, ZONE } from './contract.ts';

const calendar = { zone: ZONE, cycleRule: monthlyRule(1) };
const months = (value: number, alignment: TermLength['alignment'] = 'exact'): TermLength => ({
  value,
  unit: 'month',
  alignment,
});
const fee = (type: TerminationFee['type'], amount: string): TerminationFee => ({ type, amount, billItem: 'PENALTY' });
const START = at('2026-01-15');

const FEE = product({ code: 'FEE' });
const book = (...terms: readonly Term[]) => ({
  ...bookOf(FEE, product({ code: 'YEAR', eventType: 'YEARLY', versions: [version('120')] })),
  terms: new Map(terms.map((term) => [term.code, term])),
});
const termOf = (changes: Partial<Term> = {}): Term => ({
  code: 'TWO_YEARS',
  name: 'Two years',
  commitment: months(24),
  renewal: { type: 'month-to-month' },
  ...changes,
});
const taken = (changes: Partial<Term> = {}, start: Instant = START): SubscriptionTerm =>
  allowed(takeOnTerm(calendar, { book: book(termOf(changes)), code: 'TWO_YEARS', start }));

describe('how long a commitment is', () => {
  test.each([
    ['exact: to the day two years later', months(24), '2028-01-15'],
    ['aligned: to the end of the cycle that it ends in', months(24, 'cycle'), '2028-02-01'],
    ['in days', { value: 14, unit: 'day', alignment: 'exact' }, '2026-01-29'],
    ['in years', { value: 2, unit: 'year', alignment: 'exact' }, '2028-01-15'],
  ] as const)('24 months from 15 January 2026, %s', (_, length, end) => {
    expect(lengthEnd(calendar, START, length)).toBe(at(end));
  });

  test.each([
    ['on the boundary itself, aligned adds nothing', '2026-01-01', months(1, 'cycle'), '2026-02-01'],
    ['31 January and a month end with February', '2026-01-31', months(1), '2026-02-28'],
    ['a time of day is kept over the change to summer time', '2026-03-15T11:00:00Z', months(1), '2026-04-15T10:00:00Z'],
  ])('%s', (_, start, length, end) => expect(lengthEnd(calendar, at(start), length)).toBe(at(end)));

  test('pay now has no cycles to align with', () => {
    expect(lengthEnd({ zone: ZONE, cycleRule: null }, START, months(24, 'cycle'))).toBe(at('2028-01-15'));
  });

  test.each([
    ['2026-10-20', '2028-01-15', 15],
    ['2026-10-15', '2028-01-15', 15],
    ['2026-10-14', '2028-01-15', 16],
    ['2028-01-14', '2028-01-15', 1],
    ['2028-01-15', '2028-01-15', 0],
    ['2028-02-15', '2028-01-15', 0],
  ])('from %s to %s %i months have begun', (from, to, left) => expect(monthsBegun(ZONE, at(from), at(to))).toBe(left));

  test('everything is fixed when it is taken on', () => {
    expect(
      taken({
        grace: { value: 14, unit: 'day', alignment: 'exact' },
        minimumLength: months(4),
        fee: fee('flat', '90'),
        noticePeriod: months(1),
      }),
    ).toEqual({
      code: 'TWO_YEARS',
      startedAt: START,
      commitmentEnd: at('2028-01-15'),
      graceEnd: at('2026-01-29'),
      minimumEnd: at('2026-05-15'),
      commitment: months(24),
      months: 24,
      fee: fee('flat', '90'),
      renewal: { type: 'month-to-month' },
      noticePeriod: months(1),
    });
  });

  test('without renewal, what was bought ends with it', () => {
    expect(endUnderTerm(taken({ renewal: { type: 'none' } }))).toBe(at('2028-01-15'));
    expect(endUnderTerm(taken({ renewal: { type: 'same' } }))).toBe(FOREVER);
    expect(endUnderTerm(null)).toBe(FOREVER);
  });
});

describe('what leaving costs', () => {
  const LEAVE = at('2026-10-20');
  const cost = (term: SubscriptionTerm, end = LEAVE, purchases = [purchaseOf('FEE', START, { status: 'active' })]) => {
    const found = allowed(leavingCost({ term, purchases, book: book(), now: end, end }));
    return found === null ? null : decimalText(found.amount);
  };

  test.each([
    ['flat: the fee', fee('flat', '90'), '90'],
    ['remaining: 15 months at 30', fee('remaining', '0'), '450'],
    ['percent: 40 % of what remains', fee('percent', '40'), '180'],
    ['declining: 200 × 15 ÷ 24', fee('declining', '200'), '125'],
  ])('on 20 October 2026, %s', (_, penalty, amount) => expect(cost(taken({ fee: penalty }))).toBe(amount));

  test('a yearly price counts by the month', () => {
    const yearly = [purchaseOf('YEAR', START, { status: 'active', quantity: '2' })];
    expect(cost(taken({ fee: fee('remaining', '0') }), LEAVE, yearly)).toBe('300');
  });

  test('within the grace period nothing; a day later the whole fee', () => {
    const term = taken({ fee: fee('declining', '200'), grace: { value: 14, unit: 'day', alignment: 'exact' } });
    expect(cost(term, at('2026-01-28T22:59:59Z'))).toBeNull();
    expect(cost(term, at('2026-01-29'))).toBe('200');
  });

  test('when the commitment is over nothing; on its last day a month of it', () => {
    expect(cost(taken({ fee: fee('flat', '90') }), at('2028-01-15'))).toBeNull();
    expect(cost(taken({ fee: fee('remaining', '0') }), at('2028-01-14'))).toBe('30');
  });

  test.each([
    ['after 1 month of 4', '2026-02-01', '150'],
    ['after 3 months of 4', '2026-04-01', '50'],
    ['after 4 months of 4', '2026-05-01', null],
  ])('a minimum of 4 months at 50 costs, %s', (_, leave, amount) => {
    const fifty = [purchaseOf('FEE', at('2026-01-01'), { status: 'active', value: '50' })];
    expect(cost(taken({ minimumLength: months(4) }, at('2026-01-01')), at(leave), fifty)).toBe(amount);
  });

  test('of a fee and a minimum, the greater one is due', () => {
    const term = taken({ fee: fee('flat', '50'), minimumLength: months(4) });
    expect(cost(term, at('2026-02-15'))).toBe('90');
    expect(cost(term, at('2026-05-14'))).toBe('50');
  });

  test('stretched to the end of a cycle, declining is never more than the fee', () => {
    const aligned = taken({ fee: fee('declining', '240'), commitment: months(24, 'cycle') });
    expect(cost(aligned, at('2026-01-16'))).toBe('240');
    expect(cost(aligned, LEAVE)).toBe('160');
  });
});

describe('when a commitment is over', () => {
  const subscription = (term: SubscriptionTerm, changes: Partial<Subscription> = {}): Subscription => ({
    ...{ siteId: 'demo', customerId: '1001', subscriptionId: '1001', billingProfileId: '1001', balanceGroupId: '1001' },
    ...{ name: 'Plan', plan: 'PLAN', status: 'active', validFrom: START, validTo: FOREVER, cancelledAt: null },
    ...{ transition: null, version: 1, term },
    ...changes,
  });
  const renewed = (term: SubscriptionTerm, now: Instant, ...terms: readonly Term[]) =>
    renewTerms(subscription(term), { calendar, book: book(...terms), now });

  test('the same begins again, as it was signed, without grace and minimum', () => {
    const term = taken({
      renewal: { type: 'same' },
      fee: fee('flat', '90'),
      grace: months(1),
      minimumLength: months(2),
    });
    expect(nextRenewal(subscription(term))).toBe(at('2028-01-15'));
    expect(renewed(term, at('2028-01-14'))).toBeNull();
    expect(renewed(term, at('2028-01-15'))?.term).toEqual({
      ...term,
      startedAt: at('2028-01-15'),
      commitmentEnd: at('2030-01-15'),
      graceEnd: null,
      minimumEnd: null,
    });
    expect(renewed(term, at('2033-06-01'))?.term?.commitmentEnd).toBe(at('2034-01-15'));
  });

  test('another one of the catalog begins; one that is gone leaves the customer free', () => {
    const term = taken({ renewal: { type: 'term', term: 'YEARLY' } });
    const yearly = termOf({ code: 'YEARLY', commitment: months(12), renewal: { type: 'none' } });
    expect(renewed(term, at('2028-01-15'), yearly)?.term).toMatchObject({
      code: 'YEARLY',
      commitmentEnd: at('2029-01-15'),
      renewal: { type: 'none' },
    });
    const freed = renewed(term, at('2028-01-15'));
    expect(freed?.term).toMatchObject({ code: 'TWO_YEARS', renewal: { type: 'month-to-month' } });
    expect(nextRenewal(freed ?? expect.fail())).toBeNull();
  });

  test('month to month, nothing happens; who has given notice renews nothing', () => {
    expect(nextRenewal(subscription(taken()))).toBeNull();
    const same = taken({ renewal: { type: 'same' } });
    expect(nextRenewal(subscription(same, { cancelledAt: START }))).toBeNull();
    expect(nextRenewal(subscription(same, { status: 'expired' }))).toBeNull();
  });

  test('an add-on renews its own', () => {
    const { term: _none, ...plain } = subscription(taken());
    const one = { ...plain, addOnTerms: [{ ...taken({ renewal: { type: 'same' } }), bundle: 'TV' }] };
    expect(nextRenewal(one)).toBe(at('2028-01-15'));
    expect(renewTerms(one, { calendar, book: book(), now: at('2028-02-01') })?.addOnTerms).toMatchObject([
      { bundle: 'TV', commitmentEnd: at('2030-01-15') },
    ]);
  });
});
