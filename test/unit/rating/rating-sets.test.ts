import { describe, expect, test } from 'vitest';
import type { RatingSet, RatingSetRow } from '../../../domain/catalog/service-design.ts';
import { compileRatingSet } from '../../../domain/rating/rates/compile-rating-set.ts';
import { NOON } from '../../support/usage-world.ts';

const setOf = (rows: readonly RatingSetRow[], changes: Partial<RatingSet> = {}): RatingSet => ({
  code: 'CALLS',
  name: 'Calls',
  serviceType: 'voice',
  fields: [
    { name: 'origin', match: 'exact' },
    { name: 'destination', match: 'prefix' },
  ],
  rows,
  ...changes,
});

const row = (
  match: RatingSetRow['match'],
  zone: string,
  changes: Omit<RatingSetRow, 'match' | 'zone'> = {},
): RatingSetRow => ({ match, zone, ...changes });

function zoneOf(set: RatingSet, fields: Readonly<Record<string, string>>, at = NOON): string | null {
  return compileRatingSet(set).zoneOf((field) => fields[field], at);
}

const DIALLED: readonly RatingSetRow[] = [
  row({ destination: '386' }, 'SI'),
  row({ destination: '38640' }, 'SI mobile'),
  row({ destination: '39' }, 'IT'),
];

test.for([
  { destination: '38640123456', zone: 'SI mobile', because: 'the longest prefix that a row has' },
  { destination: '38641123456', zone: 'SI', because: 'the longer prefix does not fit' },
  { destination: '386', zone: 'SI', because: 'the number may be as short as the prefix' },
  { destination: '38', zone: null, because: 'half a prefix is none' },
  { destination: '49', zone: null, because: 'no row has it' },
])('the dialled number $destination lies in $zone: $because', ({ destination, zone }) => {
  expect(zoneOf(setOf(DIALLED), { destination })).toBe(zone);
});

test('what no row meets lies in the zone for the rest', () => {
  expect(zoneOf(setOf(DIALLED, { otherwise: 'World' }), { destination: '49' })).toBe('World');
});

test('an event without the field meets only rows that do not look at it', () => {
  expect(zoneOf(setOf([...DIALLED, row({}, 'anywhere')]), { origin: 'home' })).toBe('anywhere');
});

describe('of several rows that fit', () => {
  const call = { origin: 'roaming', destination: '38640123456' };

  test.for([
    {
      rows: [row({ destination: '38640' }, 'prefix'), row({ origin: 'roaming', destination: '3' }, 'both')],
      zone: 'both',
      because: 'two fields go before one, whatever the prefix',
    },
    {
      rows: [
        row({ origin: 'roaming', destination: '38' }, 'short'),
        row({ origin: 'roaming', destination: '3864' }, 'long'),
      ],
      zone: 'long',
      because: 'among equal fields the longer prefix',
    },
    {
      rows: [row({ origin: 'roaming', destination: '38640' }, 'exact'), row({}, 'promotion', { priority: 1 })],
      zone: 'promotion',
      because: 'priority goes before everything',
    },
    {
      rows: [row({ origin: 'roaming' }, 'usual'), row({ origin: 'roaming' }, 'last', { priority: -1 })],
      zone: 'usual',
      because: 'a negative priority goes after none',
    },
    {
      rows: [row({ destination: '3' }, 'first'), row({ destination: '3' }, 'second')],
      zone: 'first',
      because: 'equal rows go in their order',
    },
    {
      rows: [row({ destination: '386' }, 'over'), row({ destination: '38' }, 'valid')].map((each) =>
        each.zone === 'over' ? { ...each, validTo: NOON } : each,
      ),
      zone: 'valid',
      because: 'a row is over at its end',
    },
    {
      rows: [row({ destination: '386' }, 'tomorrow', { validFrom: NOON + 1 }), row({ destination: '38' }, 'valid')],
      zone: 'valid',
      because: 'a row that has not begun does not count',
    },
    {
      rows: [row({ destination: '38' }, 'wider'), row({ destination: '386' }, 'from now', { validFrom: NOON })],
      zone: 'from now',
      because: 'a row counts from its begin',
    },
    {
      rows: [
        row({ destination: '386' }, 'old', { validTo: NOON, priority: 9 }),
        row({ destination: '386' }, 'new', { validFrom: NOON }),
      ],
      zone: 'new',
      because: 'rows of the same value follow one another in time',
    },
  ])('$zone: $because', ({ rows, zone }) => {
    expect(zoneOf(setOf(rows), call)).toBe(zone);
  });
});

test('prefixes of several fields count together, and the row before among equals', () => {
  const set = setOf(
    [
      row({ from: '38', to: '1' }, '2 + 1'),
      row({ from: '3', to: '12' }, '1 + 2'),
      row({ from: '386', to: '1' }, '3 + 1'),
    ],
    {
      fields: [
        { name: 'from', match: 'prefix' },
        { name: 'to', match: 'prefix' },
      ],
    },
  );
  expect(zoneOf(set, { from: '3861', to: '123' })).toBe('3 + 1');
  expect(zoneOf(set, { from: '3851', to: '123' })).toBe('2 + 1');
  expect(zoneOf(set, { from: '3951', to: '123' })).toBe('1 + 2');
});

test('values never run into one another', () => {
  const set = setOf(
    [row({ origin: '1 a', destination: 'b' }, 'wrong'), row({ origin: '1', destination: 'a b' }, 'right')],
    {
      fields: [
        { name: 'origin', match: 'exact' },
        { name: 'destination', match: 'exact' },
      ],
    },
  );
  expect(zoneOf(set, { origin: '1', destination: 'a b' })).toBe('right');
});

describe('zones', () => {
  const zones = [
    { zone: 'Ljubljana', parent: 'Slovenia' },
    { zone: 'Slovenia', parent: 'Europe' },
    { zone: 'egg', parent: 'hen' },
    { zone: 'hen', parent: 'egg' },
    { zone: 'self', parent: 'self' },
  ];
  const { outwards } = compileRatingSet(setOf([], { zones }));

  test.for([
    { zone: 'Ljubljana', lies: ['Ljubljana', 'Slovenia', 'Europe'], because: 'from within to the widest' },
    { zone: 'Europe', lies: ['Europe'], because: 'it has no parent' },
    { zone: 'Mars', lies: ['Mars'], because: 'it has no line at all' },
    { zone: 'egg', lies: ['egg', 'hen'], because: 'a circle is gone round once' },
    { zone: 'self', lies: ['self'], because: 'a zone in itself is one zone' },
  ])('$zone lies in $lies: $because', ({ zone, lies }) => {
    expect(outwards(zone)).toEqual(lies);
  });
});

test('ten thousand rows are found by a few look-ups, not by reading them', () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => row({ destination: `${10_000 + index}` }, `z${index}`));
  let reads = 0;
  const set = compileRatingSet(setOf(rows));
  const zone = set.zoneOf((field) => {
    reads += 1;
    return field === 'destination' ? '19999123' : undefined;
  }, NOON);
  expect({ zone, reads }).toEqual({ zone: 'z9999', reads: 1 });
});
