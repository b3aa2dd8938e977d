import { type DayNumber, weekdayOf } from '../time/civil.ts';
import type { Instant } from '../time/instant.ts';
import { dayNumberAt, startOfDayNumber } from '../time/zone-calendar.ts';
import { JOB_SCHEDULE, type Job } from './job.ts';

const MINUTE_MS = 60_000;

/**
 * The first time at or after `at` at which the job runs by default. Minutes are counted from the start of the day in the zone, so
 * a slot exists on days that skip an hour, too.
 */
export function nextSlot(job: Job, at: Instant, zone: string): Instant {
  let day = dayNumberAt(zone, at);
  while (!runsOn(job, day) || slotOf(job, day, zone) < at) day += 1;
  return slotOf(job, day, zone);
}

const slotOf = (job: Job, day: DayNumber, zone: string): Instant =>
  startOfDayNumber(zone, day) + JOB_SCHEDULE[job].minuteOfDay * MINUTE_MS;

function runsOn(job: Job, day: DayNumber): boolean {
  const { weekday } = JOB_SCHEDULE[job];
  return weekday === undefined || weekdayOf(day) === weekday;
}
