import { dayOf, endOfDay, lastDayOf, startOfDay } from '../../lib/format-time.ts';

/** Calendar days, both within. */
export type Days = { readonly from?: string | undefined; readonly to?: string | undefined };

/** The instants that the days begin and end with; null while a day is missing. */
export const instantsOf = ({ from, to }: Days, zone: string): { readonly from: string; readonly to: string } | null =>
  from === undefined || to === undefined ? null : { from: startOfDay(from, zone), to: endOfDay(to, zone) };

/** The days of a half-open period. */
export const daysOf = ({ from, to }: { from: string; to: string }, zone: string): Required<Days> => ({
  from: dayOf(from, zone),
  to: lastDayOf(to, zone),
});
