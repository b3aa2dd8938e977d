import type { Head } from '../ledger/head.ts';
import { applyCoupons, type besides } from '../promotion/apply-coupons.ts';
import { appendCharges } from '../rating/allowances/append-charges.ts';
import type { Refusal } from '../refusal.ts';
import { ok, type Result } from '../result.ts';
import type { ChargeContext } from './charges/charge-context.ts';
import { chargePurchase } from './charges/charge-purchase.ts';
import type { PurchasedProduct } from './subscription.ts';

/** A purchase begins: its first charges, less the coupons that were entered with it. `others`: those bought beside it. */
export function startPurchase(
  head: Head,
  context: ChargeContext,
  purchase: PurchasedProduct,
  others: ReturnType<typeof besides>,
): Result<{ readonly head: Head; readonly purchase: PurchasedProduct }, Refusal> {
  const { book, profile } = context;
  const full = chargePurchase(context, purchase);
  if (!full.ok) return full;
  const charged = applyCoupons(full.value, { book, purchases: others });
  return ok({
    head: appendCharges(head, charged.drafts, book.resources.get(profile.resource)),
    purchase: charged.purchase,
  });
}
