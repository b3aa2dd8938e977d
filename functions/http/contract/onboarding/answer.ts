import * as z from 'zod';
import { decimal } from '../decimal.ts';
import { dueNow, grant } from '../due-now.ts';
import { code, id } from '../identity.ts';
import { instant } from '../instant.ts';

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

const discount = {
  bundle: code,
  discount: code,
  status: z.enum(['pending', 'active']),
  validFrom: instant,
  validTo: instant,
};

const usedCode = z.strictObject({
  code,
  type: z.enum(['coupon', 'voucher']),
  amount: decimal.exactOptional().meta({ description: 'Coupons: what it takes off at once, as priced.' }),
  bundle: code.exactOptional().meta({ description: 'Vouchers: what it bought.' }),
});

const common = {
  status: z.enum(['pending', 'active']).meta({ description: 'Of the subscription; pending until its start.' }),
  dueNow,
  grants: z.array(grant).meta({ description: 'Allowances in hand at once, as positive amounts.' }),
  sharingGroupId: id.exactOptional().meta({ description: 'The sharing group that the customer joined.' }),
  codes: z.array(usedCode).meta({ description: 'The promotion codes that were used.' }),
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
    discounts: z.array(z.strictObject({ purchaseId: id, ...discount })),
    ...common,
  })
  .meta({ id: 'Onboarding' });

export const previewAnswer = z
  .strictObject({
    activeBill: z.strictObject(period),
    nextBill: z.strictObject(period),
    purchases: z.array(z.strictObject(purchase)),
    discounts: z.array(z.strictObject(discount)),
    ...common,
  })
  .meta({ id: 'OnboardingPreview' });
