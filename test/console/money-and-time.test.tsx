import { describe, expect, it } from 'vitest';
import { addDecimals, compareDecimals, negate, parseAmount, percentOf } from '../../console/src/lib/decimal-text.ts';
import { formatCount, formatMoney, formatQuantity } from '../../console/src/lib/format-money.ts';
import {
  dayOf,
  daysBetween,
  endOfDay,
  formatLastDay,
  formatMinute,
  formatRelative,
  instantAt,
  isDay,
  lastDayOf,
  startOfDay,
  timeOf,
} from '../../console/src/lib/format-time.ts';

describe('money', () => {
  it('keeps every digit that a number would lose', () => {
    expect(formatMoney('90071992547409931.25', 'USD', 'en-US')).toBe('$90,071,992,547,409,931.25');
  });

  it('puts the minus sign in front of the symbol', () => {
    expect(formatMoney('-4.5', 'EUR', 'en-GB')).toBe('-€4.50');
  });

  it('has the marks that numbers have beside it, also where Intl mixes them', () => {
    expect(formatMoney('10100.5', 'EUR', 'en-SI')).toBe('€10,100.50');
    expect(formatQuantity('10100.5', 'en-SI')).toBe('10,100.5');
    expect(formatCount(10_100, 'en-SI')).toBe('10,100');
    expect(formatQuantity('10100.5', 'sl-SI')).toBe('10.100,5');
  });

  it('adds and compares without floats', () => {
    expect(addDecimals('0.1', '0.2')).toBe('0.3');
    expect(addDecimals('1.05', '-1.05')).toBe('0');
    expect(compareDecimals('10', '9.999')).toBe(1);
    expect(negate('0.00')).toBe('0.00');
    expect(negate('-2.5')).toBe('2.5');
  });

  it.each([
    ['12.50', 2, '12.50'],
    ['12,5', 2, '12.5'],
    ['12.505', 2, null],
    ['0', 2, null],
    ['-3', 2, null],
    ['1e3', 2, null],
    ['abc', 2, null],
    ['500', 0, '500'],
    ['500.5', 0, null],
  ])('reads the amount %s with %i fraction digits as %s', (typed, digits, amount) => {
    expect(parseAmount(typed, digits)).toBe(amount);
  });
});

describe('a part of a whole', () => {
  it.each([
    ['10', '50', '20', 'exact'],
    ['1', '3', '33.3', 'down'],
    ['2', '3', '66.7', 'up'],
    ['0.0005', '1', '0.1', 'half up'],
    ['-1', '8', '-12.5', 'less'],
    ['1', '-8', '-12.5', 'of what is in hand'],
    ['90071992547409931.25', '90071992547409931.25', '100', 'beyond what a number holds'],
  ])('%s of %s is %s percent: %s', (part, whole, percent) => {
    expect(percentOf(part, whole)).toBe(percent);
  });

  it('of nothing is no percentage', () => {
    expect(percentOf('5', '0.00')).toBeNull();
  });
});

describe('time', () => {
  it.each([
    ['2026-01-15', '15:40:26', '2026-01-15T14:40:26Z'],
    ['2026-07-15', '15:40:26', '2026-07-15T13:40:26Z'],
    ['2026-03-29', '03:30:00', '2026-03-29T01:30:00Z'],
    ['2026-10-25', '23:59:59', '2026-10-25T22:59:59Z'],
  ])('%s, %s of a clock in Ljubljana is %s, and back', (day, time, instant) => {
    expect(instantAt(day, time, 'Europe/Ljubljana')).toBe(instant);
    expect([dayOf(instant, 'Europe/Ljubljana'), timeOf(instant, 'Europe/Ljubljana')]).toEqual([day, time]);
  });

  it('is shown in the zone of the site', () => {
    expect(formatMinute('2026-07-01T22:30:00Z', 'en-GB', 'Europe/Ljubljana')).toBe('2 Jul 2026, 00:30');
  });

  it('says the last day of a half-open period', () => {
    expect(formatLastDay('2026-11-01T00:00:00Z', 'en-GB', 'UTC')).toBe('31 Oct 2026');
  });

  it('finds where a day begins on both sides of a clock change', () => {
    expect(startOfDay('2026-03-29', 'Europe/Ljubljana')).toBe('2026-03-28T23:00:00Z');
    expect(startOfDay('2026-03-30', 'Europe/Ljubljana')).toBe('2026-03-29T22:00:00Z');
    expect(endOfDay('2026-03-29', 'Europe/Ljubljana')).toBe('2026-03-29T22:00:00Z');
    expect(endOfDay('2026-12-31', 'UTC')).toBe('2027-01-01T00:00:00Z');
    expect(lastDayOf('2026-03-29T22:00:00Z', 'Europe/Ljubljana')).toBe('2026-03-29');
    expect(dayOf('2026-03-29T22:30:00Z', 'Europe/Ljubljana')).toBe('2026-03-30');
  });

  it('is relative only within a day', () => {
    expect(formatRelative('2026-11-01T10:00:00Z', '2026-11-01T10:05:00Z', 'en')).toBe('5 minutes ago');
    expect(formatRelative('2026-10-30T10:00:00Z', '2026-11-01T10:05:00Z', 'en')).toBeNull();
    expect(daysBetween('2026-10-27T00:00:00Z', '2026-11-01T06:00:00Z')).toBe(5);
  });
});

describe('a day that is still being typed', () => {
  it.each(['', '2026', '2026-1', '2026-13-01', '31.12.2026'])('%j stays as it is', (typed) => {
    expect(isDay(typed)).toBe(false);
    expect(endOfDay(typed, 'UTC')).toBe(typed);
    expect(startOfDay(typed, 'UTC')).toBe(typed);
  });
});
