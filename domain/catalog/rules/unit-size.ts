import { type DecimalText, dec, decimalText, isDecimalText } from '../../money/decimal.ts';
import type { ServiceType } from '../catalog.ts';
import type { CatalogIndex } from '../catalog-index.ts';
import type { MeasurementUnit } from '../service-design.ts';

/** What a unit is measured by in the end. */
const rootOf = ({ code, base }: MeasurementUnit): string => base ?? code;

/**
 * How many of the measured unit are one of the billed unit: 60 from seconds to minutes. Null: they measure different things, or the
 * ratio has no end (12 digits must do, or every event would be a little wrong).
 */
export function unitRatio(measured: MeasurementUnit, billed: MeasurementUnit): DecimalText | null {
  if (rootOf(measured) !== rootOf(billed)) return null;
  const ratio = dec(billed.factor).div(dec(measured.factor));
  const text = decimalText(ratio);
  return isDecimalText(text) && ratio.times(dec(measured.factor)).eq(dec(billed.factor)) ? text : null;
}

/** The units of a service type, if it names both and there are such. */
export function unitsOf({ measuredIn = '', billedIn = '' }: ServiceType, { measurementUnit }: CatalogIndex) {
  const measured = measurementUnit.get(measuredIn);
  const billed = measurementUnit.get(billedIn);
  return measured === undefined || billed === undefined ? null : { measured, billed };
}

/** A service type with the unit size that its units make, where it says no other one. */
export function withUnitSize(service: ServiceType, catalog: CatalogIndex): ServiceType {
  const units = unitsOf(service, catalog);
  if (units === null || service.unitSize !== '1') return service;
  return { ...service, unitSize: unitRatio(units.measured, units.billed) ?? service.unitSize };
}
