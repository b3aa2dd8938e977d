import { isDecimalText } from '../../money/decimal.ts';
import type { FieldProblem } from '../../refusal.ts';
import { parseInstant } from '../../time/instant.ts';
import type { CustomAttribute } from '../settings.ts';

/** Values of custom attributes by code: text, whatever their type. */
export type AttributeValues = Readonly<Record<string, string>>;

type Place = {
  readonly entity: CustomAttribute['entity'];
  readonly definitions: Iterable<CustomAttribute>;
  /** Where the values stand. */
  readonly pointer: string;
};

/** Which texts are values of a type. */
export const READS: Readonly<Record<CustomAttribute['type'], (value: string) => boolean>> = {
  string: () => true,
  numeric: isDecimalText,
  boolean: (value) => value === 'true' || value === 'false',
  datetime: (value) => parseInstant(value) !== null,
};

/** Values that their attributes' types do not allow, and mandatory ones that are not given. */
export function valueProblems(values: AttributeValues, { entity, definitions, pointer }: Place): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const { code, entity: own, mandatory, type } of definitions) {
    if (own !== entity) continue;
    const value = values[code];
    if (value === undefined && mandatory) {
      problems.push({ pointer: `${pointer}/${code}`, message: `Add this attribute: every ${WORDS[entity]} has it.` });
    }
    if (value !== undefined && !READS[type](value)) {
      problems.push({ pointer: `${pointer}/${code}`, message: `Give a value of type ${type}.` });
    }
  }
  return problems;
}

/** As `valueProblems`, and values whose attribute the catalog does not have, or not for this entity. */
export function attributeProblems(values: AttributeValues, place: Place): readonly FieldProblem[] {
  const { entity, pointer } = place;
  const definitions = [...place.definitions];
  const known = new Set(definitions.flatMap((one) => (one.entity === entity ? [one.code] : [])));
  const unknown = Object.keys(values).filter((code) => !known.has(code));
  return [
    ...unknown.map((code) => ({
      pointer: `${pointer}/${code}`,
      message: `Remove this, or create it first: no custom attribute of a ${WORDS[entity]} has this code.`,
    })),
    ...valueProblems(values, { ...place, definitions }),
  ];
}

const WORDS = {
  customer: 'customer',
  'billing-profile': 'billing profile',
  product: 'product',
} as const satisfies Record<CustomAttribute['entity'], string>;
