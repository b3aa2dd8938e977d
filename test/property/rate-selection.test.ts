import { describe, expect, test } from 'vitest';
import type { ServiceType } from '../../domain/catalog/catalog.ts';
import { compilePriceBook } from '../../domain/catalog/compile-price-book.ts';
import type { RatingSet, RatingSetRow, TariffCalendar, Weekday } from '../../domain/catalog/service-design.ts';
import { dec, sum, ZERO } from '../../domain/money/decimal.ts';
import { compileRatingSet } from '../../domain/rating/rates/compile-rating-set.ts';
import { compileTariff } from '../../domain/rating/rates/compile-tariff.ts';
import { measureQuantity } from '../../domain/rating/rates/measure-quantity.ts';
import type { RatedPart } from '../../domain/rating/rates/rated-part.ts';
import { selectRates } from '../../domain/rating/rates/select-rates.ts';
import { type Instant, instantText } from '../../domain/time/instant.ts';
import { fc } from '../support/chance.ts';
import { at, DATA, EUR, usageProduct, VOICE } from '../support/usage-world.ts';

describe('rating sets', () => {
  const value = fc.string({ unit: fc.constantFrom('1', '2'), minLength: 1, maxLength: 4 });
  const time = fc.integer({ min: 0, max: 10 });
  const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const row = fc
    .record({
      from: optional(value),
      to: optional(value),
      priority: optional(fc.integer({ min: -1, max: 1 })),
      begins: optional(time),
      ends: optional(time),
    })
    .map(
      ({ from, to, priority, begins, ends }) =>
        (zone: string): RatingSetRow => ({
          zone,
          match: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
          ...(priority === undefined ? {} : { priority }),
          ...(begins === undefined ? {} : { validFrom: begins }),
          ...(ends === undefined ? {} : { validTo: ends }),
        }),
    );
  const how = fc.constantFrom('exact' as const, 'prefix' as const);
  const sets = fc.record({ rows: fc.array(row, { maxLength: 20 }), from: how, to: how }).map(
    ({ rows, from, to }): RatingSet => ({
      code: 'SET',
      name: 'Set',
      serviceType: 'voice',
      fields: [
        { name: 'from', match: from },
        { name: 'to', match: to },
      ],
      rows: rows.map((make, index) => make(`zone ${index}`)),
      otherwise: 'the rest',
    }),
  );

  /** Reads every row and sorts those that fit: highest priority, most fields, most letters of prefixes, first in the list. */
  function slowly({ fields, rows, otherwise }: RatingSet, event: Record<string, string | undefined>, now: Instant) {
    const fitting = rows.filter(
      ({ match, validFrom = 0, validTo = 99 }) =>
        validFrom <= now &&
        now < validTo &&
        fields.every(({ name, match: as }) => {
          const wanted = match[name];
          if (wanted === undefined) return true;
          return as === 'exact' ? event[name] === wanted : event[name]?.startsWith(wanted) === true;
        }),
    );
    const rank = ({ match, priority = 0 }: RatingSetRow) => [
      priority,
      Object.keys(match).length,
      fields.reduce((letters, { name, match: as }) => letters + (as === 'prefix' ? (match[name] ?? '').length : 0), 0),
    ];
    const sorted = fitting.toSorted((left, right) => {
      const difference = rank(right).map((each, index) => each - (rank(left)[index] ?? 0));
      return difference.find((each) => each !== 0) ?? rows.indexOf(left) - rows.indexOf(right);
    });
    return sorted[0]?.zone ?? otherwise;
  }

  test('the compiled set finds the row that reading and sorting all rows finds', () => {
    fc.assert(
      fc.property(sets, optional(value), optional(value), time, (set, from, to, now) => {
        const event: Record<string, string | undefined> = { from, to };
        expect(compileRatingSet(set).zoneOf((field) => event[field], now)).toBe(slowly(set, event, now));
      }),
      { numRuns: 500 },
    );
  });
});

const ZONE = 'Europe/Ljubljana';
const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'];
const HOUR = 3_600_000;
/** Around both changes of the clock, a new year and a holiday. */
const days = fc.constantFrom(
  '2026-03-28T00:00:00Z',
  '2026-10-24T00:00:00Z',
  '2026-12-30T00:00:00Z',
  '2026-05-01T00:00:00Z',
);
const instants = fc
  .tuple(days, fc.integer({ min: 0, max: 72 * 3600 }))
  .map(([day, seconds]) => at(day) + seconds * 1000);

const clock = fc.integer({ min: 0, max: 48 }).map((halves) => {
  const hours = `${halves >> 1}`.padStart(2, '0');
  return `${hours}:${halves % 2 === 0 ? '00' : '30'}`;
});
const calendars = fc
  .array(fc.record({ days: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }), from: clock, to: clock }), {
    maxLength: 6,
  })
  .map(
    (bands): TariffCalendar => ({
      code: 'TARIFF',
      name: 'Tariff',
      bands: bands.filter(({ from, to }) => from < to).map((each, index) => ({ ...each, band: `band ${index % 3}` })),
      holidays: ['05-02', '2027-01-01'],
    }),
  );

const wall = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  weekday: 'short',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** The band by a clock on the wall and a calendar beside it. */
function bandByTheWall({ bands, holidays }: TariffCalendar, instant: Instant): string | null {
  const shown = Object.fromEntries(wall.formatToParts(instant).map(({ type, value }) => [type, value]));
  const date = `${shown['month']}-${shown['day']}`;
  const isHoliday = holidays.includes(date) || holidays.includes(`${shown['year']}-${date}`);
  const day = isHoliday ? 'holiday' : shown['weekday']?.toLowerCase();
  const now = `${shown['hour']}:${shown['minute']}`;
  return bands.find((each) => each.days.some((one) => one === day) && each.from <= now && now < each.to)?.band ?? null;
}

describe('tariff calendars', () => {
  test('a band holds while the clock on the wall shows its time', () => {
    fc.assert(
      fc.property(calendars, instants, (calendar, instant) => {
        expect(compileTariff(calendar, ZONE).bandAt(instant)).toBe(bandByTheWall(calendar, instant));
      }),
      { numRuns: 500 },
    );
  });

  test('the stretches of a period follow one another, fill it, and differ from their neighbours', () => {
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 1, max: 60 * HOUR }), (calendar, from, length) => {
        const stretches = compileTariff(calendar, ZONE).stretches({ from, to: from + length });
        expect(stretches[0]?.from).toBe(from);
        expect(stretches.at(-1)?.to).toBe(from + length);
        for (const [index, stretch] of stretches.entries()) {
          const next = stretches[index + 1];
          expect(stretch.from).toBeLessThan(stretch.to);
          expect(next?.from ?? stretch.to).toBe(stretch.to);
          expect(next?.band).not.toBe(stretch.band);
          for (const instant of [stretch.from, stretch.to - 1]) {
            expect(bandByTheWall(calendar, instant)).toBe(stretch.band);
          }
        }
      }),
    );
  });
});

/** A product with a rate for each band and one for the rest, selected from for one event. */
function partsOf(
  serviceType: ServiceType,
  calendar: TariffCalendar,
  event: { at: Instant; end: Instant; volume?: string },
) {
  const bands = ['band 0', 'band 1'];
  const product = usageProduct(serviceType.code, { model: 'per-unit', unitPrice: '1' });
  const book = compilePriceBook({ siteId: 'demo', version: 1, zone: ZONE }, [
    { kind: 'resource', object: EUR },
    { kind: 'tariffCalendar', object: calendar },
    {
      kind: 'product',
      object: {
        ...product,
        versions: product.versions.map((version) => ({
          ...version,
          ratePlan: {
            calendar: calendar.code,
            otherwise: 'price',
            rates: bands.map((timeBand) => ({ timeBand, details: [{ price: version.price }] })),
          },
        })),
      },
    },
  ]);
  const fields = { end: instantText(event.end), volume: event.volume ?? '0' };
  const usage = { id: '1', at: event.at, serviceType: serviceType.code, identifier: '1', fields };
  const quantity = measureQuantity(serviceType, event.at, fields);
  const known = book.products.get(product.code);
  const version = known?.versions[0];
  if (!quantity.ok || known === undefined || version === undefined) throw new Error('cannot be measured');
  const priced = { product: known, version };
  const selected = selectRates({ book, serviceType, priced, event: usage, quantity: quantity.value });
  if (!selected.ok) throw new Error(selected.error.detail);
  return { quantity: quantity.value, parts: selected.value };
}

const durations = fc.integer({ min: 0, max: 30 * HOUR });
const increments = fc.constantFrom(null, '1', '0.5', '7');
const minimums = fc.constantFrom({}, { minimumQuantity: '3' }, { minimumQuantity: '90' });
const volumes = fc.integer({ min: 0, max: 10_000_000 }).map((number) => dec(`${number}`).div(1000).toFixed());

describe('an event over the edges of bands', () => {
  const calls = fc
    .tuple(increments, minimums)
    .map(([increment, least]): ServiceType => ({ ...VOICE, ...least, increment }));
  const readings = fc
    .tuple(increments, minimums)
    .map(([increment, least]): ServiceType => ({ ...DATA, ...least, increment, endField: 'end' }));

  test('its parts sum to the whole, none is negative, none is nothing beside others, and neighbours have different rates', () => {
    fc.assert(
      fc.property(
        fc.oneof(calls, readings),
        calendars,
        instants,
        durations,
        volumes,
        (type, calendar, from, length, volume) => {
          const { quantity, parts } = partsOf(type, calendar, { at: from, end: from + length, volume });
          expect(sum(parts.map((part) => part.quantity)).toFixed()).toBe(quantity.toFixed());
          expect(parts.length).toBeGreaterThan(0);
          for (const [index, part] of parts.entries()) {
            const next = parts[index + 1];
            expect(part.quantity.gt(ZERO) || parts.length === 1).toBe(true);
            if (next !== undefined) {
              expect(part.at).toBeLessThan(next.at);
              expect(part.rate).not.toBe(next.rate);
            }
            if (type.increment !== null) expect(part.quantity.div(type.increment).decimalPlaces()).toBe(0);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  const byRate = (parts: readonly RatedPart[]): Record<string, string> => {
    const totals: Record<string, string> = {};
    for (const { rate, quantity } of parts) {
      totals[rate.place] = quantity.plus(totals[rate.place] ?? '0').toFixed();
    }
    return totals;
  };

  test('a call costs what it does minute by minute, each started minute at the rate of its beginning', () => {
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 1, max: 6 * HOUR }), (calendar, from, length) => {
        const minutes: Record<string, string> = {};
        for (let begun = from; begun < from + length; begun += 60_000) {
          const place = ['band 0', 'band 1'].indexOf(bandByTheWall(calendar, begun) ?? '') + 1;
          minutes[place] = dec(minutes[place] ?? '0')
            .plus(1)
            .toFixed();
        }
        expect(byRate(partsOf(VOICE, calendar, { at: from, end: from + length }).parts)).toEqual(minutes);
      }),
    );
  });
});
