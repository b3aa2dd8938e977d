import * as z from 'zod';
import { termLength } from '../catalog/duration.ts';
import { decimal } from '../decimal.ts';
import { code } from '../identity.ts';
import { instant } from '../instant.ts';

/** The commitment that a customer took on: fixed when it was bought. */
export const subscriptionTerm = z
  .strictObject({
    code,
    bundle: code.exactOptional().meta({ description: 'Of an add-on; otherwise the term is of the plan.' }),
    startedAt: instant,
    commitmentEnd: instant,
    graceEnd: instant.nullable().meta({ description: 'Cancelling before this costs nothing.' }),
    minimumEnd: instant.nullable().meta({ description: 'Paid for until here at least.' }),
    noticePeriod: termLength.nullable(),
    renewal: z.enum(['none', 'same', 'month-to-month', 'term']),
  })
  .meta({ id: 'SubscriptionTerm' });

export const terminationFee = z.strictObject({
  term: code,
  reason: z.enum(['commitment', 'minimum']).meta({
    description: 'commitment: the fee of the term; minimum: what is missing of the minimum length.',
  }),
  monthsLeft: z.int().meta({ description: 'Of the commitment, or of the minimum; a month that has begun counts.' }),
  net: decimal,
  tax: decimal,
  total: decimal,
});
