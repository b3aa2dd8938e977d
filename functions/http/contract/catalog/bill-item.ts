import * as z from 'zod';
import { named } from './named.ts';

/** Where a charge lands on a bill. */
export const billItemBody = z.strictObject({
  ...named,
  type: z.enum(['subscription', 'usage', 'one-time', 'adjustment', 'tax', 'payment', 'transfer', 'penalty']),
  includedOnInvoice: z.boolean().exactOptional().meta({ description: 'Shown by invoice templates; on, if not given.' }),
});

export const billItemAnswer = billItemBody;
