import * as z from 'zod';
import { decimal } from '../decimal.ts';
import { code, id } from '../identity.ts';
import { instant } from '../instant.ts';

const period = z.strictObject({ from: instant, to: instant });

const bucket = z.strictObject({
  key: z.string(),
  origin: z.string().meta({
    description:
      '`charges` for running money; `grant:<purchase>`, `rollover:<purchase>`, `top-up:<id>` or `manual:<id>` for what is in hand.',
  }),
  from: instant,
  to: instant,
  amount: decimal,
  granted: decimal,
  valid: z.boolean().meta({ description: 'Counts in the total at this time.' }),
});

const balance = z.strictObject({
  resource: code,
  name: z.string(),
  kind: z.enum(['monetary', 'unit']),
  currency: z.string().exactOptional(),
  symbol: z.string().exactOptional(),
  total: decimal.meta({ description: 'Total valid amount: positive is owed or consumed, negative is in hand.' }),
  granted: decimal,
  reserved: decimal.meta({ description: 'What open sessions have set aside, on top of the total.' }),
  buckets: z.array(bucket),
});

const counter = z.strictObject({
  name: z.string().meta({ description: 'A product whose tiers count, or a resource that counts.' }),
  cycle: instant.meta({ description: 'Start of the cycle that it counts in.' }),
  amount: decimal,
});

const reached = z.strictObject({ resource: code, type: z.enum(['value', 'percent']), value: decimal });

const unbilledLine = z.strictObject({
  cycle: instant.meta({ description: 'Start of the bill period that collects it.' }),
  billItem: code,
  product: code.nullable(),
  productName: z.string().nullable(),
  taxCode: code.nullable(),
  from: instant.nullable(),
  to: instant.nullable(),
  quantity: decimal,
  unit: z.string().nullable(),
  net: decimal,
  tax: decimal,
  total: decimal,
  events: z.int(),
});

export const groupBalancesAnswer = z
  .strictObject({
    balanceGroupId: id,
    customerId: id,
    billingProfileId: id,
    name: z.string(),
    status: z.enum(['active', 'inactive', 'closed']),
    paymentType: z.enum(['prepaid', 'postpaid', 'pay_now']),
    resource: code,
    currency: z.string().nullable(),
    cycles: z.strictObject({ active: period, next: period }),
    balances: z.array(balance),
    unbilled: z.array(unbilledLine),
    counters: z.array(counter),
    reached: z
      .array(reached)
      .meta({ description: 'Thresholds that usage has reached and that have not been left since.' }),
    events: z.int().meta({ description: 'Usage events applied so far.' }),
    entries: z.int().meta({ description: 'Ledger entries so far.' }),
  })
  .meta({ id: 'GroupBalances' });
