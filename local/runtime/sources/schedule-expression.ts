import { dayField, field, MONTHS, weekdayField } from './cron-field.ts';
import { addDays, type Day, instantOf, localDay } from './wall-clock.ts';

/** Says when a schedule runs next: the first moment after `after` (epoch ms), or null when never again. */
export type NextRun = (after: number) => number | null;

const MINUTE_MS = 60_000;
const UNIT_MS: Readonly<Record<string, number>> = { minute: MINUTE_MS, hour: 60 * MINUTE_MS, day: 1440 * MINUTE_MS };
/** Long enough for 29 February around a century without one. */
const DAYS_AHEAD = 9 * 366;

/**
 * Reads an EventBridge Scheduler expression: `cron(minutes hours day-of-month month day-of-week year)`, `rate(n unit)`
 * or `at(yyyy-mm-ddThh:mm:ss)`, in a time zone.
 * @param startedAt epoch ms from which rates count
 */
export function parseSchedule(expression: string, timeZone: string, startedAt: number): NextRun {
  const [, kind = '', argument = ''] = /^(cron|rate|at)\((.+)\)$/.exec(expression.trim()) ?? [];
  if (kind === 'cron') return cron(argument, timeZone);
  if (kind === 'rate') return rate(argument, startedAt);
  if (kind === 'at') return once(argument, timeZone);
  throw new Error(`"${expression}" is no schedule expression`);
}

function rate(argument: string, startedAt: number): NextRun {
  const [, count = '', unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(argument) ?? [];
  const every = Number(count) * (UNIT_MS[unit] ?? 0);
  if (every <= 0) throw new Error(`"rate(${argument})" is no schedule expression`);
  return (after) => startedAt + Math.max(1, Math.floor((after - startedAt) / every) + 1) * every;
}

function once(argument: string, timeZone: string): NextRun {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(argument)?.slice(1).map(Number);
  if (parts === undefined) throw new Error(`"at(${argument})" is no schedule expression`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const moment = instantOf({ year, month, day, hour, minute }, timeZone);
  return (after) => (moment !== null && moment + second * 1000 > after ? moment + second * 1000 : null);
}

/**
 * A local time that a clock change skips is skipped here, too; one that comes twice runs once, at its first coming.
 */
function cron(argument: string, timeZone: string): NextRun {
  const fields = argument.trim().split(/\s+/);
  const [minutes = '', hours = '', days = '', months = '', weekdays = '', years = ''] = fields;
  if (fields.length !== 6) throw new Error(`cron(${argument}) needs six fields`);
  if ((days === '?') === (weekdays === '?')) throw new Error(`cron(${argument}): exactly one of the day fields is "?"`);
  const hoursOf = valuesOf(field(hours, 0, 23), 0, 23);
  const minutesOf = valuesOf(field(minutes, 0, 59), 0, 59);
  const isMonth = field(months, 1, 12, MONTHS);
  const isYear = field(years, 1970, 2199);
  const isDay = days === '?' ? weekdayField(weekdays) : dayField(days);
  return (after) => {
    for (let offset = 0; offset <= DAYS_AHEAD; offset += 1) {
      const day = addDays(localDay(after, timeZone), offset);
      if (!isYear(day.year) || !isMonth(day.month) || !isDay(day)) continue;
      const moment = firstOfDay({ day, hoursOf, minutesOf, timeZone, after });
      if (moment !== null) return moment;
    }
    return null;
  };
}

type DaySearch = {
  readonly day: Day;
  readonly hoursOf: readonly number[];
  readonly minutesOf: readonly number[];
  readonly timeZone: string;
  readonly after: number;
};

function firstOfDay({ day, hoursOf, minutesOf, timeZone, after }: DaySearch): number | null {
  for (const hour of hoursOf) {
    for (const minute of minutesOf) {
      const moment = instantOf({ ...day, hour, minute }, timeZone);
      if (moment !== null && moment > after) return moment;
    }
  }
  return null;
}

function valuesOf(isWanted: (value: number) => boolean, lowest: number, highest: number): readonly number[] {
  return Array.from({ length: highest - lowest + 1 }, (_, index) => lowest + index).filter(isWanted);
}
