import { Temporal } from 'temporal-polyfill';
import { dateOfDay } from './civil.ts';
import type { Instant } from './instant.ts';
import { dayNumberAt } from './zone-calendar.ts';

/** A length of calendar time: months and years are as long as the calendar has them. */
export type CalendarLength = { readonly value: number; readonly unit: 'day' | 'week' | 'month' | 'year' };

/** The same time of day, so much later by the zone's calendar; clamped to the month's end: 31 January and a month is 28 February. */
export const instantAfter = (zone: string, at: Instant, { value, unit }: CalendarLength): Instant =>
  new Temporal.ZonedDateTime(BigInt(at) * 1_000_000n, zone).add({ [`${unit}s`]: value }).epochMilliseconds;

/** Months from the day of `from` to the day of `to`; a month that has begun counts. None if `to` is not later. */
export function monthsBegun(zone: string, from: Instant, to: Instant): number {
  const dayOf = (at: Instant) => {
    const { year, month, day } = dateOfDay(dayNumberAt(zone, at));
    return new Temporal.PlainDate(year, month, day);
  };
  const { months, days, sign } = dayOf(from).until(dayOf(to), { largestUnit: 'month' });
  return sign > 0 ? months + (days > 0 ? 1 : 0) : 0;
}
