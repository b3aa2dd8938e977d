import type { PriceBook } from '../../catalog/price-book.ts';
import type { DraftEntry } from '../../ledger/entry.ts';
import { applyCoupons, besides } from '../../promotion/apply-coupons.ts';
import type { Refusal } from '../../refusal.ts';
import { ok, type Result } from '../../result.ts';
import type { Instant, Period } from '../../time/instant.ts';
import type { PurchasedProduct, RatingProfile } from '../subscription.ts';
import { chargeArrear } from './charge-arrear.ts';
import type { ChargeContext } from './charge-context.ts';
import { type Charged, chargeRecurring, productOf } from './charge-recurring.ts';

/** What is in arrear lands on the ended cycle's bill, what is forward on the starting one's. */
export type CycleCharges = {
  readonly arrear: readonly DraftEntry[];
  readonly forward: readonly DraftEntry[];
  readonly profile: RatingProfile;
};

/**
 * The recurring charges at the turn of a bill period: arrear for the period that ended, forward for the one that starts.
 * Charged-through marks what is done, so that the same turn twice charges nothing more. An inactive customer renews nothing; a prepaid one
 * renews from the money in hand, once the ended cycle is paid: see renewAhead.
 */
export function chargeCycle(turn: {
  readonly profile: RatingProfile;
  readonly book: PriceBook;
  readonly ended: Period;
  readonly starting: Period;
  readonly now: Instant;
}): Result<CycleCharges, Refusal> {
  const { profile, book, ended, starting, now } = turn;
  if (profile.status !== 'active') return ok({ arrear: [], forward: [], profile });
  const onto = (bill: Period): ChargeContext => ({ profile, book, billPeriodOf: () => bill, now });
  const arrear: DraftEntry[] = [];
  const forward: DraftEntry[] = [];
  const purchases: PurchasedProduct[] = [];
  for (const purchase of profile.purchases) {
    if (purchase.status !== 'active') {
      purchases.push(purchase);
      continue;
    }
    const product = productOf(book, purchase);
    if (!product.ok) return product;
    const isArrear = product.value.cycle === 'arrear';
    if (!isArrear && profile.paymentType === 'prepaid') {
      purchases.push(purchase);
      continue;
    }
    const charged: Result<Charged, Refusal> = isArrear
      ? chargeArrear(onto(ended), purchase, ended.to)
      : chargeRecurring(onto(starting), purchase, { until: starting.to, kind: 'cycle' });
    if (!charged.ok) return charged;
    const discounted = applyCoupons(charged.value, { book, purchases: besides(purchases, profile) });
    (isArrear ? arrear : forward).push(...discounted.drafts);
    purchases.push(discounted.purchase);
  }
  return ok({ arrear, forward, profile: { ...profile, purchases } });
}
