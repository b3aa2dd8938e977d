import type { PriceBook } from '../catalog/price-book.ts';
import { appendEntries } from '../ledger/append-entries.ts';
import type { Head } from '../ledger/head.ts';
import { applyCoupons, besides } from '../promotion/apply-coupons.ts';
import { takeBackCoupons } from '../promotion/take-back-coupons.ts';
import type { Refusal } from '../refusal.ts';
import { ok, type Result } from '../result.ts';
import type { Instant } from '../time/instant.ts';
import { earlier, later } from '../time/order.ts';
import { chargeContext } from './charges/charge-context.ts';
import { endPurchase, type PurchaseEnd } from './end-purchase.ts';
import { startPurchase } from './start-purchase.ts';
import type { PurchasedDiscount, PurchasedProduct, RatingProfile, ServiceInstance } from './subscription.ts';

/** A balance group: its ledger and its contract, as decisions take and give them. */
export type Contract = { readonly head: Head; readonly profile: RatingProfile };

/** What lifecycle decisions are made with. */
export type LifecycleTime = { readonly book: PriceBook; readonly now: Instant };

/** What a bundle brought: a product or a discount. */
export type Purchase = PurchasedProduct | PurchasedDiscount;

/** True while a purchase runs or is to run. */
export const isLive = ({ status }: Pick<Purchase, 'status'>): boolean => status === 'active' || status === 'pending';

/** Ends the purchases and discounts for which `endOf` names an end; the others stay as they are. Services are left alone. */
export function endPurchases(
  { head, profile }: Contract,
  { book, now }: LifecycleTime,
  endOf: (purchase: Purchase) => PurchaseEnd | null,
): Result<Contract, Refusal> {
  const context = chargeContext({ profile, book, cycles: head.cycles, now });
  let after = head;
  const purchases: PurchasedProduct[] = [];
  for (const purchase of profile.purchases) {
    const end = isLive(purchase) ? endOf(purchase) : null;
    if (end === null) {
      purchases.push(purchase);
      continue;
    }
    const begun = hasBegun(purchase, { end, now })
      ? startPurchase(after, context, purchase, besides(purchases, profile))
      : ok({ head: after, purchase });
    if (!begun.ok) return begun;
    after = begun.value.head;
    const ended = endPurchase(context, after.buckets, begun.value.purchase, end);
    if (!ended.ok) return ended;
    const charged = applyCoupons(ended.value, { book, purchases: besides(purchases, profile) });
    after = appendEntries(after, takeBackCoupons(charged.drafts, begun.value.purchase));
    purchases.push(charged.purchase);
  }
  return ok({ head: after, profile: { ...profile, purchases, ...discountsWith(profile, endDiscount(endOf)) } });
}

/** The job that starts purchases has not come by, but the purchase could be used since: what was used is paid for. */
const hasBegun = (
  { status, validFrom, suspendedAt }: PurchasedProduct,
  { end, now }: { readonly end: PurchaseEnd; readonly now: Instant },
): boolean => status === 'pending' && suspendedAt === undefined && validFrom < end.at && validFrom <= now;

/** A discount costs nothing, so that nothing is given back: it only stops. */
const endDiscount =
  (endOf: (purchase: Purchase) => PurchaseEnd | null) =>
  (discount: PurchasedDiscount): PurchasedDiscount => {
    const end = isLive(discount) ? endOf(discount) : null;
    if (end === null) return discount;
    const validTo = later(discount.validFrom, earlier(discount.validTo, end.at));
    return { ...discount, status: end.as, validTo };
  };

/** The contract's discounts, each changed; nothing for a contract that has none. */
export const discountsWith = (
  { discounts }: Pick<RatingProfile, 'discounts'>,
  change: (discount: PurchasedDiscount) => PurchasedDiscount,
): Pick<RatingProfile, 'discounts'> => (discounts === undefined ? {} : { discounts: discounts.map(change) });

/** A service that was given back, for its identifier to be released. */
export type ReleasedService = Pick<ServiceInstance, 'serviceId' | 'identifier' | 'serviceType'> & {
  readonly at: Instant;
};

/** Services for which no purchase is left end when the last of them ended. */
export function releaseIdleServices(profile: RatingProfile): {
  readonly profile: RatingProfile;
  readonly released: readonly ReleasedService[];
} {
  const released: ReleasedService[] = [];
  const services = profile.services.map((service): ServiceInstance => {
    if (service.status === 'released') return service;
    const purchases = profile.purchases.filter(({ serviceId }) => serviceId === service.serviceId);
    if (purchases.some(isLive)) return service;
    let at = service.validFrom;
    for (const { validTo } of purchases) if (validTo > at) at = validTo;
    released.push({
      serviceId: service.serviceId,
      identifier: service.identifier,
      serviceType: service.serviceType,
      at,
    });
    return { ...service, status: 'released', validTo: at };
  });
  return { profile: { ...profile, services }, released };
}
