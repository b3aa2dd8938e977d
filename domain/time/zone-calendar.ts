import { Temporal } from 'temporal-polyfill';
import { type DayNumber, dateOfDay, type LocalDate } from './civil.ts';
import type { Instant, Period } from './instant.ts';

const DAY_MS = 86_400_000;
const KEPT_DAYS = 4096;

/** Per zone, when its days begin. Asking the zone's rules costs 100 times more than finding the answer here. */
const startsByZone = new Map<string, Map<DayNumber, Instant>>();

/** True for a zone name of the IANA database that has calendar days: `Europe/Ljubljana`, `UTC`. */
export function isZone(zone: string): boolean {
  try {
    new Temporal.ZonedDateTime(0n, zone);
    return !/^[+-]/.test(zone);
  } catch {
    return false;
  }
}

/** The first instant of a day. Not always midnight: some zones skip it when summer time begins. */
export function startOfDayNumber(zone: string, day: DayNumber): Instant {
  let starts = startsByZone.get(zone);
  if (starts === undefined) {
    starts = new Map();
    startsByZone.set(zone, starts);
  }
  const known = starts.get(day);
  if (known !== undefined) return known;
  const { year, month, day: dayOfMonth } = dateOfDay(day);
  const start = new Temporal.PlainDate(year, month, dayOfMonth).toZonedDateTime(zone).epochMilliseconds;
  if (starts.size >= KEPT_DAYS) starts.clear();
  starts.set(day, start);
  return start;
}

/** The calendar day of an instant. A day that a zone skipped whole is never the answer. */
export function dayNumberAt(zone: string, at: Instant): DayNumber {
  let day = Math.floor(at / DAY_MS) + 1;
  while (startOfDayNumber(zone, day) > at) day -= 1;
  return day;
}

export const localDate = (zone: string, at: Instant): LocalDate => dateOfDay(dayNumberAt(zone, at));

/** `2026-03-29`, as a calendar on the wall of the zone shows it. */
export function localDateText(zone: string, at: Instant): string {
  const { year, month, day } = localDate(zone, at);
  return `${`${year}`.padStart(4, '0')}-${`${month}`.padStart(2, '0')}-${`${day}`.padStart(2, '0')}`;
}

export const startOfDay = (zone: string, at: Instant): Instant => startOfDayNumber(zone, dayNumberAt(zone, at));

/** Where the day of `at` ends: the first instant of the next one. */
export const endOfDay = (zone: string, at: Instant): Instant => startOfDayNumber(zone, dayNumberAt(zone, at) + 1);

/** The start of the day that lies `days` calendar days after the day of `at` (before it, when negative). */
export const startOfDayAfter = (zone: string, at: Instant, days: number): Instant =>
  startOfDayNumber(zone, dayNumberAt(zone, at) + days);

/**
 * Calendar days in a period: the day of its start counts, the day of its end does not. A day of 23 or 25 hours is one day. This
 * is the only measure that proration knows.
 */
export const daysIn = (zone: string, { from, to }: Period): number => dayNumberAt(zone, to) - dayNumberAt(zone, from);
