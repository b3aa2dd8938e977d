import { expect, test } from 'vitest';
import { dueDate } from '../../../domain/billing/due-date.ts';
import { instantText, parseInstant } from '../../../domain/time/instant.ts';

test.for([
  {
    finalised: '2026-03-31T22:00:00Z',
    zone: 'Europe/Ljubljana',
    days: 14,
    due: '2026-04-15T21:59:59Z',
    because: 'midnight of 1 April in summer time, and 15 April ends at 22:00 UTC',
  },
  {
    finalised: '2026-03-20T10:00:00Z',
    zone: 'Europe/Ljubljana',
    days: 14,
    due: '2026-04-03T21:59:59Z',
    because: 'summer time begins in between and takes no day',
  },
  {
    finalised: '2026-10-20T10:00:00Z',
    zone: 'Europe/Ljubljana',
    days: 14,
    due: '2026-11-03T22:59:59Z',
    because: 'summer time ends in between and adds no day',
  },
  {
    finalised: '2026-12-31T23:30:00Z',
    zone: 'America/New_York',
    days: 1,
    due: '2027-01-02T04:59:59Z',
    because: 'in New York it is still 31 December',
  },
  {
    finalised: '2028-02-28T12:00:00Z',
    zone: 'UTC',
    days: 1,
    due: '2028-02-29T23:59:59Z',
    because: '2028 is a leap year',
  },
  { finalised: '2026-04-01T08:00:00Z', zone: 'UTC', days: 0, due: '2026-04-01T23:59:59Z', because: 'due the same day' },
])('finalised $finalised in $zone plus $days days is due $due: $because', ({ finalised, zone, days, due }) => {
  const finalisedAt = parseInstant(finalised) ?? 0;
  expect(instantText(dueDate({ finalisedAt, dueDays: days, zone }))).toBe(due);
});
