import * as z from 'zod';
import { code } from '../identity.ts';
import { codeList } from './code-list.ts';
import { country } from './country.ts';
import { named } from './named.ts';
import { paymentTypes } from './payment-type.ts';
import { refuseAt, refuseRepeats } from './refuse-at.ts';

const once = (what: string) => (values: readonly string[], context: z.core.$RefinementCtx) =>
  refuseRepeats(context, values, { key: (value) => value, at: (index) => [index], message: `Name each ${what} once.` });

const shape = z.strictObject({
  ...named,
  customerTypes: codeList('customer type', { least: 1 }).exactOptional(),
  countries: z
    .array(country)
    .min(1, 'Give at least one country.')
    .max(250, 'Give at most 250 countries.')
    .superRefine(once('country'))
    .exactOptional(),
  paymentTypes: paymentTypes.min(1, 'Give at least one payment type.').exactOptional(),
  paymentMethods: z
    .array(z.enum(['invoice', 'credit_card', 'direct_debit']))
    .min(1, 'Give at least one payment method.')
    .superRefine(once('payment method'))
    .exactOptional(),
  attributes: z
    .record(
      code,
      z
        .array(z.string().max(1000, 'Keep the value to 1000 characters.'))
        .min(1, 'Give at least one value.')
        .max(200, 'Give at most 200 values.'),
    )
    .exactOptional()
    .meta({ description: 'Custom attributes and the values that fit.' }),
});

/** Who something is for: all that is given must fit, each list by any of its values. */
export const filterBody = shape.superRefine((filter, context) => {
  const { customerTypes, countries, paymentTypes: types, paymentMethods, attributes = {} } = filter;
  const lists = [customerTypes, countries, types, paymentMethods];
  if (lists.every((list) => list === undefined) && Object.keys(attributes).length === 0) {
    refuseAt(context, [], 'Say whom it fits: give at least one list or attribute.');
  }
});

export const filterAnswer = shape;
