import type { Instant } from '../time/instant.ts';
import { endOfDay, startOfDayAfter } from '../time/zone-calendar.ts';

const SECOND_MS = 1000;

/** The last second in which a bill can be paid in time: 23:59:59 in the site's zone, `dueDays` calendar days after. */
export const dueDate = ({
  finalisedAt,
  dueDays,
  zone,
}: {
  readonly finalisedAt: Instant;
  readonly dueDays: number;
  readonly zone: string;
}): Instant => endOfDay(zone, startOfDayAfter(zone, finalisedAt, dueDays)) - SECOND_MS;
