import { clampedDay, type DayNumber, dateOfDay, dayNumber, monthNumber, weekdayOf } from './civil.ts';
import type { CycleRule, Interval } from './cycle-rule.ts';
import type { Instant, Period } from './instant.ts';
import { dayNumberAt, localDate, startOfDayNumber } from './zone-calendar.ts';

/** The rule of a profile that is created at `at`: the day of creation decides which months, weeks or days count. */
export const cycleRuleFrom = (settings: {
  readonly interval: Interval;
  readonly day: number;
  readonly zone: string;
  readonly at: Instant;
}): CycleRule => ({
  interval: settings.interval,
  day: settings.day,
  zone: settings.zone,
  anchor: localDate(settings.zone, settings.at),
});

/** The cycle that contains the instant. Its boundaries are the rule's own: a first, short cycle is the caller's to cut. */
export function cycleAt(rule: CycleRule, at: Instant): Period {
  const index = cycleIndexAt(rule, dayNumberAt(rule.zone, at));
  return { from: nthBoundary(rule, index), to: nthBoundary(rule, index + 1) };
}

/** The cycle that follows, also after a short one. */
export const nextCycle = (rule: CycleRule, period: Period): Period => cycleAt(rule, period.to);

/** A first cycle: from the start of the day of `at` to the next boundary. Always short, never merged into the next one. */
export function firstCycle(rule: CycleRule, at: Instant): Period {
  return { from: startOfDayNumber(rule.zone, dayNumberAt(rule.zone, at)), to: cycleAt(rule, at).to };
}

/** The boundary number `index`; number 0 is the one in the anchor's own month, week or day. */
export const nthBoundary = (rule: CycleRule, index: number): Instant =>
  startOfDayNumber(rule.zone, boundaryDay(rule, index));

/**
 * Every boundary is computed from the anchor, never from its neighbour: day 31 is the 28th of February and the 31st of March
 * again, not the 28th for ever.
 */
function boundaryDay({ interval: { unit, count }, anchor, day }: CycleRule, index: number): DayNumber {
  switch (unit) {
    case 'month':
      return clampedDay(monthNumber(anchor) + index * count, day);
    case 'year':
      return clampedDay(monthNumber(anchor) + index * count * 12, day);
    case 'week':
      return weekStart(dayNumber(anchor)) + day - 1 + index * count * 7;
    case 'day':
      return dayNumber(anchor) + index * count;
  }
}

/** Number of the last boundary that is not after the day. */
function cycleIndexAt(rule: CycleRule, day: DayNumber): number {
  const { interval, anchor } = rule;
  const { unit, count } = interval;
  const index = (() => {
    switch (unit) {
      case 'month':
        return Math.floor((monthNumber(dateOfDay(day)) - monthNumber(anchor)) / count);
      case 'year':
        return Math.floor((monthNumber(dateOfDay(day)) - monthNumber(anchor)) / (count * 12));
      case 'week':
        return Math.floor((day - boundaryDay(rule, 0)) / (count * 7));
      case 'day':
        return Math.floor((day - dayNumber(anchor)) / count);
    }
  })();
  return boundaryDay(rule, index) <= day ? index : index - 1;
}

const weekStart = (day: DayNumber): DayNumber => day - weekdayOf(day) + 1;
