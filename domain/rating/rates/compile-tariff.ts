import type { TariffCalendar, Weekday } from '../../catalog/service-design.ts';
import { type DayNumber, dateOfDay, weekdayOf } from '../../time/civil.ts';
import { clockRuns } from '../../time/clock-runs.ts';
import type { Instant, Period } from '../../time/instant.ts';
import { earlier, later } from '../../time/order.ts';
import { dayNumberAt } from '../../time/zone-calendar.ts';

/** A stretch of time in one band; null: no band covers it. */
export type BandStretch = Period & { readonly band: string | null };

/** A tariff calendar laid out in the site's zone. */
export type CompiledTariff = {
  readonly bandAt: (at: Instant) => string | null;
  /** The bands of a period, in order and without gaps; neighbours differ. */
  readonly stretches: (period: Period) => readonly BandStretch[];
};

/** Part of a day by the clock, in milliseconds since midnight. */
type ClockBand = { readonly from: number; readonly to: number; readonly band: string | null };

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const satisfies readonly Weekday[];
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const KEPT_DAYS = 1024;

/**
 * A band holds while the clock on the wall shows its time. So on the day that has 25 hours a band of the repeated hour holds twice, and on
 * the day that has 23 a band of the skipped one not at all. A day is laid out when it is first needed.
 */
export function compileTariff({ bands, holidays }: TariffCalendar, zone: string): CompiledTariff {
  const byKind = new Map<Weekday, readonly ClockBand[]>(
    [...WEEKDAYS, 'holiday' as const].map((kind) => [
      kind,
      clockBands(bands.filter(({ days }) => days.includes(kind))),
    ]),
  );
  const freeDays = new Set(holidays);
  const days = new Map<DayNumber, readonly BandStretch[]>();

  const stretchesOfDay = (day: DayNumber): readonly BandStretch[] => {
    const known = days.get(day);
    if (known !== undefined) return known;
    const stretches = layOut(byKind.get(kindOf(day, freeDays)) ?? [], zone, day);
    if (days.size >= KEPT_DAYS) days.clear();
    days.set(day, stretches);
    return stretches;
  };

  const stretchAt = (at: Instant): BandStretch | undefined =>
    stretchesOfDay(dayNumberAt(zone, at)).find(({ to }) => at < to);

  return {
    bandAt: (at) => stretchAt(at)?.band ?? null,
    stretches({ from, to }) {
      const first = stretchAt(from);
      if (first !== undefined && to <= first.to) return [{ from, to, band: first.band }];
      const stretches: BandStretch[] = [];
      for (let day = dayNumberAt(zone, from), at = from; at < to; day += 1) {
        for (const stretch of stretchesOfDay(day)) {
          if (stretch.to <= at || at >= to) continue;
          at = earlier(stretch.to, to);
          addStretch(stretches, { from: later(stretch.from, from), to: at, band: stretch.band });
        }
      }
      return stretches;
    },
  };
}

function kindOf(day: DayNumber, freeDays: ReadonlySet<string>): Weekday {
  const { year, month, day: dayOfMonth } = dateOfDay(day);
  const everyYear = `${`${month}`.padStart(2, '0')}-${`${dayOfMonth}`.padStart(2, '0')}`;
  if (freeDays.has(everyYear) || freeDays.has(`${`${year}`.padStart(4, '0')}-${everyYear}`)) return 'holiday';
  return WEEKDAYS[weekdayOf(day) - 1] ?? 'holiday';
}

/** The whole day by the clock; where bands overlap, the first of the list holds. */
function clockBands(bands: TariffCalendar['bands']): readonly ClockBand[] {
  const timed = bands.map(({ band, from, to }) => ({ band, from: clockTime(from), to: clockTime(to) }));
  const edges = [...new Set([0, DAY_MS, ...timed.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
  const parts: ClockBand[] = [];
  for (const [index, to] of edges.entries()) {
    const from = edges[index - 1];
    if (from === undefined) continue;
    const band = timed.find((each) => each.from <= from && from < each.to)?.band ?? null;
    parts.push({ from, to, band });
  }
  return parts;
}

/** `HH:MM`, up to `24:00`. */
function clockTime(text: string): number {
  const [hours = '', minutes = ''] = text.split(':');
  return (parseInt(hours, 10) * 60 + parseInt(minutes, 10)) * MINUTE_MS;
}

function layOut(bands: readonly ClockBand[], zone: string, day: DayNumber): readonly BandStretch[] {
  const stretches: BandStretch[] = [];
  for (const run of clockRuns(zone, day)) {
    for (const { from, to, band } of bands) {
      const begins = later(run.from, run.from + from - run.clock);
      const ends = earlier(run.to, run.from + to - run.clock);
      if (begins < ends) addStretch(stretches, { from: begins, to: ends, band });
    }
  }
  return stretches;
}

/** A stretch that goes on in the band before it makes that one longer. */
function addStretch(stretches: BandStretch[], stretch: BandStretch): void {
  const before = stretches.at(-1);
  if (before !== undefined && before.band === stretch.band)
    stretches[stretches.length - 1] = { ...before, to: stretch.to };
  else stretches.push(stretch);
}
