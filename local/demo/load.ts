import { type ChargingSession, messageOf, readChargingSessions, timeOf } from './charging-sessions.ts';
import { demoApi } from './demo-api.ts';
import { onboardingOf } from './drivers.ts';
import { type DemoOptions, type MonthlyStory, playMonths } from './play-months.ts';
import { type DemoReport, reportOn } from './report.ts';

/** Plays the year of the charging sessions, and reports on it. */
export async function loadDemo(options: DemoOptions): Promise<DemoReport> {
  const sessions = await readChargingSessions();
  const sent = await playMonths(options, chargingStory(sessions, options.site));
  return reportOn(demoApi(options.apiUrl, options.token), sessions, sent);
}

/** Whoever charges for the first time in a month becomes a customer on its first day. */
function chargingStory(sessions: readonly ChargingSession[], site: string): MonthlyStory {
  const drivers = [...new Set(sessions.map(({ userId }) => userId))];
  const firstMonth = new Map<string, string>();
  for (const { userId, created } of sessions) {
    if (!firstMonth.has(userId)) firstMonth.set(userId, monthOf(created));
  }
  return {
    catalog: 'ev-charging.yaml',
    months: [...new Set(sessions.map(({ created }) => monthOf(created)))],
    newcomers: (month) =>
      drivers.flatMap((userId, number) =>
        firstMonth.get(userId) === month
          ? [{ key: `demo-driver-${userId}`, order: onboardingOf(userId, number, `${month}-01T00:00:00Z`) }]
          : [],
      ),
    usageOf: (month) =>
      sessions.filter(({ created }) => monthOf(created) === month).map((session) => messageOf(session, site)),
  };
}

const monthOf = (created: string): string => timeOf(created).slice(0, 7);
