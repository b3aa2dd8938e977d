import * as z from 'zod';
import { code, description, name } from '../identity.ts';
import { endsAfterStart, validity, validityAnswer } from './validity.ts';

const shape = z.strictObject({
  code,
  name,
  description: description.exactOptional(),
  status: z.enum(['draft', 'active', 'inactive']).default('draft'),
  bundles: z.array(code).min(1, 'Give at least one bundle.').max(50, 'Give at most 50 bundles.'),
  ...validity,
  paymentTypes: z
    .array(z.enum(['prepaid', 'postpaid', 'pay_now']))
    .max(3, 'Name each payment type once.')
    .default([])
    .meta({ description: 'Empty: all.' }),
});

export const planBody = shape.superRefine((plan, context) => {
  endsAfterStart(plan, context);
  if (new Set(plan.bundles).size < plan.bundles.length) {
    context.addIssue({ code: 'custom', path: ['bundles'], message: 'Name each bundle once.' });
  }
  if (new Set(plan.paymentTypes).size < plan.paymentTypes.length) {
    context.addIssue({ code: 'custom', path: ['paymentTypes'], message: 'Name each payment type once.' });
  }
});

export const planAnswer = shape.required({ status: true, paymentTypes: true }).extend(validityAnswer);
