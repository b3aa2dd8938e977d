/** A day of the calendar, counted from 1970-01-01. The same number everywhere; when it begins depends on the zone. */
export type DayNumber = number;

/** A day as people write it; `month` is 1 to 12. */
export type LocalDate = { readonly year: number; readonly month: number; readonly day: number };

const DAYS_OF_400_YEARS = 146_097;

/**
 * Integer arithmetic instead of date objects: cycles are looked up for every event that is rated. Years begin in March here, so
 * that the leap day is a year's last day.
 */
export function dayNumber({ year, month, day }: LocalDate): DayNumber {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_OF_400_YEARS + dayOfEra - 719_468;
}

export function dateOfDay(number: DayNumber): LocalDate {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / DAYS_OF_400_YEARS);
  const dayOfEra = shifted - era * DAYS_OF_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** Monday is 1, Sunday is 7. */
export const weekdayOf = (number: DayNumber): number => ((((number + 3) % 7) + 7) % 7) + 1;

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Months since year 0, for counting in months. */
export const monthNumber = ({ year, month }: { readonly year: number; readonly month: number }): number =>
  year * 12 + month - 1;

/** The day of a month, or the month's last one when it is shorter. */
export function clampedDay(months: number, day: number): DayNumber {
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  return dayNumber({ year, month, day: Math.min(day, daysInMonth(year, month)) });
}
