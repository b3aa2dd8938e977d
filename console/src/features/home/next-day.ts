/** The calendar day after one: 2026-12-31 → 2027-01-01. */
export const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The first day of the month after: 2026-12-31 → 2027-01-01. */
export function nextMonth(day: string): string {
  const [year = 0, month = 1] = day.split('-').map((part) => Number.parseInt(part, 10));
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}
