import * as z from 'zod';
import { decimal, positiveDecimal } from '../decimal.ts';
import { code, description, name } from '../identity.ts';

const fieldName = z
  .string({ error: 'Give the name of the field as text.' })
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, 'Use letters, digits and underscores, and begin with a letter.');

const serviceField = z.strictObject({ name: fieldName, type: z.enum(['text', 'decimal', 'instant']) });

/** How an event's quantity is found before the unit conversion. */
export const quantityExpression = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('field'), field: fieldName }),
  z.strictObject({ from: z.literal('duration'), endField: fieldName }),
  z.strictObject({ from: z.literal('one') }),
]);

const shape = z.strictObject({
  code,
  name,
  description: description.exactOptional(),
  mandatoryFields: z.array(serviceField).max(50, 'Give at most 50 fields.').default([]),
  optionalFields: z.array(serviceField).max(50, 'Give at most 50 fields.').default([]),
  quantity: quantityExpression,
  unit: z.string().trim().min(1, 'Name the unit as it is shown.').max(20, 'Keep the unit to 20 characters.'),
  unitSize: positiveDecimal
    .default('1')
    .meta({ description: 'Measured ÷ unitSize = billed: 60 turns seconds into minutes.' }),
  increment: positiveDecimal
    .nullable()
    .default(null)
    .meta({ description: 'Billed quantity is rounded up to a multiple.' }),
  quarantineDays: z.int().min(0, 'Give 0 or more days.').max(3650, 'Give at most 3650 days.').default(0),
});

type Issue = { readonly path: (string | number)[]; readonly message: string };

function problems({ mandatoryFields, optionalFields, quantity }: z.output<typeof shape>): Issue[] {
  const found: Issue[] = [];
  const types = new Map<string, string>();
  const lists = { mandatoryFields, optionalFields };
  for (const [list, fields] of Object.entries(lists)) {
    for (const [index, field] of fields.entries()) {
      if (types.has(field.name)) found.push({ path: [list, index, 'name'], message: 'Name each field once.' });
      types.set(field.name, field.type);
    }
  }
  const mandatory = new Set(mandatoryFields.map((field) => field.name));
  if (quantity.from === 'field' && !(mandatory.has(quantity.field) && types.get(quantity.field) === 'decimal')) {
    found.push({ path: ['quantity', 'field'], message: 'Name a mandatory field of type decimal.' });
  }
  if (
    quantity.from === 'duration' &&
    !(mandatory.has(quantity.endField) && types.get(quantity.endField) === 'instant')
  ) {
    found.push({ path: ['quantity', 'endField'], message: 'Name a mandatory field of type instant.' });
  }
  return found;
}

/** A kind of service: what its events carry and what is measured. */
export const serviceTypeBody = shape.superRefine((value, context) => {
  for (const issue of problems(value)) context.addIssue({ code: 'custom', ...issue });
});

export const serviceTypeAnswer = shape
  .required({ mandatoryFields: true, optionalFields: true, quarantineDays: true })
  .extend({ unitSize: decimal, increment: decimal.nullable() });
