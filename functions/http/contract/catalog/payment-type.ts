import * as z from 'zod';
import { refuseRepeats } from './refuse-at.ts';

/** Which payment types something is for. */
export const paymentTypes = z.array(z.enum(['prepaid', 'postpaid', 'pay_now'])).superRefine((types, context) =>
  refuseRepeats(context, types, {
    key: (type) => type,
    at: (index) => [index],
    message: 'Name each payment type once.',
  }),
);
