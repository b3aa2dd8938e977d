import { SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import { CHARGING_CATALOG } from './charging-catalog.ts';
import { type ChargingSession, readChargingSessions, timeOf } from './charging-sessions.ts';
import { type DemoApi, demoApi, once, orThrow } from './demo-api.ts';
import { onboardingOf } from './drivers.ts';
import { payBills } from './pay-bills.ts';
import { type DemoReport, reportOn } from './report.ts';
import { sendSessions, type UsageCounts } from './send-sessions.ts';

export type DemoOptions = {
  readonly apiUrl: string;
  readonly queueUrl: string;
  readonly sqs: SQSClientConfig;
  readonly site: string;
  /** An operator's ID token, asked for at every call. */
  readonly token: () => Promise<string>;
  /** Only the first so many months of the year; all, if not given. */
  readonly months?: number;
  /** `done` and `of` count charging sessions. */
  readonly onProgress: (progress: { readonly done: number; readonly of: number; readonly doing: string }) => void;
};

/** Six in the morning: billing, invoicing and collection of the night are over. */
const MORNING = 'T06:00:00Z';
const POLL_MS = 150;

/**
 * Plays the year of the charging sessions through the doors that users have. May be stopped anywhere and started again: it goes on in
 * the month where the clock stands, and what it repeats counts once.
 */
export async function loadDemo(options: DemoOptions): Promise<DemoReport> {
  const { site, onProgress } = options;
  const api = demoApi(options.apiUrl, options.token);
  const sqs = new SQSClient(options.sqs);
  const sessions = await readChargingSessions();
  const drivers = [...new Set(sessions.map(({ userId }) => userId))];
  try {
    await createCatalog(api);
    let sent: UsageCounts = { received: 0, rated: 0, duplicate: 0, suspended: 0 };
    let done = 0;
    const clock = await clockTime(api);
    for (const month of monthsOf(sessions).slice(0, options.months)) {
      const ofMonth = sessions.filter(({ created }) => monthOf(created) === month);
      const doing = new Date(`${month}-01T00:00:00Z`).toLocaleString('en-US', {
        month: 'long',
        year: 'numeric',
        timeZone: 'UTC',
      });
      onProgress({ done, of: sessions.length, doing });
      if (clock < `${nextMonth(month)}-01${MORNING}`) {
        await onboardNewDrivers(api, sessions, drivers, month);
        await moveClock(api, `${nextMonth(month)}-01T00:00:00Z`);
        sent = plus(sent, await sendSessions({ sqs, queueUrl: options.queueUrl, api, site }, ofMonth));
        await moveClock(api, `${nextMonth(month)}-01${MORNING}`);
        await payBills(api);
      }
      done += ofMonth.length;
      onProgress({ done, of: sessions.length, doing });
    }
    return await reportOn(api, sessions, sent);
  } finally {
    sqs.destroy();
  }
}

async function createCatalog(api: DemoApi): Promise<void> {
  for (const { path, object } of CHARGING_CATALOG) {
    // The catalog is a list of objects of every kind; its schemas are the API's to check.
    const { error, response } = await api.POST(`/v1/${path}` as '/v1/plans', { body: object as never });
    if (error !== undefined && response.status !== 409) throw new Error(`${path}: ${JSON.stringify(error)}`);
  }
}

/** Whoever charges for the first time in this month becomes a customer on its first day. */
async function onboardNewDrivers(
  api: DemoApi,
  sessions: readonly ChargingSession[],
  drivers: readonly string[],
  month: string,
): Promise<void> {
  for (const [number, userId] of drivers.entries()) {
    const first = sessions.find((session) => session.userId === userId);
    if (first === undefined || monthOf(first.created) !== month) continue;
    const order = onboardingOf(userId, number, `${month}-01T00:00:00Z`);
    const { error } = await api.POST('/v1/onboarding', { params: once(`demo-driver-${userId}`), body: order });
    if (error !== undefined && error.code !== 'customer.email_taken') {
      throw new Error(`driver ${userId}: ${JSON.stringify(error)}`);
    }
  }
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

const monthOf = (created: string): string => timeOf(created).slice(0, 7);
const monthsOf = (sessions: readonly ChargingSession[]): readonly string[] => [
  ...new Set(sessions.map(({ created }) => monthOf(created))),
];

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
