import { describe, expect, it } from 'vitest';
import { addDecimals, compareDecimals, negate, parseAmount } from '../../console/src/lib/decimal-text.ts';
import { formatMoney } from '../../console/src/lib/format-money.ts';
import {
  dayOf,
  daysBetween,
  endOfDay,
  formatLastDay,
  formatMinute,
  formatRelative,
  isDay,
  lastDayOf,
  startOfDay,
} from '../../console/src/lib/format-time.ts';

describe('money', () => {
  it('keeps every digit that a number would lose', () => {
    expect(formatMoney('90071992547409931.25', 'USD', 'en-US')).toBe('$90,071,992,547,409,931.25');
  });

  it('puts the minus sign in front of the symbol', () => {
    expect(formatMoney('-4.5', 'EUR', 'en-GB')).toBe('-€4.50');
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

describe('time', () => {
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
