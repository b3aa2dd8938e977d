import * as z from 'zod';
import { entryAnswer } from '../customers/entry.ts';
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
  customerName: z.string(),
  outcome: z.enum(['processed', 'skipped', 'failed']),
  detail: z.string(),
};
const isWhole = z
  .boolean()
  .meta({ description: 'False: there are more than 10,000 balance groups, and `total` is of those.' });

const reratingOrder = { ...order, ...scope, reason: z.string(), dryRun: z.boolean() };

export const reratingRow = z.strictObject(reratingOrder).meta({ id: 'ReratingOrder' });

const before = z
  .array(difference)
  .meta({ description: 'What the events looked at had cost until then: with `items`, what they cost now.' });

export const reratingAnswer = z
  .strictObject({
    ...reratingOrder,
    total: z.strictObject({
      isWhole,
      events: count.meta({ description: 'Events looked at.' }),
      corrected: count.meta({ description: 'Events that cost something else now.' }),
      unrated: count.meta({ description: 'The catalog cannot rate them any more: they stay as they were.' }),
      items: z.array(difference),
      before,
    }),
    results: page(
      z.strictObject({
        ...result,
        events: count,
        corrected: count,
        unrated: count,
        items: z.array(difference),
        before,
      }),
    ),
  })
  .meta({ id: 'Rerating' });

export const correctionAnswer = z
  .strictObject({
    balanceGroupId: id.meta({ description: 'The ledger that it is in.' }),
    customerId: id,
    identifier: z.string().nullable().meta({ description: 'Of the service that was used.' }),
    resource: code,
    net: decimal,
    tax: decimal,
    entry: entryAnswer,
  })
  .meta({ id: 'Correction' });

const comparedAmounts = {
  actual: amount.meta({ description: 'What was charged.' }),
  control: amount.meta({
    description: "The same plan by the same method: its distance from `actual` is the method's own error.",
  }),
  hypothetical: amount.meta({ description: 'By the other plan.' }),
  difference: amount.meta({ description: '`hypothetical` minus `control`.' }),
};
const compared = z.strictObject({ resource: code, billItem: code, ...comparedAmounts });
const comparedLine = z
  .strictObject({
    from: instant.meta({ description: 'The part of a bill period that was compared.' }),
    to: instant,
    service: z
      .strictObject({ serviceId: id, serviceType: code.nullable(), identifier: z.string().nullable() })
      .nullable()
      .meta({
        description: 'Null: of no one service, such as a fee; or there are more than 2,000 lines to tell apart.',
      }),
    billItem: code,
    ...comparedAmounts,
  })
  .meta({ id: 'ComparedLine' });
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
    balanceGroups: z.array(
      z.strictObject({
        balanceGroupId: id,
        resource: code,
        ...comparison,
        lines: z
          .array(comparedLine)
          .meta({ description: 'The same, told apart by bill period, service and bill item.' }),
      }),
    ),
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

export const correctionsOf = z.strictObject({ runId: id, balanceGroupId: id });
