import * as z from 'zod';
import { JOBS } from '../../../../domain/jobs/job.ts';
import { TASKS } from '../../../../domain/jobs/task.ts';
import { parkedReason } from '../billing/billing-profile.ts';
import { id } from '../identity.ts';
import { instant } from '../instant.ts';
import { page } from '../page.ts';

export const jobName = z.enum(JOBS);

const count = z.int().min(0);

const run = {
  runId: id,
  job: z.enum([...JOBS, ...TASKS]),
  trigger: z.enum(['schedule', 'manual', 'chain', 'clock']),
  state: z.enum(['running', 'succeeded', 'partial', 'failed']),
  startedAt: instant.meta({ description: "In the site's time." }),
  endedAt: instant.nullable(),
  selected: count.nullable().meta({ description: 'Null until everything due was found.' }),
  processed: count,
  skipped: count,
  failed: count,
  chained: z.array(id).meta({ description: 'Runs that its end started.' }),
};

export const jobRunAnswer = z.strictObject(run).meta({ id: 'JobRun' });

const result = z.strictObject({
  ref: z.string().meta({ description: 'What the job worked on: a billing profile, a bill, a subscription, …' }),
  customerId: id.nullable().meta({ description: "Null: it is no customer's." }),
  outcome: z.enum(['processed', 'skipped', 'failed']),
  detail: z.string(),
  at: instant,
});

export const jobRunDetails = z.strictObject({ ...run, results: page(result) }).meta({ id: 'JobRunDetails' });

export const jobAnswer = z
  .strictObject({
    job: jobName,
    time: z.string().meta({ description: "When it runs, in the site's zone.", examples: ['00:30'] }),
    weekday: z.int().nullable().meta({ description: 'Weekly jobs: 1 is Monday, 7 is Sunday.' }),
    nextAt: instant,
    chains: z.array(jobName).meta({ description: 'Jobs that its end starts.' }),
    latestRun: jobRunAnswer.nullable(),
  })
  .meta({ id: 'Job' });

export const parkedProfile = z.strictObject({
  billingProfileId: id,
  customerId: id,
  customerName: z.string(),
  name: z.string(),
  parked: parkedReason,
});
