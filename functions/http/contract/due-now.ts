import * as z from 'zod';
import { currencyCode } from './currency-code.ts';
import { decimal } from './decimal.ts';
import { code } from './identity.ts';
import { instant } from './instant.ts';

const charge = z.strictObject({
  billItem: code,
  product: code.nullable(),
  discount: code.exactOptional().meta({ description: 'The discount or coupon that takes this off.' }),
  quantity: decimal,
  from: instant.nullable().meta({ description: 'Recurring charges: the time they are for.' }),
  to: instant.nullable(),
  net: decimal,
  tax: decimal,
  taxCode: code.nullable(),
  total: decimal,
});

/** What something charges at once, line by line. */
export const dueNow = z
  .strictObject({ currency: currencyCode, lines: z.array(charge), net: decimal, tax: decimal, total: decimal })
  .meta({ description: 'What the active bill holds at once. Tax is rounded once, not line by line.' });

/** What something puts into the customer's hands: an allowance, or money paid ahead. */
export const grant = z.strictObject({ resource: code, amount: decimal, from: instant, to: instant });
