import type { FieldProblem } from '../../refusal.ts';
import type { ServiceField } from '../catalog.ts';
import type { CatalogIndex } from '../catalog-index.ts';
import type { EventGenerator, FieldSource } from '../event-generator.ts';
import { fieldTypesOf } from './field-types-of.ts';

/** What type of field a source fills; null: any, its text is read as the field's type. */
const FILLS = {
  constant: null,
  attribute: null,
  balance: 'decimal',
  'cycle-start': 'instant',
  'cycle-end': 'instant',
} as const satisfies Record<FieldSource['from'], ServiceField['type'] | null>;

/** The event that is made must be one that its service type takes. */
export function eventGeneratorProblems(
  { serviceType, mapper }: EventGenerator,
  catalog: CatalogIndex,
): readonly FieldProblem[] {
  const service = catalog.serviceType.get(serviceType);
  if (service === undefined) return [];
  const types = fieldTypesOf(service);
  const problems: FieldProblem[] = [];
  for (const [field, { from }] of Object.entries(mapper)) {
    const type = types.get(field);
    const fills = FILLS[from];
    if (type === undefined) {
      problems.push({
        pointer: `/mapper/${field}`,
        message: `Remove this field: "${serviceType}" has none of its name.`,
      });
    } else if (fills !== null && fills !== type) {
      problems.push({ pointer: `/mapper/${field}/from`, message: `Use another source: the field is of type ${type}.` });
    }
  }
  for (const { name } of service.mandatoryFields) {
    if (mapper[name] !== undefined) continue;
    problems.push({ pointer: '/mapper', message: `Add the field "${name}": every event of "${serviceType}" has it.` });
  }
  return problems;
}
