import { Temporal } from 'temporal-polyfill';
import type { DayNumber } from './civil.ts';
import type { Period } from './instant.ts';
import { earlier } from './order.ts';
import { startOfDayNumber } from './zone-calendar.ts';

/** A run of a day in which the clock on the wall goes evenly; `clock` is what it shows at `from`, in milliseconds since midnight. */
export type ClockRun = Period & { readonly clock: number };

/**
 * What the clock of a zone shows through a day: one run, or two when it is set forward or back on that day. The hour that it skips is in
 * none, the hour that it repeats is in both.
 */
export function clockRuns(zone: string, day: DayNumber): readonly ClockRun[] {
  const runs: ClockRun[] = [];
  const end = startOfDayNumber(zone, day + 1);
  let from = startOfDayNumber(zone, day);
  while (from < end) {
    const shown = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
    const turn = shown.getTimeZoneTransition('next')?.epochMilliseconds ?? end;
    const to = earlier(turn, end);
    const clock = ((shown.hour * 60 + shown.minute) * 60 + shown.second) * 1000 + shown.millisecond;
    runs.push({ from, to, clock });
    from = to;
  }
  return runs;
}
