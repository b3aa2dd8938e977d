import * as z from 'zod';
import { currencyCode } from '../currency-code.ts';
import { decimal, positiveDecimal } from '../decimal.ts';
import { id } from '../identity.ts';
import { instant } from '../instant.ts';

const direction = z.enum(['charge', 'refund']);
const method = z.enum(['cash', 'credit_card', 'transfer']);
const word = z.string({ error: 'Give it as text.' }).trim().min(1, 'Leave it out or say something.');

export const paymentBody = z.strictObject({
  direction: direction.default('charge').meta({ description: 'Charge: money in. Refund: money back out.' }),
  method,
  amount: positiveDecimal,
  currency: currencyCode.exactOptional().meta({ description: 'Checked against the bill, when given.' }),
  provider: word.max(100, 'Keep the provider to 100 characters.').exactOptional(),
  reference: word.max(200, 'Keep the reference to 200 characters.').exactOptional(),
  note: word.max(1000, 'Keep the note to 1000 characters.').exactOptional(),
  receivedAt: instant.exactOptional().meta({ description: 'Default: now.' }),
});

export const paymentAnswer = z
  .strictObject({
    paymentId: id,
    billingProfileId: id,
    customerId: id,
    direction,
    method,
    amount: decimal,
    currency: z.string(),
    provider: z.string().exactOptional(),
    reference: z.string().exactOptional(),
    note: z.string().exactOptional(),
    receivedAt: instant,
    recordedBy: z.string(),
    allocations: z.array(z.strictObject({ billId: id, amount: decimal })),
    credited: decimal.meta({ description: 'What no bill needed: it went to the credit balance.' }),
    paidAhead: decimal.exactOptional().meta({ description: 'Prepaid: what no bill needed is money in hand again.' }),
  })
  .meta({ id: 'Payment' });
