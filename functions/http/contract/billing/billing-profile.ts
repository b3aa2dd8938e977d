import * as z from 'zod';
import { attributes } from '../customers/customer.ts';
import { decimal } from '../decimal.ts';
import { code, id } from '../identity.ts';
import { instant } from '../instant.ts';

const billPeriod = z.strictObject({ billId: id, from: instant, to: instant });

const cycle = z.strictObject({
  unit: z.enum(['day', 'week', 'month', 'year']),
  count: z.int(),
  day: z.int().meta({ description: 'The billing day: 1 to 31 for months and years, 1 to 7 for weeks.' }),
  zone: z.string(),
});

export const parkedReason = z.strictObject({ reason: z.string(), at: instant });

export const billingProfileAnswer = z
  .strictObject({
    billingProfileId: id,
    customerId: id,
    code,
    name: z.string(),
    paymentType: z.enum(['prepaid', 'postpaid', 'pay_now']),
    resource: code,
    currency: z.string(),
    eventType: code.nullable(),
    cycle: cycle.nullable().meta({ description: 'Null: pay now, no cycle.' }),
    status: z.enum(['active', 'ended']),
    validFrom: instant,
    validTo: instant,
    balanceGroups: z.array(id),
    attributes,
    activeBill: billPeriod,
    nextBill: billPeriod,
    creditBalance: decimal.meta({ description: 'Money received and not allocated: zero or negative.' }),
    parked: parkedReason.nullable().meta({ description: 'Why it could not be billed, and since when.' }),
  })
  .meta({ id: 'BillingProfile' });
