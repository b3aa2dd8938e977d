import * as z from 'zod';
import { decimal } from '../decimal.ts';
import { id } from '../identity.ts';
import { instant } from '../instant.ts';

/** A bill in a list. Bills that still run show what is charged so far, exactly. */
export const billRow = z
  .strictObject({
    billId: id,
    customerId: id,
    billingProfileId: id,
    status: z.enum(['inactive', 'active', 'billing', 'closed']),
    kind: z.enum(['regular', 'bill_now']),
    currency: z.string(),
    from: instant,
    to: instant,
    net: decimal,
    tax: decimal,
    total: decimal,
    due: decimal,
    finalisedAt: instant.nullable(),
    dueAt: instant.nullable(),
    closedAt: instant.nullable(),
    invoiceId: id.nullable(),
  })
  .meta({ id: 'BillRow' });

/** A charge or a payment, with what is owed after it. */
export const transactionAnswer = z.strictObject({
  at: instant,
  kind: z.enum(['bill', 'payment', 'refund']),
  id,
  billingProfileId: id,
  method: z.enum(['cash', 'credit_card', 'transfer']).nullable(),
  reference: z.string().nullable(),
  amount: decimal.meta({ description: 'Positive: a bill or a refund. Negative: money received.' }),
  currency: z.string(),
  balance: decimal.meta({ description: 'The sum of all transactions in this currency up to this one.' }),
});
