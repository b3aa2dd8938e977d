import { describe, expect, test } from 'vitest';
import type { DraftEntry } from '../../domain/ledger/entry.ts';
import type { Bucket } from '../../domain/ledger/head.ts';
import { type Dec, dec, sum } from '../../domain/money/decimal.ts';
import { chargeContext } from '../../domain/subscription/charges/charge-context.ts';
import { chargeCycle } from '../../domain/subscription/charges/charge-cycle.ts';
import { chargePurchase } from '../../domain/subscription/charges/charge-purchase.ts';
import { endPurchase } from '../../domain/subscription/end-purchase.ts';
import { cycleRuleFrom, nextCycle } from '../../domain/time/cycle.ts';
import type { CycleRule } from '../../domain/time/cycle-rule.ts';
import { FOREVER, type Instant } from '../../domain/time/instant.ts';
import { daysIn, startOfDay, startOfDayAfter } from '../../domain/time/zone-calendar.ts';
import { fc } from '../support/chance.ts';
import { allowed, bookOf, cyclesAt, product, profileOf, purchaseOf, version } from '../unit/subscription/contract.ts';

const NO_BUCKETS: ReadonlyMap<string, Bucket> = new Map();
const money = fc.integer({ min: 1, max: 10_000_000 }).map((cents) => dec(cents).div(10_000).toFixed());
const start = fc.integer({ min: Date.parse('2020-01-01T00:00:00Z'), max: Date.parse('2032-01-01T00:00:00Z') });
const rule: fc.Arbitrary<CycleRule> = fc
  .record({
    interval: fc.record({
      unit: fc.constantFrom('day', 'week', 'month', 'year'),
      count: fc.integer({ min: 1, max: 3 }),
    }),
    day: fc.integer({ min: 1, max: 7 }),
    zone: fc.constantFrom('Europe/Ljubljana', 'America/New_York', 'Asia/Tehran', 'UTC'),
    at: start,
  })
  .map(cycleRuleFrom);
const eventType = fc.constantFrom('MONTHLY', 'YEARLY', 'WEEKLY', 'DAILY');
const cycle = fc.constantFrom('forward', 'arrear');

const net = (drafts: readonly DraftEntry[]): Dec =>
  sum(drafts.flatMap(({ impacts }) => impacts.map(({ amount, charge }) => amount.minus(charge?.tax ?? 0))));

type Book = ReturnType<typeof bookOf>;
const contextAt = (book: Book, cycleRule: CycleRule, at: Instant) =>
  chargeContext({ profile: profileOf(cycleRule), book, cycles: cyclesAt(cycleRule, at), now: at });

/** Buys, bills cycle by cycle, cancels; gives everything that was charged. */
function live(book: Book, cycleRule: CycleRule, bought: Instant, cancelled: Instant): readonly DraftEntry[] {
  const first = allowed(chargePurchase(contextAt(book, cycleRule, bought), purchaseOf('FEE', bought)));
  const drafts = [...first.drafts];
  let profile = profileOf(cycleRule, first.purchase);
  let ended = cyclesAt(cycleRule, bought).active;
  while (ended.to <= cancelled) {
    const starting = nextCycle(cycleRule, ended);
    const turn = allowed(chargeCycle({ profile, book, ended, starting, now: ended.to }));
    drafts.push(...turn.arrear, ...turn.forward);
    profile = turn.profile;
    ended = starting;
  }
  const [purchase] = profile.purchases;
  const context = contextAt(book, cycleRule, cancelled);
  const end = allowed(endPurchase(context, NO_BUCKETS, purchase ?? expect.fail(), { at: cancelled, as: 'cancelled' }));
  return [...drafts, ...end.drafts];
}

describe('recurring charges', () => {
  test('cancelled on the day of purchase net exactly nothing, whatever the price, interval, zone and option', () => {
    fc.assert(
      fc.property(
        fc.record({
          cycleRule: rule,
          price: money,
          bought: start,
          eventType,
          cycle,
          hours: fc.integer({ min: 0, max: 47 }),
        }),
        fc.constantFrom('prorate', 'full', 'none'),
        fc.constantFrom('prorate', 'full', 'none'),
        ({ cycleRule, price, bought, hours, ...terms }, prorationOnPurchase, prorationOnCancel) => {
          const later = bought + hours * 1_800_000;
          fc.pre(startOfDay(cycleRule.zone, later) === startOfDay(cycleRule.zone, bought));
          const options = { prorationOnPurchase, prorationOnCancel };
          const book = bookOf(product({ code: 'FEE', ...terms, ...options, versions: [version(price, 'VAT')] }));
          const first = allowed(chargePurchase(contextAt(book, cycleRule, bought), purchaseOf('FEE', bought)));
          const end = allowed(
            endPurchase(contextAt(book, cycleRule, later), NO_BUCKETS, first.purchase, { at: later, as: 'cancelled' }),
          );
          const all = [...first.drafts, ...end.drafts].flatMap(({ impacts }) => impacts);
          expect(sum(all.map(({ amount }) => amount)).toFixed()).toBe('0');
          expect(sum(all.map(({ charge }) => charge?.tax ?? dec(0))).toFixed()).toBe('0');
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a price of one per day costs the days of the life, in arrear as forward, however it is cut into cycles', () => {
    fc.assert(
      fc.property(rule, start, fc.integer({ min: 0, max: 500 }), cycle, (cycleRule, bought, days, direction) => {
        const book = bookOf(product({ code: 'FEE', cycle: direction, eventType: 'DAILY', versions: [version('1')] }));
        const cancelled = startOfDayAfter(cycleRule.zone, bought, days) + 3_600_000;
        fc.pre(cancelled >= bought);
        const charged = net(live(book, cycleRule, bought, cancelled));
        expect(charged.toFixed()).toBe(`${daysIn(cycleRule.zone, { from: bought, to: cancelled })}`);
      }),
      { numRuns: 60 },
    );
  });

  test('forward and arrear cost the same in the end, to a rounding in each cycle', () => {
    fc.assert(
      fc.property(
        fc.record({ cycleRule: rule, price: money, bought: start, eventType, days: fc.integer({ min: 0, max: 400 }) }),
        ({ cycleRule, price, bought, days, ...terms }) => {
          const cancelled = startOfDayAfter(cycleRule.zone, bought, days) + 3_600_000;
          fc.pre(cancelled >= bought);
          const charge = (direction: 'forward' | 'arrear') =>
            live(
              bookOf(product({ code: 'FEE', ...terms, cycle: direction, versions: [version(price)] })),
              cycleRule,
              bought,
              cancelled,
            );
          const forward = charge('forward');
          const arrear = charge('arrear');
          const roundings = dec('0.000001').times(forward.length + arrear.length);
          expect(net(forward).minus(net(arrear)).abs().lte(roundings)).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('parts of a cycle cost the whole: a change of hands on any day loses and doubles nothing', () => {
    fc.assert(
      fc.property(rule, money, start, fc.integer({ min: 0, max: 60 }), (cycleRule, price, bought, days) => {
        const interval = cycleRule.interval;
        const whole = cyclesAt(cycleRule, bought).active;
        const cut = startOfDayAfter(cycleRule.zone, whole.from, days);
        fc.pre(cut < whole.to);
        const own = product({ code: 'FEE', eventType: 'OWN', versions: [version(price)] });
        const book: Book = {
          ...bookOf(own),
          eventTypes: new Map([['OWN', { code: 'OWN', name: 'Own', interval }]]),
        };
        const buy = (from: Instant, to: Instant) =>
          allowed(chargePurchase(contextAt(book, cycleRule, whole.from), purchaseOf('FEE', from, { validTo: to })))
            .drafts;
        const parts = net([...buy(whole.from, cut), ...buy(cut, whole.to)]);
        const once = net(buy(whole.from, FOREVER));
        expect(parts.minus(once).abs().lte('0.000001')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
