import type { Refusal } from '../../refusal.ts';
import { ok, type Result } from '../../result.ts';
import type { Instant } from '../../time/instant.ts';
import { earlier } from '../../time/order.ts';
import { toSuspension } from '../prepaid/suspension.ts';
import type { PurchasedProduct } from '../subscription.ts';
import type { ChargeContext } from './charge-context.ts';
import { type Charged, chargeRecurring } from './charge-recurring.ts';

/** What is due in arrear by `until`; of a suspended purchase, for the time before its suspension. */
export function chargeArrear(
  context: ChargeContext,
  purchase: PurchasedProduct,
  until: Instant,
): Result<Charged, Refusal> {
  const { validTo } = purchase;
  const last = toSuspension(purchase);
  const order = { until: earlier(until, last), kind: 'cycle' } as const;
  const charged = chargeRecurring(context, { ...purchase, validTo: last }, order);
  return charged.ok ? ok({ ...charged.value, purchase: { ...charged.value.purchase, validTo } }) : charged;
}
