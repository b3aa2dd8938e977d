import * as z from 'zod';
import { currencyCode } from '../currency-code.ts';
import { code, description, name } from '../identity.ts';

const digits = z
  .int({ error: 'Give a whole number of fraction digits, 0 to 12.' })
  .min(0, 'Give 0 or more fraction digits.')
  .max(12, 'Give at most 12 fraction digits.');

const shape = z.strictObject({
  code,
  name,
  description: description.exactOptional(),
  kind: z.enum(['monetary', 'unit']),
  currency: currencyCode.exactOptional(),
  symbol: z.string().min(1).max(12).exactOptional().meta({ description: 'As shown: `€`, `MB`.' }),
  ratingScale: digits.default(6).meta({ description: 'Fraction digits of balances and rated amounts.' }),
  billingScale: digits.default(2).meta({ description: 'Fraction digits of bills.' }),
  consumptionOrder: z
    .enum(['earliest-end', 'latest-end', 'earliest-start', 'latest-start'])
    .default('earliest-end')
    .meta({ description: 'Which bucket is used first when several are valid.' }),
});

/** What a balance can be held in. */
export const resourceBody = shape.superRefine(({ kind, currency, ratingScale, billingScale }, context) => {
  if (kind === 'monetary' && currency === undefined) {
    context.addIssue({ code: 'custom', path: ['currency'], message: 'Give the ISO 4217 code of the currency.' });
  }
  if (kind === 'unit' && currency !== undefined) {
    context.addIssue({ code: 'custom', path: ['currency'], message: 'Remove the currency: a unit is not money.' });
  }
  if (billingScale > ratingScale) {
    context.addIssue({ code: 'custom', path: ['billingScale'], message: 'Give no more digits than ratingScale.' });
  }
});

export const resourceAnswer = shape.required({ ratingScale: true, billingScale: true, consumptionOrder: true });
