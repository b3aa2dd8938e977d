import { expect, test } from 'vitest';
import type { ServiceType } from '../../../domain/catalog/catalog.ts';
import { indexCatalog } from '../../../domain/catalog/catalog-index.ts';
import { unitRatio, withUnitSize } from '../../../domain/catalog/rules/unit-size.ts';
import type { MeasurementUnit } from '../../../domain/catalog/service-design.ts';

const unit = (code: string, factor: string, base?: string): MeasurementUnit => ({
  ...{ code, name: code, symbol: code, factor },
  ...(base === undefined ? {} : { base }),
});
const SECOND = unit('s', '1');
const MINUTE = unit('min', '60', 's');
const HOUR = unit('h', '3600', 's');
const WATT_HOUR = unit('Wh', '1');
const KILOWATT_HOUR = unit('kWh', '1000', 'Wh');

test.for([
  [SECOND, MINUTE, '60', 'sixty seconds are a minute'],
  [MINUTE, HOUR, '60', 'both are made of seconds'],
  [WATT_HOUR, KILOWATT_HOUR, '1000', 'a thousand watt-hours'],
  [KILOWATT_HOUR, WATT_HOUR, '0.001', 'a thousandth of a kilowatt-hour'],
  [HOUR, HOUR, '1', 'nothing to convert'],
  [MINUTE, SECOND, null, 'a sixtieth has no end'],
  [MINUTE, KILOWATT_HOUR, null, 'time is not energy'],
] as const)('%o billed in %o: %s, %s', ([measured, billed, ratio]) => {
  expect(unitRatio(measured, billed)).toBe(ratio);
});

const SERVICE: ServiceType = {
  code: 'call',
  name: 'Call',
  mandatoryFields: [],
  optionalFields: [],
  quantity: { from: 'one' },
  unit: 'min',
  unitSize: '1',
  increment: null,
  measuredIn: 's',
  billedIn: 'min',
};
const CATALOG = indexCatalog([
  { kind: 'measurementUnit', object: SECOND },
  { kind: 'measurementUnit', object: MINUTE },
]);

test('a service type takes the size that its units make', () => {
  expect(withUnitSize(SERVICE, CATALOG).unitSize).toBe('60');
});

test.for([
  ['says one itself', { ...SERVICE, unitSize: '30' }, '30'],
  ['names a unit that is not there', { ...SERVICE, billedIn: 'h' }, '1'],
  ['measures in the unit that it bills', { ...SERVICE, measuredIn: 'min' }, '1'],
] as const)('a service type that %s keeps its size', ([, service, size]) => {
  expect(withUnitSize(service, CATALOG).unitSize).toBe(size);
});
