import { expect, test } from 'vitest';
import type { Job } from '../../../domain/jobs/job.ts';
import { nextSlot } from '../../../domain/jobs/next-slot.ts';
import { instantText, parseInstant } from '../../../domain/time/instant.ts';

test.for<{ job: Job; from: string; zone: string; slot: string; because: string }>([
  {
    job: 'billing',
    from: '2026-03-31T22:00:00Z',
    zone: 'Europe/Ljubljana',
    slot: '2026-03-31T22:30:00Z',
    because: 'billing runs half an hour after local midnight',
  },
  {
    job: 'billing',
    from: '2026-04-01T00:30:00Z',
    zone: 'UTC',
    slot: '2026-04-01T00:30:00Z',
    because: 'the slot itself counts',
  },
  {
    job: 'billing',
    from: '2026-04-01T00:30:00.001Z',
    zone: 'UTC',
    slot: '2026-04-02T00:30:00Z',
    because: 'a moment later it is tomorrow',
  },
  {
    job: 'account-closure',
    from: '2026-04-01T00:00:00Z',
    zone: 'UTC',
    slot: '2026-04-05T03:00:00Z',
    because: '5 April 2026 is a Sunday',
  },
  {
    job: 'payment-collection',
    from: '2026-03-29T00:00:00Z',
    zone: 'Europe/Ljubljana',
    slot: '2026-03-29T01:00:00Z',
    because: '02:00 does not exist on that day: two hours after midnight is 03:00 summer time',
  },
  {
    job: 'plan-transition',
    from: '2026-12-31T23:59:00Z',
    zone: 'UTC',
    slot: '2027-01-01T00:15:00Z',
    because: 'the year turns',
  },
])('$job from $from in $zone runs at $slot: $because', ({ job, from, zone, slot }) => {
  expect(instantText(nextSlot(job, parseInstant(from) ?? 0, zone))).toBe(slot);
});
