import { describe, expect, test } from 'vitest';
import type { TariffCalendar, TimeBand } from '../../../domain/catalog/service-design.ts';
import { compileTariff } from '../../../domain/rating/rates/compile-tariff.ts';
import { instantText } from '../../../domain/time/instant.ts';
import { at } from '../../support/usage-world.ts';

const ZONE = 'Europe/Ljubljana';
const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const EVERY_DAY = [...WORKDAYS, 'sat', 'sun', 'holiday'] as const;

const calendar = (bands: readonly TimeBand[], holidays: readonly string[] = []): TariffCalendar => ({
  code: 'PEAK',
  name: 'Peak and off-peak',
  bands,
  holidays,
});

const BUSINESS = calendar(
  [
    { band: 'peak', days: WORKDAYS, from: '07:00', to: '20:00' },
    { band: 'weekend', days: ['sat', 'sun'], from: '00:00', to: '24:00' },
    { band: 'holiday', days: ['holiday'], from: '00:00', to: '24:00' },
    { band: 'night', days: WORKDAYS, from: '00:00', to: '24:00' },
  ],
  ['2026-04-06', '05-01'],
);

test.for([
  { time: '2026-03-16T07:00:00+01:00', band: 'peak', because: 'a band has its first instant' },
  { time: '2026-03-16T06:59:59.999+01:00', band: 'night', because: 'peak has not begun' },
  { time: '2026-03-16T20:00:00+01:00', band: 'night', because: 'a band does not have its end' },
  { time: '2026-03-16T12:00:00+01:00', band: 'peak', because: 'night covers noon, too, and is later in the list' },
  { time: '2026-03-14T12:00:00+01:00', band: 'weekend', because: 'it is a Saturday' },
  { time: '2026-03-15T23:59:59+01:00', band: 'weekend', because: 'a day lasts to 24:00' },
  { time: '2026-03-15T23:30:00Z', band: 'night', because: 'it is Monday already where the site is' },
  { time: '2026-04-06T12:00:00+02:00', band: 'holiday', because: 'Easter Monday is no Monday' },
  { time: '2027-04-06T12:00:00+02:00', band: 'peak', because: 'a holiday with a year is that year’s' },
  { time: '2027-05-01T12:00:00+02:00', band: 'holiday', because: 'a holiday without a year comes every year' },
])('$time is in the band $band: $because', ({ time, band }) => {
  expect(compileTariff(BUSINESS, ZONE).bandAt(at(time))).toBe(band);
});

test('what no band covers has no band', () => {
  const tariff = compileTariff(calendar([{ band: 'lunch', days: ['mon'], from: '12:00', to: '13:00' }]), 'UTC');
  expect(tariff.bandAt(at('2026-03-16T11:59:00Z'))).toBeNull();
  expect(tariff.bandAt(at('2026-03-16T12:59:00Z'))).toBe('lunch');
  expect(tariff.bandAt(at('2026-03-17T12:30:00Z'))).toBeNull();
});

const shown = (tariff: TariffCalendar, from: string, to: string, zone = ZONE) =>
  compileTariff(tariff, zone)
    .stretches({ from: at(from), to: at(to) })
    .map((each) => [instantText(each.from), instantText(each.to), each.band]);

test('a period is cut at the edges of bands and nowhere else', () => {
  expect(shown(BUSINESS, '2026-03-16T18:30:00+01:00', '2026-03-17T08:00:00+01:00')).toEqual([
    ['2026-03-16T17:30:00Z', '2026-03-16T19:00:00Z', 'peak'],
    ['2026-03-16T19:00:00Z', '2026-03-17T06:00:00Z', 'night'],
    ['2026-03-17T06:00:00Z', '2026-03-17T07:00:00Z', 'peak'],
  ]);
});

test('a band that goes on over midnight is one stretch', () => {
  expect(shown(BUSINESS, '2026-03-14T12:00:00+01:00', '2026-03-15T12:00:00+01:00')).toEqual([
    ['2026-03-14T11:00:00Z', '2026-03-15T11:00:00Z', 'weekend'],
  ]);
});

describe('when the clock changes', () => {
  const EDGE_AT_HALF_PAST_TWO = calendar([
    { band: 'early', days: EVERY_DAY, from: '00:00', to: '02:30' },
    { band: 'late', days: EVERY_DAY, from: '02:30', to: '24:00' },
  ]);

  test('a day of 23 hours goes from band to band where the clock leaps over the edge', () => {
    expect(shown(EDGE_AT_HALF_PAST_TWO, '2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00')).toEqual([
      ['2026-03-28T23:00:00Z', '2026-03-29T01:00:00Z', 'early'],
      ['2026-03-29T01:00:00Z', '2026-03-29T22:00:00Z', 'late'],
    ]);
  });

  test('a day of 25 hours has the bands of its repeated hour twice', () => {
    expect(shown(EDGE_AT_HALF_PAST_TWO, '2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00')).toEqual([
      ['2026-10-24T22:00:00Z', '2026-10-25T00:30:00Z', 'early'],
      ['2026-10-25T00:30:00Z', '2026-10-25T01:00:00Z', 'late'],
      ['2026-10-25T01:00:00Z', '2026-10-25T01:30:00Z', 'early'],
      ['2026-10-25T01:30:00Z', '2026-10-25T23:00:00Z', 'late'],
    ]);
  });

  test('a band that lies in the skipped hour does not hold on that day', () => {
    const skipped = calendar([{ band: 'witching', days: EVERY_DAY, from: '02:00', to: '03:00' }]);
    expect(shown(skipped, '2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00')).toEqual([
      ['2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', null],
    ]);
    expect(shown(skipped, '2026-10-25T00:00:00+02:00', '2026-10-25T06:00:00+01:00')).toEqual([
      ['2026-10-24T22:00:00Z', '2026-10-25T00:00:00Z', null],
      ['2026-10-25T00:00:00Z', '2026-10-25T02:00:00Z', 'witching'],
      ['2026-10-25T02:00:00Z', '2026-10-25T05:00:00Z', null],
    ]);
  });

  test('a zone whose midnight is skipped begins its day at one', () => {
    const tariff = compileTariff(
      calendar([{ band: 'first', days: EVERY_DAY, from: '00:00', to: '01:30' }]),
      'Africa/Cairo',
    );
    // 24 April 2026: 00:00 becomes 01:00.
    expect(tariff.bandAt(at('2026-04-23T22:00:00Z'))).toBe('first');
    expect(tariff.bandAt(at('2026-04-23T22:29:59Z'))).toBe('first');
    expect(tariff.bandAt(at('2026-04-23T22:30:00Z'))).toBeNull();
  });
});
