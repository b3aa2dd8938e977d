import * as z from 'zod';
import { code, id } from '../identity.ts';
import { instant } from '../instant.ts';

const status = z.enum(['new', 'used', 'expired', 'blocked']).meta({
  description: 'used: no use of it is left; expired: it was not used up in its time.',
});
const count = z.int().min(0);

export const voucherAnswer = z
  .strictObject({
    code,
    batch: code,
    serial: count,
    uses: count,
    redemptions: count,
    status,
    blockedFor: z.string().exactOptional(),
  })
  .meta({ id: 'Voucher' });

export const blockBody = z.strictObject({
  reason: z
    .string({ error: 'Say why the code is blocked.' })
    .trim()
    .min(1, 'Say why the code is blocked.')
    .max(500, 'Keep the reason to 500 characters.'),
});

export const madeVouchersAnswer = z.strictObject({ batch: code, made: count, quantity: count });

export const voucherCountsAnswer = z
  .strictObject({
    batch: code,
    quantity: count,
    made: count.meta({ description: 'Below the quantity, the batch waits for the rest of its codes to be made.' }),
    new: count,
    used: count,
    expired: count,
    blocked: count,
    redemptions: count,
    mostRedemptions: count,
  })
  .meta({ id: 'VoucherCounts' });

export const redemptionAnswer = z
  .strictObject({
    code,
    batch: code,
    bundle: code,
    customerId: id,
    subscriptionId: id,
    purchases: z.array(id),
    at: instant,
  })
  .meta({ id: 'VoucherRedemption' });
