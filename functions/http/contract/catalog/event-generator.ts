import * as z from 'zod';
import { decimal } from '../decimal.ts';
import { code } from '../identity.ts';
import { fieldName } from './field-name.ts';
import { named } from './named.ts';
import { refuseAt } from './refuse-at.ts';

const source = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('constant'), value: z.string().max(1000, 'Keep the value to 1000 characters.') }),
  z.strictObject({ from: z.literal('balance'), resource: code }),
  z.strictObject({ from: z.literal('cycle-start') }),
  z.strictObject({ from: z.literal('cycle-end') }),
  z.strictObject({ from: z.literal('attribute'), attribute: code }),
]);

const shape = z.strictObject({
  ...named,
  linkedTo: z.enum(['service', 'billing-profile']),
  serviceType: code.meta({ description: 'Of the event that it makes.' }),
  identifier: z
    .string()
    .trim()
    .min(1, 'Give the identifier of the service.')
    .max(200, 'Keep the identifier to 200 characters.')
    .exactOptional()
    .meta({ description: 'Billing profiles only: the service that the event is for.' }),
  mapper: z.record(fieldName, source).meta({ description: 'Where each field of the event comes from.' }),
  condition: z
    .strictObject({ resource: code, is: z.enum(['above', 'below']), value: decimal })
    .exactOptional()
    .meta({ description: 'Only when the balance lies above or below the value.' }),
});

/** Makes one usage event for each cycle, just before its bill is made. */
export const eventGeneratorBody = shape.superRefine(({ linkedTo, identifier }, context) => {
  if (linkedTo === 'billing-profile' && identifier === undefined) {
    refuseAt(context, ['identifier'], 'Name the service that the event is for: a billing profile has several.');
  }
  if (linkedTo === 'service' && identifier !== undefined) {
    refuseAt(context, ['identifier'], 'Remove the identifier: the event is for the service itself.');
  }
});

export const eventGeneratorAnswer = shape;
