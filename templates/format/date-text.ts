import { printableLocale } from './locale.ts';

type Style = 'date' | 'date-time';
const STYLES = {
  date: { dateStyle: 'medium' },
  'date-time': { dateStyle: 'medium', timeStyle: 'short' },
} as const satisfies Record<Style, Intl.DateTimeFormatOptions>;

const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(style: Style, locale: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${style} ${locale} ${timeZone}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  if (formats.size >= 200) formats.clear();
  const made = new Intl.DateTimeFormat(printableLocale(locale), { ...STYLES[style], timeZone });
  formats.set(key, made);
  return made;
}

/** The day (or minute) of an RFC 3339 instant on the calendar of `timeZone`. What is no time comes back as it is. */
export function dateText(at: string, style: Style, locale: string, timeZone: string): string {
  const instant = Date.parse(at);
  return Number.isNaN(instant) ? at : dateFormat(style, locale, timeZone).format(instant);
}

/**
 * A half-open period as people read it: first day to last day inside, so `[1 March, 1 April)` is `Mar 1 – 31, 2026`.
 * The end is shortened by a millisecond because midnight belongs to the next day.
 */
export function periodText(
  period: { readonly from: string; readonly to: string },
  locale: string,
  timeZone: string,
): string {
  const from = Date.parse(period.from);
  const to = Date.parse(period.to);
  if (Number.isNaN(from) || Number.isNaN(to)) return `${period.from} – ${period.to}`;
  return dateFormat('date', locale, timeZone).formatRange(from, Math.max(from, to - 1));
}
