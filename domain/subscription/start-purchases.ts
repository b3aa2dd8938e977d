import { appendCharges } from '../ledger/append-charges.ts';
import type { Refusal } from '../refusal.ts';
import { ok, type Result } from '../result.ts';
import { chargeContext } from './charge-context.ts';
import { chargePurchase } from './charge-purchase.ts';
import type { Contract, LifecycleTime } from './end-purchases.ts';
import type { PurchasedProduct } from './subscription.ts';

/** Starts every pending purchase whose time has come: the first charges of onboarding, of a plan transition, of a later start. */
export function startPurchases(
  { head, profile }: Contract,
  { book, now }: LifecycleTime,
): Result<{ readonly contract: Contract; readonly started: number }, Refusal> {
  const context = chargeContext({ profile, book, cycles: head.cycles, now });
  const purchases: PurchasedProduct[] = [];
  let after = head;
  let started = 0;
  for (const purchase of profile.purchases) {
    if (purchase.status !== 'pending' || purchase.validFrom > now) {
      purchases.push(purchase);
      continue;
    }
    const charged = chargePurchase(context, purchase);
    if (!charged.ok) return charged;
    after = appendCharges(after, charged.value.drafts, book.resources.get(profile.resource));
    purchases.push(charged.value.purchase);
    started += 1;
  }
  return ok({ contract: { head: after, profile: { ...profile, purchases } }, started });
}
