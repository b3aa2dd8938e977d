import { besides } from '../promotion/apply-coupons.ts';
import type { Refusal } from '../refusal.ts';
import { ok, type Result } from '../result.ts';
import { chargeContext } from './charges/charge-context.ts';
import { type Contract, discountsWith, type LifecycleTime } from './end-purchases.ts';
import { startPurchase } from './start-purchase.ts';
import type { PurchasedProduct } from './subscription.ts';

/**
 * Starts every pending purchase and discount whose time has come: the first charges of onboarding, of a plan transition, of a later start,
 * less the coupons that were entered with them.
 */
export function startPurchases(
  { head, profile }: Contract,
  { book, now }: LifecycleTime,
): Result<{ readonly contract: Contract; readonly started: number }, Refusal> {
  const context = chargeContext({ profile, book, cycles: head.cycles, now });
  const purchases: PurchasedProduct[] = [];
  let after = head;
  let started = 0;
  for (const purchase of profile.purchases) {
    if (purchase.status !== 'pending' || purchase.validFrom > now || purchase.suspendedAt !== undefined) {
      purchases.push(purchase);
      continue;
    }
    const begun = startPurchase(after, context, purchase, besides(purchases, profile));
    if (!begun.ok) return begun;
    after = begun.value.head;
    purchases.push(begun.value.purchase);
    started += 1;
  }
  const discounts = discountsWith(profile, (discount) => {
    if (discount.status !== 'pending' || discount.validFrom > now) return discount;
    started += 1;
    return { ...discount, status: 'active' };
  });
  return ok({ contract: { head: after, profile: { ...profile, purchases, ...discounts } }, started });
}
