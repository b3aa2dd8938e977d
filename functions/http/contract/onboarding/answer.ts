import * as z from 'zod';
import { currencyCode } from '../currency-code.ts';
import { decimal } from '../decimal.ts';
import { code, id } from '../identity.ts';
import { instant } from '../instant.ts';

const charge = z.strictObject({
  billItem: code,
  product: code.nullable(),
  quantity: decimal,
  from: instant.nullable().meta({ description: 'Recurring charges: the time they are for.' }),
  to: instant.nullable(),
  net: decimal,
  tax: decimal,
  taxCode: code.nullable(),
  total: decimal,
});

const dueNow = z
  .strictObject({ currency: currencyCode, lines: z.array(charge), net: decimal, tax: decimal, total: decimal })
  .meta({ description: 'What the active bill holds at once. Tax is rounded once, not line by line.' });

const grant = z.strictObject({ resource: code, amount: decimal, from: instant, to: instant });

const period = { from: instant, to: instant };

const purchase = {
  bundle: code,
  product: code,
  quantity: decimal,
  value: decimal.exactOptional(),
  identifier: z.string().exactOptional(),
  status: z.enum(['pending', 'active']),
  validFrom: instant,
  validTo: instant,
};

const common = {
  status: z.enum(['pending', 'active']).meta({ description: 'Of the subscription; pending until its start.' }),
  dueNow,
  grants: z.array(grant).meta({ description: 'Allowances in hand at once, as positive amounts.' }),
};

export const onboardingAnswer = z
  .strictObject({
    customerId: id,
    customerCode: code,
    billingProfileId: id,
    balanceGroupId: id,
    subscriptionId: id,
    activeBill: z.strictObject({ billId: id, ...period }),
    nextBill: z.strictObject({ billId: id, ...period }),
    purchases: z.array(z.strictObject({ purchaseId: id, serviceId: id.exactOptional(), ...purchase })),
    ...common,
  })
  .meta({ id: 'Onboarding' });

export const previewAnswer = z
  .strictObject({
    activeBill: z.strictObject(period),
    nextBill: z.strictObject(period),
    purchases: z.array(z.strictObject(purchase)),
    ...common,
  })
  .meta({ id: 'OnboardingPreview' });
