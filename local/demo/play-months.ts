import { readFile } from 'node:fs/promises';
import { SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import type * as z from 'zod';
import type { onboardingBody } from '../../functions/http/contract/onboarding/request.ts';
import { importCatalog } from '../catalog/catalog-client.ts';
import { type DemoApi, demoApi, once, orThrow } from './demo-api.ts';
import { payBills } from './pay-bills.ts';
import { sendUsage, type UsageCounts } from './send-usage.ts';
import { daysOf } from './story-usage.ts';

export type DemoOptions = {
  readonly apiUrl: string;
  readonly queueUrl: string;
  readonly sqs: SQSClientConfig;
  readonly site: string;
  /** An operator's ID token, asked for at every call. */
  readonly token: () => Promise<string>;
  /** Only the first so many months; all, if not given. */
  readonly months?: number;
  /** `done` and `of` count usage events. */
  readonly onProgress: (progress: { readonly done: number; readonly of: number; readonly doing: string }) => void;
};

/** An order of onboarding, as the API takes it. */
export type Order = z.input<typeof onboardingBody>;

/** What happens month by month. */
export type MonthlyStory = {
  /** File of `catalogs/`. */
  readonly catalog: string;
  /** `2026-03`, in order. */
  readonly months: readonly string[];
  /** Who becomes a customer at the beginning of a month. The key makes the order safe to repeat. */
  readonly newcomers: (month: string) => readonly { readonly key: string; readonly order: Order }[];
  /**
   * When the last usage of a month is over, on the last day, before midnight in the site's zone: sent later, it would meet a month that is
   * billed. Absent: midnight in UTC.
   */
  readonly eve?: string;
  /** Usage messages of a month, in order of time. */
  readonly usageOf: (month: string) => readonly object[];
};

/** Six in the morning: billing, invoicing and collection of the night are over. */
const MORNING = 'T06:00:00Z';
const POLL_MS = 150;

/**
 * Plays a story through the doors that users have: imports its catalog, onboards its customers, sends their usage to the queue, moves the
 * clock over each month's end. May be stopped anywhere and started again: it goes on in the month where the clock stands, and what it
 * repeats counts once.
 */
export async function playMonths(options: DemoOptions, story: MonthlyStory): Promise<UsageCounts> {
  const { apiUrl, token, onProgress } = options;
  const api = demoApi(apiUrl, token);
  const sqs = new SQSClient(options.sqs);
  const months = story.months.slice(0, options.months);
  const of = story.months.reduce((sum, month) => sum + story.usageOf(month).length, 0);
  let sent: UsageCounts = { received: 0, rated: 0, duplicate: 0, suspended: 0 };
  let done = 0;
  try {
    await importCatalog({ apiUrl, token }, await catalogFile(story.catalog));
    const clock = await clockTime(api);
    for (const month of months) {
      const messages = story.usageOf(month);
      const doing = monthName(month);
      onProgress({ done, of, doing });
      const next = nextMonth(month);
      if (clock < `${next}-01${MORNING}`) {
        for (const { key, order } of story.newcomers(month)) await becomeCustomer(api, key, order);
        await moveClock(api, story.eve === undefined ? `${next}-01T00:00:00Z` : `${lastDay(month)}${story.eve}`);
        sent = plus(sent, await sendUsage({ sqs, queueUrl: options.queueUrl, api }, messages));
        await moveClock(api, `${next}-01${MORNING}`);
        await payBills(api);
      }
      done += messages.length;
      onProgress({ done, of, doing });
    }
    return sent;
  } finally {
    sqs.destroy();
  }
}

const catalogFile = (name: string): Promise<string> => readFile(new URL(`catalogs/${name}`, import.meta.url), 'utf8');

async function becomeCustomer(api: DemoApi, key: string, order: Order): Promise<void> {
  const { error } = await api.POST('/v1/onboarding', { params: once(key), body: order });
  if (error !== undefined && error.code !== 'customer.email_taken') throw new Error(`${key}: ${JSON.stringify(error)}`);
}

const clockTime = async (api: DemoApi): Promise<string> => orThrow('clock', await api.GET('/v1/site/clock')).now;

/** Moves the site's clock and waits until everything that was due on the way is done. */
async function moveClock(api: DemoApi, to: string): Promise<void> {
  if ((await clockTime(api)) >= to) return;
  const { error } = await api.POST('/v1/site/clock/advance', { body: { to } });
  if (error !== undefined) throw new Error(`clock: ${JSON.stringify(error)}`);
  while (orThrow('clock', await api.GET('/v1/site/clock')).moving)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
}

const monthName = (month: string): string =>
  new Date(`${month}-01T00:00:00Z`).toLocaleString('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });

const lastDay = (month: string): string => daysOf(month).at(-1) ?? '';

function nextMonth(month: string): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + 1);
  return date.toISOString().slice(0, 7);
}

const plus = (a: UsageCounts, b: UsageCounts): UsageCounts => ({
  received: a.received + b.received,
  rated: a.rated + b.rated,
  duplicate: a.duplicate + b.duplicate,
  suspended: a.suspended + b.suspended,
});
