import * as z from 'zod';
import { decimal, positiveDecimal } from '../decimal.ts';
import { code } from '../identity.ts';
import { fieldName, fieldType } from './field-name.ts';
import { named } from './named.ts';
import { refuseAt, refuseRepeats } from './refuse-at.ts';

const serviceField = z.strictObject({ name: fieldName, type: fieldType });
const fields = z.array(serviceField).max(50, 'Give at most 50 fields.');

/** How an event's quantity is found before the unit conversion. */
export const quantityExpression = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('field'), field: fieldName }),
  z.strictObject({ from: z.literal('duration'), endField: fieldName }),
  z.strictObject({ from: z.literal('one') }),
]);

const shape = z.strictObject({
  ...named,
  mandatoryFields: fields.default([]),
  optionalFields: fields.default([]),
  ratingSetFields: fields.exactOptional().meta({ description: 'Fields that rating sets look at.' }),
  quantity: quantityExpression,
  unit: z.string().trim().min(1, 'Name the unit as it is shown.').max(20, 'Keep the unit to 20 characters.'),
  unitSize: positiveDecimal.default('1').meta({
    description:
      'Measured ÷ unitSize = billed: 60 turns seconds into minutes. With measuredIn and billedIn, what these say.',
  }),
  increment: positiveDecimal
    .nullable()
    .default(null)
    .meta({ description: 'Billed quantity is rounded up to a multiple.' }),
  minimumQuantity: positiveDecimal
    .exactOptional()
    .meta({ description: 'Least quantity of an event that has any, in the billed unit.' }),
  quarantineDays: z
    .int({ error: 'Give whole days.' })
    .min(0, 'Give 0 or more days.')
    .max(3650, 'Give at most 3650 days.')
    .exactOptional()
    .meta({
      description:
        'How long a released identifier rests before another customer may have it; as the site says, if not given.',
    }),
  endField: fieldName
    .exactOptional()
    .meta({ description: "When the event ended; the end of the quantity's duration, if not given." }),
  eventName: z
    .string()
    .trim()
    .min(1, 'Leave it out or say what an event is called.')
    .max(50, 'Keep the name to 50 characters.')
    .exactOptional()
    .meta({ description: 'What an event is called: call, session, reading.' }),
  measuredIn: code.exactOptional().meta({ description: 'Measurement unit of the quantity in the event.' }),
  billedIn: code.exactOptional().meta({ description: 'Measurement unit that is billed.' }),
});

/** What every event has by itself: its subject and its id. */
const OWN_FIELDS: readonly string[] = ['identifier', 'session_id'];

function fieldsFit(value: z.output<typeof shape>, context: z.core.$RefinementCtx): void {
  const { mandatoryFields, optionalFields, ratingSetFields = [], quantity, endField } = value;
  const lists = { mandatoryFields, optionalFields, ratingSetFields };
  for (const [list, own] of Object.entries(lists)) {
    for (const [index, { name }] of own.entries()) {
      if (!OWN_FIELDS.includes(name)) continue;
      refuseAt(
        context,
        [list, index, 'name'],
        'Remove this field: an event has it by itself, as its subject or its id.',
      );
    }
  }
  const carried = [...mandatoryFields, ...optionalFields];
  const types = new Map(carried.map(({ name, type }) => [name, type]));
  refuseRepeats(context, carried, {
    key: ({ name }) => name,
    at: (index) =>
      index < mandatoryFields.length
        ? ['mandatoryFields', index, 'name']
        : ['optionalFields', index - mandatoryFields.length, 'name'],
    message: 'Name each field once.',
  });
  refuseRepeats(context, ratingSetFields, {
    key: ({ name }) => name,
    at: (index) => ['ratingSetFields', index, 'name'],
    message: 'Name each field once.',
  });
  for (const [index, { name, type }] of ratingSetFields.entries()) {
    const carriedAs = types.get(name) ?? type;
    if (carriedAs !== type) refuseAt(context, ['ratingSetFields', index, 'type'], `Use ${carriedAs}, as above.`);
  }
  const isMandatory = (name: string, type: string) =>
    mandatoryFields.some((field) => field.name === name && field.type === type);
  if (quantity.from === 'field' && !isMandatory(quantity.field, 'decimal')) {
    refuseAt(context, ['quantity', 'field'], 'Name a mandatory field of type decimal.');
  }
  if (quantity.from === 'duration' && !isMandatory(quantity.endField, 'instant')) {
    refuseAt(context, ['quantity', 'endField'], 'Name a mandatory field of type instant.');
  }
  if (endField !== undefined && types.get(endField) !== 'instant') {
    refuseAt(context, ['endField'], 'Name a field of type instant.');
  }
}

/** A kind of service: what its events carry and what is measured. */
export const serviceTypeBody = shape.superRefine((value, context) => {
  fieldsFit(value, context);
  if ((value.measuredIn === undefined) !== (value.billedIn === undefined)) {
    const missing = value.measuredIn === undefined ? 'measuredIn' : 'billedIn';
    refuseAt(context, [missing], 'Give both units, or neither.');
  }
});

export const serviceTypeAnswer = shape
  .required({ mandatoryFields: true, optionalFields: true })
  .extend({ unitSize: decimal, increment: decimal.nullable() });
