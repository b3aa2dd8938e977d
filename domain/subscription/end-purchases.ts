import type { PriceBook } from '../catalog/price-book.ts';
import { appendEntries } from '../ledger/append-entries.ts';
import type { Head } from '../ledger/head.ts';
import type { Refusal } from '../refusal.ts';
import { ok, type Result } from '../result.ts';
import type { Instant } from '../time/instant.ts';
import { chargeContext } from './charge-context.ts';
import { endPurchase, type PurchaseEnd } from './end-purchase.ts';
import type { PurchasedProduct, RatingProfile, ServiceInstance } from './subscription.ts';

/** A balance group: its ledger and its contract, as decisions take and give them. */
export type Contract = { readonly head: Head; readonly profile: RatingProfile };

/** What lifecycle decisions are made with. */
export type LifecycleTime = { readonly book: PriceBook; readonly now: Instant };

/** True while a purchase runs or is to run. */
export const isLive = ({ status }: PurchasedProduct): boolean => status === 'active' || status === 'pending';

/** Ends the purchases for which `endOf` names an end; the others stay as they are. Services are left alone. */
export function endPurchases(
  { head, profile }: Contract,
  { book, now }: LifecycleTime,
  endOf: (purchase: PurchasedProduct) => PurchaseEnd | null,
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
    const ended = endPurchase(context, after.buckets, purchase, end);
    if (!ended.ok) return ended;
    after = appendEntries(after, ended.value.drafts);
    purchases.push(ended.value.purchase);
  }
  return ok({ head: after, profile: { ...profile, purchases } });
}

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
