import type { Versioned } from '../customer/customer.ts';
import type { RatingFigures } from '../rerating/figures.ts';
import type { Instant } from '../time/instant.ts';
import type { Task, TaskOrder } from './task.ts';

export const JOBS = [
  'purchase-verification',
  'plan-transition',
  'billing',
  'invoicing',
  'payment-collection',
  'account-closure',
] as const;
export type Job = (typeof JOBS)[number];

/** What a run may be of. */
export type RunKind = Job | Task;

export const isJob = (kind: RunKind): kind is Job => JOBS.some((job) => job === kind);

/** When a job runs by default, in its site's zone, and what it starts when it ends. */
export const JOB_SCHEDULE: Readonly<
  Record<Job, { readonly minuteOfDay: number; readonly weekday?: number; readonly chains: readonly Job[] }>
> = {
  'purchase-verification': { minuteOfDay: 10, chains: [] },
  'plan-transition': { minuteOfDay: 15, chains: [] },
  billing: { minuteOfDay: 30, chains: ['invoicing'] },
  invoicing: { minuteOfDay: 60, chains: ['payment-collection'] },
  'payment-collection': { minuteOfDay: 120, chains: [] },
  'account-closure': { minuteOfDay: 180, weekday: 7, chains: [] },
};

export type RunState = 'running' | 'succeeded' | 'partial' | 'failed';

export type JobRun = Versioned & {
  readonly siteId: string;
  readonly runId: string;
  readonly job: RunKind;
  readonly trigger: 'schedule' | 'manual' | 'chain' | 'clock';
  readonly state: RunState;
  /** In the site's time. */
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  /** Null until everything due was found and sent. */
  readonly selected: number | null;
  readonly processed: number;
  readonly skipped: number;
  readonly failed: number;
  /** Runs that its end started. */
  readonly chained: readonly string[];
  /** System time of the last result: a run without progress for long is taken to be dead. */
  readonly progressAt: Instant;
  /** Runs of a task only. */
  readonly order?: TaskOrder;
  /** How far the work of a task was found: how much so far, and where the search goes on. */
  readonly finding?: { readonly found: number; readonly cursor: string | null };
};

/** Names the newest run of a job. Every start writes it, so two starts at once cannot both succeed. */
export type JobLease = Versioned & { readonly siteId: string; readonly job: RunKind; readonly runId: string };

/** What one run did to one account. */
export type JobResult = Versioned & {
  readonly siteId: string;
  readonly runId: string;
  readonly ref: string;
  /** Empty: it is no customer's. */
  readonly customerId: string;
  readonly outcome: 'processed' | 'skipped' | 'failed';
  readonly detail: string;
  readonly at: Instant;
  /** Re-rating and what-if: what it comes to. */
  readonly figures?: RatingFigures;
};
