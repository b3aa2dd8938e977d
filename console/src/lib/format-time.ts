/** The end that means "none". */
const FOREVER = '9999-01-01T00:00:00Z';

export const isForever = (instant: string): boolean => instant >= FOREVER;

/** A day in the site's zone: 1 Nov 2026. */
export const formatDay = (instant: string, locale: string, zone: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: zone }).format(new Date(instant));

/** A minute in the site's zone. */
export const formatMinute = (instant: string, locale: string, zone: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(
    new Date(instant),
  );

/** The last day of a half-open period: the bill of October runs to 1 November and reads "31 Oct". */
export const formatLastDay = (end: string, locale: string, zone: string): string =>
  formatDay(new Date(Date.parse(end) - 1).toISOString(), locale, zone);

/** What the pointer shows: the exact time in UTC. */
export const utcMinute = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "5 minutes ago" within a day, null beyond: then the date says more. */
export function formatRelative(instant: string, now: string, locale: string): string | null {
  const elapsed = Date.parse(instant) - Date.parse(now);
  const size = Math.abs(elapsed);
  if (size >= DAY) return null;
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return size < HOUR
    ? words.format(Math.round(elapsed / MINUTE), 'minute')
    : words.format(Math.round(elapsed / HOUR), 'hour');
}

/** Whole days from one instant to a later one. */
export const daysBetween = (from: string, to: string): number => Math.floor((Date.parse(to) - Date.parse(from)) / DAY);

/** The offset of a zone at an instant in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(new Date(at));
  const part = (type: string): number => Number(parts.find((found) => found.type === type)?.value ?? 0);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - Math.floor(at / 1000) * 1000;
}

/** The instant at which clocks in a zone show a calendar day (2026-11-01) and a time (15:40:00). */
export function instantAt(day: string, time: string, zone: string): string {
  const guess = Date.parse(`${day}T${time}Z`);
  const once = guess - offsetAt(guess, zone);
  return instantOf(guess - offsetAt(once, zone));
}

/** What clocks in a zone show at an instant: 15:40:00. */
export const timeOf = (instant: string, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'medium', hourCycle: 'h23' }).format(new Date(instant));

/** Whether a text is a calendar day: what is still being typed is none. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

/** The instant at which a calendar day (2026-11-01) begins in a zone. What is no day stays as it is, for the API's schema to refuse. */
export const startOfDay = (day: string, zone: string): string => (isDay(day) ? instantAt(day, '00:00:00', zone) : day);

/** The instant at which a calendar day is over in a zone: the end of a validity of which it is the last day. */
export const endOfDay = (day: string, zone: string): string =>
  !isDay(day) ? day : startOfDay(new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10), zone);

/** The last calendar day of a half-open period in a zone. */
export const lastDayOf = (end: string, zone: string): string =>
  dayOf(new Date(Date.parse(end) - 1).toISOString(), zone);

/** The calendar day of an instant in a zone: 2026-11-01. */
export const dayOf = (instant: string, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(instant),
  );

/** RFC 3339 as the API writes it, without milliseconds when there are none. */
export const instantOf = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');
