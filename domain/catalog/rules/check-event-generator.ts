import type { FieldProblem } from '../../refusal.ts';
import type { ServiceField } from '../catalog.ts';
import type { CatalogIndex } from '../catalog-index.ts';
import type { EventGenerator, FieldSource } from '../event-generator.ts';
import { READS_AS } from '../field-values.ts';
import type { CustomAttribute } from '../settings.ts';
import { fieldTypesOf } from './field-types-of.ts';

/** What type of field a source fills; null: it depends on the value. */
const FILLS = {
  constant: null,
  attribute: null,
  balance: 'decimal',
  'cycle-start': 'instant',
  'cycle-end': 'instant',
} as const satisfies Record<FieldSource['from'], ServiceField['type'] | null>;

/** Types of custom attributes whose every value reads as a field's type. */
const READ_FROM: Readonly<Record<ServiceField['type'], readonly CustomAttribute['type'][]>> = {
  text: ['string', 'numeric', 'boolean', 'datetime'],
  decimal: ['numeric'],
  instant: ['datetime'],
};

type Field = Pick<ServiceField, 'type'> & { readonly name: string; readonly isMandatory: boolean };

/** What a source can bring must be what the field takes: found out when bills are made, it would keep every one of them from being made. */
function sourceProblem(source: FieldSource, { name, type, isMandatory }: Field, catalog: CatalogIndex): FieldProblem[] {
  const pointer = `/mapper/${name}`;
  const fills = FILLS[source.from];
  if (fills !== null && fills !== type) {
    return [{ pointer: `${pointer}/from`, message: `Use another source: the field is of type ${type}.` }];
  }
  if (source.from === 'constant') {
    const at = `${pointer}/value`;
    if (!READS_AS[type](source.value)) return [{ pointer: at, message: `Give a value of type ${type}.` }];
    return isMandatory && source.value === '' ? [{ pointer: at, message: 'Give a value: every event has one.' }] : [];
  }
  if (source.from !== 'attribute') return [];
  const attribute = catalog.customAttribute.get(source.attribute);
  return attribute === undefined || READ_FROM[type].includes(attribute.type)
    ? []
    : [{ pointer: `${pointer}/attribute`, message: `Name an attribute of type ${READ_FROM[type].join(' or ')}.` }];
}

/** The event that is made must be one that its service type takes. */
export function eventGeneratorProblems(
  { serviceType, mapper }: EventGenerator,
  catalog: CatalogIndex,
): readonly FieldProblem[] {
  const service = catalog.serviceType.get(serviceType);
  if (service === undefined) return [];
  const types = fieldTypesOf(service);
  const mandatory = new Set(service.mandatoryFields.map(({ name }) => name));
  const problems: FieldProblem[] = [];
  for (const [name, source] of Object.entries(mapper)) {
    const type = types.get(name);
    if (type === undefined) {
      problems.push({
        pointer: `/mapper/${name}`,
        message: `Remove this field: "${serviceType}" has none of its name.`,
      });
    } else problems.push(...sourceProblem(source, { name, type, isMandatory: mandatory.has(name) }, catalog));
  }
  for (const { name } of service.mandatoryFields) {
    if (mapper[name] !== undefined) continue;
    problems.push({ pointer: '/mapper', message: `Add the field "${name}": every event of "${serviceType}" has it.` });
  }
  return problems;
}
