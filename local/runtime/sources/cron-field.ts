import { type Day, daysIn, weekday } from './wall-clock.ts';

export const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const WEEKDAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ');

/** `*`, `5`, `1-5`, `MON-FRI`, `0/15`, `1-30/5`, and lists of these. */
export function field(
  text: string,
  lowest: number,
  highest: number,
  names: readonly string[] = [],
): (value: number) => boolean {
  const ranges = text.split(',').map((part) => {
    const [range = '', step] = part.split('/');
    const [from = '', to] = range === '*' ? [String(lowest), String(highest)] : range.split('-');
    const first = numberOf(from, names);
    const last = to === undefined ? (step === undefined ? first : highest) : numberOf(to, names);
    const every = step === undefined ? 1 : Number(step);
    const isValid = first >= lowest && last <= highest && first <= last && every >= 1;
    if (!isValid || !Number.isInteger(every)) throw new Error(`"${text}" is no field of a cron expression`);
    return { first, last, every };
  });
  return (value) =>
    ranges.some(({ first, last, every }) => value >= first && value <= last && (value - first) % every === 0);
}

function numberOf(text: string, names: readonly string[]): number {
  const position = names.indexOf(text.toUpperCase());
  if (position >= 0) return position + 1;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

/** Day of the month; `L` is its last, `15W` the weekday nearest to the 15th. */
export function dayField(text: string): (day: Day) => boolean {
  if (text === 'L') return ({ year, month, day }) => day === daysIn(year, month);
  const near = /^(\d+)W$/.exec(text)?.[1];
  if (near !== undefined) return (day) => day.day === nearestWeekday(day, Number(near));
  const isDay = field(text, 1, 31);
  return ({ day }) => isDay(day);
}

/** Day of the week, 1 is Sunday; `6L` is the month's last Friday, `6#3` its third. */
export function weekdayField(text: string): (day: Day) => boolean {
  const [, named = '', kind = '', ordinal] = /^(\w+?)(L|#)(\d)?$/.exec(text) ?? [];
  if (kind === 'L') {
    return (day) => weekday(day) === numberOf(named, WEEKDAYS) && day.day + 7 > daysIn(day.year, day.month);
  }
  if (kind === '#') {
    return (day) => weekday(day) === numberOf(named, WEEKDAYS) && Math.ceil(day.day / 7) === Number(ordinal);
  }
  const isWeekday = field(text, 1, 7, WEEKDAYS);
  return (day) => isWeekday(weekday(day));
}

function nearestWeekday({ year, month }: Day, wanted: number): number {
  const day = Math.min(wanted, daysIn(year, month));
  const on = weekday({ year, month, day });
  if (on === 7) return day === 1 ? 3 : day - 1;
  if (on === 1) return day === daysIn(year, month) ? day - 2 : day + 1;
  return day;
}
