import { describe, expect, test } from 'vitest';
import { cycleAt, cycleRuleFrom, firstCycle, nextCycle, nthBoundary } from '../../domain/time/cycle.ts';
import type { CycleRule, Interval } from '../../domain/time/cycle-rule.ts';
import { covers } from '../../domain/time/instant.ts';
import { intervalAt } from '../../domain/time/interval.ts';
import { dayNumberAt, daysIn, localDate, startOfDay } from '../../domain/time/zone-calendar.ts';
import { fc } from '../support/chance.ts';

const ZONES = [
  'UTC',
  'Europe/Ljubljana',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Africa/Casablanca',
];
const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: Date.parse('1995-01-01T00:00:00Z'), max: Date.parse('2095-01-01T00:00:00Z') });
const interval: fc.Arbitrary<Interval> = fc.record({
  unit: fc.constantFrom('day', 'week', 'month', 'year'),
  count: fc.integer({ min: 1, max: 24 }),
});
const rule: fc.Arbitrary<CycleRule> = fc
  .record({ interval, zone, at: instant, anyDay: fc.integer({ min: 1, max: 31 }) })
  .map(({ anyDay, ...rest }) =>
    cycleRuleFrom({ ...rest, day: rest.interval.unit === 'week' ? 1 + (anyDay % 7) : anyDay }),
  );

describe('cycles', () => {
  test('tile time: every instant lies in one cycle, and the next begins where it ends', () => {
    fc.assert(
      fc.property(rule, instant, (cycleRule, at) => {
        const cycle = cycleAt(cycleRule, at);
        expect(covers(cycle, at)).toBe(true);
        expect(cycleAt(cycleRule, cycle.from)).toEqual(cycle);
        expect(cycleAt(cycleRule, cycle.to - 1)).toEqual(cycle);
        const next = nextCycle(cycleRule, cycle);
        expect(next.from).toBe(cycle.to);
        expect(next.to).toBeGreaterThan(next.from);
      }),
      { numRuns: 2000 },
    );
  });

  test('begin with a day of the zone, on the billing day or the last day of a shorter month', () => {
    fc.assert(
      fc.property(rule, instant, (cycleRule, at) => {
        const { from } = cycleAt(cycleRule, at);
        expect(startOfDay(cycleRule.zone, from)).toBe(from);
        const { unit } = cycleRule.interval;
        if (unit !== 'month' && unit !== 'year') return;
        // A zone that crossed the date line has no such day (Samoa's 30 December 2011, Kiritimati's 31 December 1994): the
        // boundary is then the day after.
        const theDayBefore = dayNumberAt(cycleRule.zone, from - 1);
        if (theDayBefore !== dayNumberAt(cycleRule.zone, from) - 1) return;
        const { day } = localDate(cycleRule.zone, from);
        const isLastOfMonth = localDate(cycleRule.zone, from + 36 * 3_600_000).day === 1;
        expect(day === cycleRule.day || (day < cycleRule.day && isLastOfMonth)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('are counted from the anchor: boundary n + m is the same, however one gets there', () => {
    fc.assert(
      fc.property(rule, fc.integer({ min: -50, max: 50 }), (cycleRule, index) => {
        const boundary = nthBoundary(cycleRule, index);
        expect(cycleAt(cycleRule, boundary)).toEqual({ from: boundary, to: nthBoundary(cycleRule, index + 1) });
      }),
    );
  });

  test('a first cycle ends at a boundary and begins with its day', () => {
    fc.assert(
      fc.property(rule, instant, (cycleRule, at) => {
        const first = firstCycle(cycleRule, at);
        const whole = cycleAt(cycleRule, at);
        expect(first.to).toBe(whole.to);
        expect(first.from).toBe(startOfDay(cycleRule.zone, at));
        expect(first.from).toBeGreaterThanOrEqual(whole.from);
      }),
    );
  });
});

describe('days', () => {
  test('of the parts of a period add up to the days of the whole', () => {
    fc.assert(
      fc.property(zone, fc.array(instant, { minLength: 2, maxLength: 10 }), (name, cuts) => {
        const [first = 0, ...rest] = cuts.toSorted((a, b) => a - b);
        let from = first;
        let days = 0;
        for (const to of rest) {
          days += daysIn(name, { from, to });
          from = to;
        }
        expect(days).toBe(daysIn(name, { from: first, to: from }));
      }),
    );
  });
});

describe('intervals of a purchase', () => {
  test('tile time from the day of purchase on', () => {
    fc.assert(
      fc.property(zone, interval, instant, fc.integer({ min: 0, max: 20 * 366 }), (name, length, anchor, days) => {
        const recurring = { zone: name, anchor, interval: length };
        const at = anchor + days * 86_400_000;
        const found = intervalAt(recurring, at);
        expect(covers(found, at)).toBe(true);
        expect(intervalAt(recurring, found.to).from).toBe(found.to);
        expect(intervalAt(recurring, anchor).from).toBe(startOfDay(name, anchor));
      }),
      { numRuns: 1000 },
    );
  });
});
