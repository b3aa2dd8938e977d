import type { BillingProfile } from '../../../domain/billing/bill.ts';
import type { SiteClock } from '../../../domain/customer/customer.ts';
import { JOBS, type Job, type JobRun } from '../../../domain/jobs/job.ts';
import { err } from '../../../domain/result.ts';
import { instantText } from '../../../domain/time/instant.ts';
import type { DeadLetters, Records } from '../../ports.ts';
import { answer } from '../../shared/answer.ts';
import { freshCall } from '../../shared/fresh-call.ts';
import type { DoorHandlers } from '../../shared/handler.ts';
import { rememberAs } from '../../shared/idempotency.ts';
import type { JobPorts } from '../../use-cases/jobs/open-run.ts';
import { startJobRun } from '../../use-cases/jobs/start-job-run.ts';
import { advanceClock } from '../../use-cases/site/advance-clock.ts';
import { updateSite } from '../../use-cases/site/update-site.ts';
import { QUEUES } from '../contract/operations/dead-letters.ts';
import type { operationsContract } from '../contract/operations.ts';
import { noSuch } from './customers/of-customer.ts';
import { type NotificationsPorts, notificationsHandlers } from './notifications.ts';
import { clockWire, jobResultWire, jobRunWire, jobWire, siteWire } from './operations/operations-wire.ts';

type Handlers = DoorHandlers<'operations', typeof operationsContract>;

export type OperationsPorts = JobPorts & NotificationsPorts & { readonly deadLetters: DeadLetters };

/** What the operations door does: the site and its clock, jobs and their runs, what could not be billed or was given up. */
export const operationsHandlers = (ports: OperationsPorts): Handlers => ({
  ...siteHandlers(ports),
  ...jobHandlers(ports),
  ...deadLetterHandlers(ports),
  ...notificationsHandlers(ports),
});

/** Queues carry the work of all sites: what was given up is the concern of the whole installation. Only counts are told. */
const deadLetterHandlers = ({
  deadLetters,
}: OperationsPorts): Pick<Handlers, 'listDeadLetters' | 'redriveDeadLetters'> => ({
  listDeadLetters: async () => {
    const items = QUEUES.map(async (queue) => ({ queue, messages: await deadLetters.count(queue) }));
    return answer(200, { items: await Promise.all(items), nextCursor: null });
  },
  redriveDeadLetters: async (_call, { path: { queue } }) =>
    answer(202, { queue, messages: await deadLetters.redrive(queue) }),
});

function siteHandlers(ports: JobPorts): Pick<Handlers, 'getSite' | 'updateSite' | 'getClock' | 'advanceClock'> {
  const { records } = ports;
  const update = updateSite(ports);
  const advance = advanceClock(ports);
  return {
    getSite: async ({ siteId }) => {
      const site = await records.get('site', siteId, {});
      return site === null ? err(noSuch('site')) : answer(200, siteWire(site), { version: site.version });
    },

    updateSite: async (call, { body, version }) => {
      const updated = await update(call, version, body);
      return updated.ok ? answer(200, siteWire(updated.value), { version: updated.value.version }) : updated;
    },

    getClock: async ({ siteId, now }) => {
      const [site, clock] = await Promise.all([records.get('site', siteId, {}), records.get('siteClock', siteId, {})]);
      return site === null ? err(noSuch('site')) : answer(200, clockWire(site, clock, now));
    },

    advanceClock: async (call, { body }) => {
      const site = await records.get('site', call.siteId, {});
      if (site === null) return err(noSuch('site'));
      const wire = (clock: SiteClock) => clockWire(site, clock, call.now);
      const moving = await advance(rememberAs(await freshCall(ports, call), wire), body.to);
      return moving.ok ? answer(202, wire(moving.value)) : moving;
    },
  };
}

function jobHandlers(
  ports: JobPorts,
): Pick<Handlers, 'listJobs' | 'startJobRun' | 'listJobRuns' | 'getJobRun' | 'listParkedBillingProfiles'> {
  const { records, siteTime } = ports;
  const start = startJobRun(ports);
  return {
    listJobs: async ({ siteId, now }) => {
      const site = await siteTime.site(siteId);
      if (site === null) return err(noSuch('site'));
      const latest = await Promise.all(JOBS.map((job) => latestRun(records, siteId, job)));
      const items = JOBS.map((job, index) => jobWire(job, { zone: site.zone, now, latestRun: latest[index] ?? null }));
      return answer(200, { items, nextCursor: null });
    },

    startJobRun: async (call, { path: { job } }) => {
      const { siteId, now, remember } = await freshCall(ports, call);
      const started = await start({ siteId, job, trigger: 'manual', now }, (run) => remember(201, jobRunWire(run)));
      if (!started.ok) return started;
      return answer(201, jobRunWire(started.value), { headers: { location: `/v1/job-runs/${started.value.runId}` } });
    },

    listJobRuns: async ({ siteId }, { query }) => {
      const { items, nextCursor } = await records.find('jobRunsOfSite', siteId, {}, query);
      return answer(200, { items: items.map(jobRunWire), nextCursor });
    },

    getJobRun: async ({ siteId }, { path: { runId }, query }) => {
      const run = await records.get('jobRun', siteId, { runId });
      if (run === null) return err(noSuch('job run'));
      const { items, nextCursor } = await records.find('resultsOfRun', siteId, { runId }, query);
      return answer(200, { ...jobRunWire(run), results: { items: items.map(jobResultWire), nextCursor } });
    },

    listParkedBillingProfiles: async ({ siteId }, { query }) => {
      const { items, nextCursor } = await records.find('parkedBillingProfiles', siteId, {}, query);
      const rows = await Promise.all(items.map((profile) => parkedRow(records, profile)));
      return answer(200, { items: rows.flatMap((row) => row ?? []), nextCursor });
    },
  };
}

async function latestRun(records: Records, siteId: string, job: Job): Promise<JobRun | null> {
  const lease = await records.get('jobLease', siteId, { job });
  return lease === null ? null : records.get('jobRun', siteId, { runId: lease.runId });
}

/** The list lags a moment behind: what was billed meanwhile is no longer parked. */
async function parkedRow(records: Records, { siteId, customerId, billingProfileId, name, parked }: BillingProfile) {
  if (parked === null) return null;
  const customer = await records.get('customer', siteId, { customerId });
  return {
    billingProfileId,
    customerId,
    customerName: customer?.name ?? '',
    name,
    parked: { reason: parked.reason, at: instantText(parked.at) },
  };
}
