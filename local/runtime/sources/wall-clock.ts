const MINUTE_MS = 60_000;

/** A calendar day; months count from 1. */
export type Day = { readonly year: number; readonly month: number; readonly day: number };
/** A minute on the clock of some time zone. */
export type Minute = Day & { readonly hour: number; readonly minute: number };

/** 1 is Sunday. */
export function weekday({ year, month, day }: Day): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
}

export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function addDays({ year, month, day }: Day, count: number): Day {
  const date = new Date(Date.UTC(year, month - 1, day + count));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The day on which an instant (epoch ms) falls in a time zone. */
export function localDay(instant: number, timeZone: string): Day {
  return localMinute(instant, timeZone);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function localMinute(instant: number, timeZone: string): Minute {
  const format = formats.get(timeZone) ?? newFormat(timeZone);
  formats.set(timeZone, format);
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  return { year, month, day, hour, minute };
}

function newFormat(timeZone: string): Intl.DateTimeFormat {
  const numeric = 'numeric';
  const date = { year: numeric, month: numeric, day: numeric } as const;
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    ...date,
    hour: numeric,
    minute: numeric,
    hourCycle: 'h23',
    era: 'short',
  });
}

/** The instant of a local time: the first when a clock change repeats it, null when one skips it. */
export function instantOf(wanted: Minute, timeZone: string): number | null {
  const asUtc = Date.UTC(wanted.year, wanted.month - 1, wanted.day, wanted.hour, wanted.minute);
  // Offsets are within 14 hours; a day around the moment sees every offset that may be in force.
  const offsets = [-1440, -180, 0, 180, 1440].map((minutes) => offsetMs(asUtc + minutes * MINUTE_MS, timeZone));
  const candidates = [...new Set(offsets)].map((offset) => asUtc - offset).sort((left, right) => left - right);
  return candidates.find((instant) => isSame(localMinute(instant, timeZone), wanted)) ?? null;
}

function offsetMs(instant: number, timeZone: string): number {
  const { year, month, day, hour, minute } = localMinute(instant, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(instant / MINUTE_MS) * MINUTE_MS;
}

function isSame(left: Minute, right: Minute): boolean {
  return (
    left.day === right.day && left.hour === right.hour && left.minute === right.minute && left.month === right.month
  );
}
