import * as z from 'zod';
import { decimal } from '../decimal.ts';
import { id } from '../identity.ts';
import { instant } from '../instant.ts';
import { customerAnswer } from './customer.ts';

const month = z.string().regex(/^\d{4}-\d{2}$/);

export const latestInvoice = z.strictObject({
  invoiceId: id,
  billId: id,
  number: z.string(),
  status: z.enum(['pending_render', 'invoice']),
  issuedAt: instant,
  dueAt: instant,
  currency: z.string(),
  total: decimal,
});

export const overviewAnswer = z.strictObject({
  customer: customerAnswer,
  balances: z
    .array(
      z.strictObject({
        currency: z.string(),
        current: decimal.meta({ description: 'Charged and not yet billed, with tax.' }),
        open: decimal.meta({ description: 'Due on bills that are finalised and not fully paid.' }),
        due: decimal.meta({ description: 'The part of open whose due date has passed.' }),
        credit: decimal.meta({ description: 'Money received and not allocated: zero or negative.' }),
      }),
    )
    .meta({ description: 'One per currency.' }),
  revenue: z
    .array(z.strictObject({ currency: z.string(), months: z.array(z.strictObject({ month, net: decimal })) }))
    .meta({ description: 'Finalised totals without tax of the last 12 months, oldest first, by currency.' }),
  latestInvoice: latestInvoice.nullable(),
  activeSubscriptions: z.int(),
  activeServices: z.int(),
});
