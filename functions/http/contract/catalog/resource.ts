import * as z from 'zod';
import { minorDigits } from '../../../../domain/money/minor-digits.ts';
import { currencyCode } from '../currency-code.ts';
import { named } from './named.ts';

const digits = z
  .int({ error: 'Give a whole number of fraction digits, 0 to 12.' })
  .min(0, 'Give 0 or more fraction digits.')
  .max(12, 'Give at most 12 fraction digits.');

const shape = z.strictObject({
  ...named,
  kind: z.enum(['monetary', 'unit']),
  currency: currencyCode.exactOptional(),
  symbol: z.string().min(1).max(12).exactOptional().meta({ description: 'As shown: `€`, `MB`.' }),
  ratingScale: digits.default(6).meta({ description: 'Fraction digits of balances and rated amounts.' }),
  billingScale: digits.exactOptional().meta({
    description: "Fraction digits of bills: at most the currency's own, which are the default. Default 2 for units.",
  }),
  consumptionOrder: z
    .enum(['earliest-end', 'latest-end', 'earliest-start', 'latest-start'])
    .default('earliest-end')
    .meta({ description: 'Which bucket is used first when several are valid.' }),
  counter: z.boolean().exactOptional().meta({
    description: 'Units only: counts what was used in a cycle, for tiers and discounts, instead of holding it.',
  }),
  category: z
    .string()
    .trim()
    .min(1, 'Leave it out or name a category.')
    .max(100, 'Keep the category to 100 characters.')
    .exactOptional()
    .meta({ description: 'What it is shown under: data, voice, money.' }),
});

const DIGITS_OF_UNITS = 2;

/** What a balance can be held in. What is billed must be payable: in no smaller parts than the currency has. */
export const resourceBody = shape
  .superRefine(({ kind, currency, counter, ratingScale, billingScale = 0 }, context) => {
    const add = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    if (kind === 'monetary' && currency === undefined) {
      add('currency', 'Give the ISO 4217 code of the currency.');
    }
    if (kind === 'monetary' && counter === true) add('counter', 'Use a unit: money is not counted up.');
    if (kind === 'unit' && currency !== undefined) add('currency', 'Remove the currency: a unit is not money.');
    if (billingScale > ratingScale) add('billingScale', 'Give no more digits than ratingScale.');
    if (kind !== 'monetary' || currency === undefined) return;
    const own = minorDigits(currency);
    if (own === undefined) add('currency', `${currency} is no currency of ISO 4217 that money is paid in.`);
    else if (billingScale > own) add('billingScale', `Give at most ${own}: ${currency} has no smaller parts.`);
    else if (own > ratingScale) add('ratingScale', `Give at least ${own}: ${currency} is billed in such parts.`);
  })
  .transform((resource) => ({
    ...resource,
    billingScale:
      resource.billingScale ?? minorDigits(resource.currency ?? '') ?? Math.min(DIGITS_OF_UNITS, resource.ratingScale),
  }));

export const resourceAnswer = shape.required({ ratingScale: true, billingScale: true, consumptionOrder: true });
