import * as z from 'zod';
import { entryAnswer } from '../customers/entry.ts';
import { decimal } from '../decimal.ts';
import { code, id } from '../identity.ts';
import { instant } from '../instant.ts';

const step = <S extends string, Shape extends z.core.$ZodLooseShape>(name: S, shape: Shape) =>
  z.strictObject({ step: z.literal(name), ...shape });

const pricePart = z
  .strictObject({
    what: z.enum(['units', 'packages', 'whole', 'fee', 'before', 'minimum', 'maximum']),
    tier: z
      .strictObject({ from: decimal, to: decimal.nullable() })
      .nullable()
      .meta({ description: 'Above `from`, up to `to`.' }),
    quantity: decimal.nullable(),
    unitPrice: decimal.nullable(),
    per: decimal.meta({ description: 'So many units cost `unitPrice`.' }),
    amount: z.string().meta({ description: 'Exact; the step is rounded once.' }),
  })
  .meta({ id: 'PricePart' });

/** The steps of rating, in their order. Amounts are before tax unless they say so. */
export const ratingStep = z
  .discriminatedUnion('step', [
    step('service', { serviceType: code, serviceId: id, identifier: z.string() }),
    step('product', { product: code, purchaseId: z.string(), versionFrom: instant }),
    step('quantity', { quantity: decimal, unit: z.string() }),
    step('rate', {
      place: z.int().meta({ description: "Row of the rate plan, from 1; 0: the product's own price." }),
      zone: z.string().nullable(),
      band: z.string().nullable(),
      at: instant,
      quantity: decimal,
      chargeTag: code.nullable(),
    }),
    step('allowance', {
      resource: code,
      bucket: z.string(),
      origin: z.string(),
      validTo: instant,
      amount: decimal,
      groupId: z.string().nullable().meta({ description: "The sharing group whose owner gave it; null: one's own." }),
    }),
    step('price', {
      model: z.string(),
      resource: code,
      quantity: decimal,
      counted: decimal.meta({ description: 'Units that were counted before.' }),
      amount: decimal,
      parts: z.array(pricePart),
    }),
    step('discount', { discount: code, amount: decimal }),
    step('sharing', { groupId: z.string(), amount: decimal }),
    step('tax', {
      taxCode: code,
      percent: decimal,
      net: decimal,
      tax: decimal,
      reason: z.string().nullable(),
    }),
    step('prepaid', { bucket: z.string(), origin: z.string(), validTo: instant, amount: decimal }),
    step('limit', { resource: code, total: decimal, limit: decimal }),
  ])
  .meta({ id: 'RatingStep' });

const sentences = z.array(z.string()).meta({ description: 'The same for people, in English.' });

export const explanationAnswer = z
  .strictObject({
    balanceGroupId: id,
    entry: entryAnswer,
    catalogVersion: z.int().nullable().meta({ description: 'The catalog that priced it.' }),
    reproduced: z
      .boolean()
      .nullable()
      .meta({ description: 'Usage: the steps give exactly what was charged. False: the contract changed since.' }),
    steps: z.array(ratingStep),
    sentences,
    corrections: z.array(entryAnswer).meta({ description: 'What was corrected of it since.' }),
  })
  .meta({ id: 'Explanation' });

export const explanationPath = z.strictObject({
  balanceGroupId: id,
  seq: z.string().regex(/^\d{1,15}$/, 'Give the position of the entry, such as "17".'),
});
export const explanationQuery = z.strictObject({
  at: instant.exactOptional().meta({ description: 'When it happened. Needed for all but the newest entries.' }),
});

const impact = z.strictObject({ resource: code, bucket: z.string(), amount: decimal });

export const dryRunAnswer = z
  .strictObject({
    results: z.array(
      z.discriminatedUnion('outcome', [
        z.strictObject({
          outcome: z.literal('rated'),
          eventId: z.string(),
          balanceGroupId: id,
          product: code.nullable(),
          quantity: decimal,
          resource: code,
          net: decimal,
          tax: decimal,
          amount: decimal.meta({ description: 'What the customer would be charged, with tax.' }),
          impacts: z.array(impact),
          shared: z
            .array(z.strictObject({ balanceGroupId: id, groupId: z.string(), impacts: z.array(impact) }))
            .meta({ description: 'What owners of sharing groups would take over.' }),
          balances: z
            .array(z.strictObject({ resource: code, total: decimal }))
            .meta({ description: 'What would stand afterwards. Below zero is left to be used.' }),
          steps: z.array(ratingStep),
          sentences,
        }),
        z.strictObject({ outcome: z.literal('duplicate'), eventId: z.string() }),
        z.strictObject({
          outcome: z.literal('suspended'),
          eventId: z.string(),
          reason: z.string().meta({ description: 'A stable code such as UNKNOWN_SERVICE.' }),
          detail: z.string(),
        }),
      ]),
    ),
  })
  .meta({ id: 'DryRun' });
