import type { PriceBook } from '../../catalog/price-book.ts';
import type { Charge } from '../../ledger/entry.ts';
import type { PurchasedDiscount } from '../../subscription/subscription.ts';
import type { Instant } from '../../time/instant.ts';
import { discountsOn } from './discounts-in-order.ts';

/**
 * Names the subscription on its charges from the day on which it bought a discount on bills: at billing, subscriptions with the same product
 * can be told apart. Other charges need no name, and stay as few lines as they are. The end of a discount is still its time: what is given
 * back then was charged in it.
 */
export function subscriptionMark(
  book: PriceBook,
  discounts: readonly PurchasedDiscount[] | undefined,
  { subscriptionId, at }: { readonly subscriptionId: string; readonly at: Instant },
): Pick<Charge, 'subscription'> {
  if (discounts === undefined) return NONE;
  for (const { purchase } of discountsOn('billing', discounts, book)) {
    const isIts = purchase.subscriptionId === subscriptionId;
    if (isIts && purchase.validFrom <= at && at <= purchase.validTo) return { subscription: subscriptionId };
  }
  return NONE;
}

const NONE = {};
