import type { Site, SiteClock } from '../../../../domain/customer/customer.ts';
import { SITE_DEFAULTS } from '../../../../domain/customer/site-settings.ts';
import { JOB_SCHEDULE, type Job, type JobResult, type JobRun } from '../../../../domain/jobs/job.ts';
import { nextSlot } from '../../../../domain/jobs/next-slot.ts';
import { type Instant, instantText } from '../../../../domain/time/instant.ts';
import type { Wire } from '../../../shared/answer.ts';
import { instantOrNull } from '../../contract/instant.ts';
import type { jobAnswer, jobRunAnswer } from '../../contract/operations/job.ts';
import type { clockAnswer, siteAnswer } from '../../contract/operations/site.ts';

export const siteWire = ({ siteId: _, version: __, ...settings }: Site): Wire<typeof siteAnswer> => ({
  ...SITE_DEFAULTS,
  ...settings,
});

/** `now` is what the site's time is; a sandbox whose clock was never moved has no record of it. */
export const clockWire = (site: Site, clock: SiteClock | null, now: Instant): Wire<typeof clockAnswer> => ({
  now: instantText(clock?.now ?? now),
  moving: clock !== null && clock.target !== null,
  target: instantOrNull(clock?.target ?? null),
  waitingFor: clock?.waitingFor ?? null,
  movable: site.environment === 'sandbox',
});

export const jobRunWire = (run: JobRun): Wire<typeof jobRunAnswer> => ({
  runId: run.runId,
  job: run.job,
  trigger: run.trigger,
  state: run.state,
  startedAt: instantText(run.startedAt),
  endedAt: instantOrNull(run.endedAt),
  selected: run.selected,
  processed: run.processed,
  skipped: run.skipped,
  failed: run.failed,
  chained: run.chained,
});

export const jobResultWire = ({ ref, customerId, outcome, detail, at }: JobResult) => ({
  ref,
  customerId: customerId === '' ? null : customerId,
  outcome,
  detail,
  at: instantText(at),
});

export function jobWire(
  job: Job,
  { zone, now, latestRun }: { readonly zone: string; readonly now: Instant; readonly latestRun: JobRun | null },
): Wire<typeof jobAnswer> {
  const { minuteOfDay, weekday, chains } = JOB_SCHEDULE[job];
  const two = (value: number) => `${value}`.padStart(2, '0');
  return {
    job,
    time: `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`,
    weekday: weekday ?? null,
    nextAt: instantText(nextSlot(job, now, zone)),
    chains,
    latestRun: latestRun === null ? null : jobRunWire(latestRun),
  };
}
