import { describe, expect, test } from 'vitest';
import { cycleAt, cycleRuleFrom, firstCycle, nextCycle, nthBoundary } from '../../../domain/time/cycle.ts';
import type { CycleRule, Interval } from '../../../domain/time/cycle-rule.ts';
import { type Period, parseInstant } from '../../../domain/time/instant.ts';
import { daysIn, localDateText, startOfDay } from '../../../domain/time/zone-calendar.ts';

const ZONE = 'Europe/Ljubljana';
const at = (text: string): number => {
  const instant = parseInstant(text);
  if (instant === null) throw new Error(`not an instant: ${text}`);
  return instant;
};
const dates = (zone: string, { from, to }: Period): string => `${localDateText(zone, from)}/${localDateText(zone, to)}`;
const rule = (unit: Interval['unit'], count: number, day: number, created: string, zone = ZONE): CycleRule =>
  cycleRuleFrom({ interval: { unit, count }, day, zone, at: at(created) });

describe('the boundaries of cycles', () => {
  test('day 31 clamps to the end of shorter months and comes back', () => {
    const day31 = rule('month', 1, 31, '2026-01-10T12:00:00Z');
    const boundaries = [0, 1, 2, 3, 4, 25].map((index) => localDateText(ZONE, nthBoundary(day31, index)));
    expect(boundaries).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31', '2028-02-29']);
  });

  test.each([
    ['month', 1, 1, '2026-03-10T12:00:00Z', '2026-03-10T12:00:00Z', '2026-03-01/2026-04-01'],
    ['month', 1, 1, '2026-03-10T12:00:00Z', '2026-03-31T22:00:00Z', '2026-04-01/2026-05-01'],
    ['month', 1, 1, '2026-03-10T12:00:00Z', '2026-03-31T21:59:59.999Z', '2026-03-01/2026-04-01'],
    ['month', 2, 1, '2026-03-10T12:00:00Z', '2026-04-20T12:00:00Z', '2026-03-01/2026-05-01'],
    ['month', 2, 20, '2026-03-10T12:00:00Z', '2026-03-11T12:00:00Z', '2026-01-20/2026-03-20'],
    ['month', 3, 15, '2025-11-20T12:00:00Z', '2026-02-14T12:00:00Z', '2025-11-15/2026-02-15'],
    ['year', 1, 29, '2024-02-29T12:00:00Z', '2025-03-01T12:00:00Z', '2025-02-28/2026-02-28'],
    ['year', 2, 5, '2026-06-01T12:00:00Z', '2029-01-01T12:00:00Z', '2028-06-05/2030-06-05'],
    ['week', 1, 1, '2026-03-11T12:00:00Z', '2026-03-11T12:00:00Z', '2026-03-09/2026-03-16'],
    ['week', 1, 7, '2026-03-11T12:00:00Z', '2026-03-11T12:00:00Z', '2026-03-08/2026-03-15'],
    ['week', 2, 3, '2026-03-11T12:00:00Z', '2026-03-24T12:00:00Z', '2026-03-11/2026-03-25'],
    ['day', 1, 1, '2026-03-11T12:00:00Z', '2026-03-29T12:00:00Z', '2026-03-29/2026-03-30'],
    ['day', 10, 1, '2026-03-11T12:00:00Z', '2026-03-29T12:00:00Z', '2026-03-21/2026-03-31'],
    ['day', 10, 1, '2026-03-11T12:00:00Z', '2026-03-01T00:00:00Z', '2026-03-01/2026-03-11'],
  ] as const)('every %s × %d on day %d, created %s: %s lies in %s', (unit, count, day, created, moment, expected) => {
    expect(dates(ZONE, cycleAt(rule(unit, count, day, created), at(moment)))).toBe(expected);
  });

  test('an event at the boundary belongs to the cycle that begins there', () => {
    const monthly = rule('month', 1, 1, '2026-01-01T00:00:00Z', 'UTC');
    expect(cycleAt(monthly, at('2026-04-01T00:00:00Z')).from).toBe(at('2026-04-01T00:00:00Z'));
  });

  test('a first cycle is short and the next one whole, across a year end', () => {
    const monthly = rule('month', 1, 1, '2026-12-26T15:00:00Z');
    const first = firstCycle(monthly, at('2026-12-26T15:00:00Z'));
    expect(dates(ZONE, first)).toBe('2026-12-26/2027-01-01');
    expect(dates(ZONE, nextCycle(monthly, first))).toBe('2027-01-01/2027-02-01');
  });
});

describe('days', () => {
  test('a cycle with the 23 hour day of 29 March 2026 counts 31 days, one with the 25 hour day too', () => {
    const monthly = rule('month', 1, 1, '2026-01-01T12:00:00Z');
    const march = cycleAt(monthly, at('2026-03-15T12:00:00Z'));
    const october = cycleAt(monthly, at('2026-10-15T12:00:00Z'));
    expect(march.to - march.from).toBe(31 * 86_400_000 - 3_600_000);
    expect(daysIn(ZONE, march)).toBe(31);
    expect(october.to - october.from).toBe(31 * 86_400_000 + 3_600_000);
    expect(daysIn(ZONE, october)).toBe(31);
  });

  test('a zone that skips midnight begins its day an hour late', () => {
    expect(startOfDay('America/Sao_Paulo', at('2018-11-04T12:00:00Z'))).toBe(at('2018-11-04T03:00:00Z'));
  });

  test('a zone that skipped a whole day never names it', () => {
    expect(localDateText('Pacific/Apia', at('2011-12-30T09:59:59Z'))).toBe('2011-12-29');
    expect(localDateText('Pacific/Apia', at('2011-12-30T10:00:00Z'))).toBe('2011-12-31');
  });
});
