import * as z from 'zod';
import { code, description, name } from '../identity.ts';

/** Where a charge lands on a bill. */
export const billItemBody = z.strictObject({
  code,
  name,
  description: description.exactOptional(),
  type: z.enum(['subscription', 'usage', 'one-time', 'adjustment', 'penalty']),
});

export const billItemAnswer = billItemBody;
