import { clampedDay, type DayNumber, dateOfDay, monthNumber } from './civil.ts';
import type { Interval } from './cycle-rule.ts';
import type { Instant, Period } from './instant.ts';
import { dayNumberAt, startOfDayNumber } from './zone-calendar.ts';

/** A year is twelve months: both name the same cycle. Weeks are no months and days are no weeks. */
export function sameInterval(left: Interval, right: Interval): boolean {
  const months = ({ unit, count }: Interval) => (unit === 'month' ? count : unit === 'year' ? 12 * count : null);
  const leftMonths = months(left);
  return leftMonths === null ? left.unit === right.unit && left.count === right.count : leftMonths === months(right);
}

/** The day `times` intervals after the anchor; clamped to the month's end, always counted from the anchor itself. */
export function dayAfter(anchor: DayNumber, { unit, count }: Interval, times: number): DayNumber {
  switch (unit) {
    case 'day':
      return anchor + times * count;
    case 'week':
      return anchor + times * count * 7;
    case 'month':
    case 'year': {
      const date = dateOfDay(anchor);
      return clampedDay(monthNumber(date) + times * count * (unit === 'year' ? 12 : 1), date.day);
    }
  }
}

/**
 * The interval since `anchor` that contains `at`: what a product with an anchor of its own runs in. `at` is not before the
 * anchor's day. Boundaries are starts of days, also of the first one.
 */
export function intervalAt(
  { zone, anchor, interval }: { readonly zone: string; readonly anchor: Instant; readonly interval: Interval },
  at: Instant,
): Period {
  const first = dayNumberAt(zone, anchor);
  const day = dayNumberAt(zone, at);
  let times = Math.floor((day - first) / longestDays(interval));
  while (dayAfter(first, interval, times + 1) <= day) times += 1;
  return {
    from: startOfDayNumber(zone, dayAfter(first, interval, times)),
    to: startOfDayNumber(zone, dayAfter(first, interval, times + 1)),
  };
}

/** Never less than an interval has, so that the search above starts at or before the answer. */
const LONGEST_DAYS = { day: 1, week: 7, month: 31, year: 366 } as const;
const longestDays = ({ unit, count }: Interval): number => LONGEST_DAYS[unit] * count;
