import type { ServiceField, ServiceType } from '../catalog/catalog.ts';
import { READS_AS } from '../catalog/field-values.ts';
import { ok, type Result } from '../result.ts';
import { type Suspension, suspend } from './suspension.ts';

const LOOKS_LIKE: Readonly<Record<ServiceField['type'], string>> = {
  text: 'a text',
  decimal: 'a plain decimal such as 12.5, at most 21 digits before and 12 after the point',
  instant: 'an RFC 3339 time such as 2026-03-01T12:00:00Z',
};

/** Mandatory fields are there and every known field has its type. Fields the service type does not know are kept as they are. */
export function checkFields(
  serviceType: ServiceType,
  fields: Readonly<Record<string, string>>,
): Result<null, Suspension> {
  for (const { name } of serviceType.mandatoryFields) {
    if (fields[name] === undefined || fields[name] === '') {
      return suspend('MISSING_FIELD', `The field ${name} is mandatory for ${serviceType.code}. Add it and retry.`);
    }
  }
  for (const { name, type } of [...serviceType.mandatoryFields, ...serviceType.optionalFields]) {
    const value = fields[name];
    if (value !== undefined && !READS_AS[type](value)) {
      return suspend('INVALID_FIELD', `The field ${name} is ${LOOKS_LIKE[type]}, not "${value.slice(0, 60)}".`);
    }
  }
  return ok(null);
}
