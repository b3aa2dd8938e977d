import * as z from 'zod';
import { decimal } from '../decimal.ts';
import { code, id } from '../identity.ts';
import { instant } from '../instant.ts';
import { jobRunAnswer } from '../operations/job.ts';
import { page } from '../page.ts';

const count = z.int().min(0);
const period = {
  from: instant.meta({ description: 'Events of this time or later.' }),
  to: instant.meta({ description: 'Events before this time; at most 366 days after `from`.' }),
};
const scope = {
  product: code.exactOptional().meta({ description: 'Usage that this product priced.' }),
  plan: code.exactOptional().meta({ description: 'Usage of subscriptions that have this plan now.' }),
  customerId: id.exactOptional(),
  balanceGroupId: id.exactOptional(),
};

export const reratingBody = z.strictObject({
  reason: z
    .string({ error: 'Say why.' })
    .trim()
    .min(1, 'Say why.')
    .max(300, 'Keep the reason to 300 characters.')
    .meta({ description: 'Stands on every correction.' }),
  ...period,
  ...scope,
  dryRun: z.boolean().default(false).meta({ description: 'The same numbers, and nothing posted.' }),
});

export const whatIfBody = z
  .strictObject({
    customerId: id.exactOptional(),
    plan: code.exactOptional().meta({ description: 'Only subscriptions that have this plan now.' }),
    newPlan: code,
    ...period,
  })
  .refine(({ customerId, plan }) => customerId !== undefined || plan !== undefined, {
    path: ['customerId'],
    message: 'Say whose usage: a customer, or everybody who has a plan.',
  });

const amount = z
  .strictObject({ net: decimal, tax: decimal })
  .meta({ id: 'NetAndTax', description: 'Exact, not rounded for a bill.' });
const difference = z.strictObject({ resource: code, billItem: code, net: decimal, tax: decimal });

const order = {
  run: jobRunAnswer,
  by: z.string(),
  ...period,
};

const result = {
  balanceGroupId: id,
  customerId: id,
  outcome: z.enum(['processed', 'skipped', 'failed']),
  detail: z.string(),
};
const isWhole = z
  .boolean()
  .meta({ description: 'False: there are more than 10,000 balance groups, and `total` is of those.' });

export const reratingAnswer = z
  .strictObject({
    ...order,
    ...scope,
    reason: z.string(),
    dryRun: z.boolean(),
    total: z.strictObject({
      isWhole,
      events: count.meta({ description: 'Events looked at.' }),
      corrected: count.meta({ description: 'Events that cost something else now.' }),
      unrated: count.meta({ description: 'The catalog cannot rate them any more: they stay as they were.' }),
      items: z.array(difference),
    }),
    results: page(
      z.strictObject({
        ...result,
        events: count,
        corrected: count,
        unrated: count,
        items: z.array(difference),
      }),
    ),
  })
  .meta({ id: 'Rerating' });

const compared = z.strictObject({
  resource: code,
  billItem: code,
  actual: amount.meta({ description: 'What was charged.' }),
  control: amount.meta({
    description: "The same plan by the same method: its distance from `actual` is the method's own error.",
  }),
  hypothetical: amount.meta({ description: 'By the other plan.' }),
  difference: amount.meta({ description: '`hypothetical` minus `control`.' }),
});
const comparison = {
  events: count,
  unrated: z
    .strictObject({ control: count, hypothetical: count })
    .meta({ description: 'Events that could not be rated.' }),
  items: z.array(compared),
};

export const whatIfAnswer = z
  .strictObject({
    customerId: id,
    newPlan: code,
    ...period,
    total: z.strictObject(comparison),
    balanceGroups: z.array(z.strictObject({ balanceGroupId: id, ...comparison })),
  })
  .meta({ id: 'WhatIf' });

export const whatIfRunAnswer = z
  .strictObject({
    ...order,
    plan: code,
    newPlan: code,
    total: z.strictObject({ isWhole, ...comparison }),
    results: page(z.strictObject({ ...result, ...comparison })),
  })
  .meta({ id: 'WhatIfRun' });

export const byRun = z.strictObject({ runId: id });
