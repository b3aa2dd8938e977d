import type { SiteClock } from '../../../domain/customer/customer.ts';
import { JOBS, type Job } from '../../../domain/jobs/job.ts';
import { nextSlot } from '../../../domain/jobs/next-slot.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { DueIndex } from '../../ports.ts';

/** A job that has work, and when it runs next. */
export type Stop = { readonly job: Job; readonly at: Instant };

/**
 * Where a moving clock stops next: the earliest time, after now and up to the target, at which a job has something to do. Null: nothing is
 * due before the target. The earliest thing that is due decides the furthest the clock may go; another job's turn can still come before
 * (a weekly job's work is due long before its day). What stays due, because it cannot be done, is tried once a day and holds nothing up.
 */
export async function nextStop(
  { dueIndex }: { readonly dueIndex: DueIndex },
  { siteId, now, target }: SiteClock,
  zone: string,
): Promise<Stop | null> {
  const first = await dueIndex.next(siteId);
  if (first === null || target === null) return null;
  const slotFor = (job: Job, dueAt: Instant): Instant => nextSlot(job, Math.max(dueAt, now + 1), zone);
  let stop: Stop = { job: first.job, at: slotFor(first.job, first.dueAt) };
  for (const job of JOBS) {
    if (job === first.job) continue;
    const { items } = await dueIndex.due(siteId, job, Math.min(stop.at, target));
    const dueAt = items[0]?.dueAt;
    if (dueAt === undefined) continue;
    const at = slotFor(job, dueAt);
    if (at < stop.at) stop = { job, at };
  }
  return stop.at <= target ? stop : null;
}
