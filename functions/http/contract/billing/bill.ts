import * as z from 'zod';
import { billRow } from '../customers/bill-row.ts';
import { decimal } from '../decimal.ts';
import { code } from '../identity.ts';
import { instant } from '../instant.ts';

const exemption = z
  .string()
  .meta({ description: 'Why the tax levies nothing on this customer: `reverse-charge`, or what an operator wrote.' });

const line = z.strictObject({
  billItem: code,
  billItemName: z.string(),
  product: code.nullable(),
  productName: z.string().nullable(),
  discount: code
    .exactOptional()
    .meta({ description: "The discount or coupon that this line takes off the product's charges." }),
  discountName: z.string().exactOptional(),
  taxCode: code.nullable(),
  exemption: exemption.exactOptional(),
  quantity: decimal,
  unit: z.string().nullable(),
  net: decimal.meta({ description: 'Without tax, rounded to the currency.' }),
  exactTax: decimal.meta({ description: 'Not rounded: tax is rounded once per tax code, in `taxes`.' }),
  from: instant.nullable().meta({ description: 'Recurring charges: the time they are for.' }),
  to: instant.nullable(),
  events: z.int(),
});

const tax = z.strictObject({
  taxCode: code,
  exemption: exemption.exactOptional(),
  name: z.string(),
  percent: decimal,
  base: decimal,
  tax: decimal,
});

/** A bill with everything on it. Active and inactive bills show what they would come to as things stand. */
export const billAnswer = billRow
  .extend({
    lines: z.array(line),
    taxes: z.array(tax),
    rounding: decimal.meta({ description: 'The total minus the exact, unrounded total.' }),
    paidAhead: decimal
      .exactOptional()
      .meta({ description: 'Prepaid: what money paid ahead had paid before the bill was made.' }),
    creditApplied: decimal.meta({ description: 'Credit balance used; negative when a negative total became credit.' }),
    paid: decimal,
    collection: z
      .strictObject({
        method: z.enum(['credit_card', 'direct_debit']),
        attempts: z.int(),
        nextAt: instant.nullable().meta({ description: 'Null: no further attempt.' }),
        error: z.string().exactOptional(),
      })
      .nullable(),
  })
  .meta({ id: 'Bill' });
