import { isWaiting } from '../subscription/prepaid/suspension.ts';
import type {
  PurchasedDiscount,
  PurchasedProduct,
  RatingProfile,
  ServiceInstance,
} from '../subscription/subscription.ts';
import type { Instant } from '../time/instant.ts';
import { earlier } from '../time/order.ts';
import { isPolicy } from './sharing/is-policy.ts';

/** A rating profile laid out for look-ups: made once per batch, however many events follow. */
export type ContractIndex = {
  readonly profile: RatingProfile;
  readonly services: ReadonlyMap<string, readonly ServiceInstance[]>;
  readonly purchasesOfService: ReadonlyMap<string, readonly PurchasedProduct[]>;
  /** Bought and not started by the job yet. */
  readonly pendingPurchases: readonly PurchasedProduct[];
  /** Since when subscriptions wait for the money that their renewal costs. */
  readonly suspendedSubscriptions: ReadonlyMap<string, Instant>;
  readonly discountsOfSubscription: ReadonlyMap<string, readonly PurchasedDiscount[]>;
  /** Those that are taken off the subscription's own charges: no policies of sharing groups. */
  readonly ownDiscounts: ReadonlyMap<string, readonly PurchasedDiscount[]>;
};

export const serviceKey = (serviceType: string, identifier: string): string => `${serviceType}|${identifier}`;

export function indexContract(profile: RatingProfile): ContractIndex {
  const services = new Map<string, ServiceInstance[]>();
  for (const service of profile.services) add(services, serviceKey(service.serviceType, service.identifier), service);
  const purchasesOfService = new Map<string, PurchasedProduct[]>();
  for (const purchase of profile.purchases) {
    if (purchase.serviceId !== undefined) add(purchasesOfService, purchase.serviceId, purchase);
  }
  const pendingPurchases = profile.purchases.filter(({ status }) => status === 'pending');
  const suspendedSubscriptions = new Map<string, Instant>();
  for (const { subscriptionId, addOn, suspendedAt, status } of profile.purchases) {
    if (suspendedAt === undefined || addOn === true || !isWaiting({ status, suspendedAt })) continue;
    suspendedSubscriptions.set(
      subscriptionId,
      earlier(suspendedAt, suspendedSubscriptions.get(subscriptionId) ?? suspendedAt),
    );
  }
  const discountsOfSubscription = new Map<string, PurchasedDiscount[]>();
  const ownDiscounts = new Map<string, PurchasedDiscount[]>();
  for (const discount of profile.discounts ?? []) {
    add(discountsOfSubscription, discount.subscriptionId, discount);
    if (!isPolicy(profile, discount)) add(ownDiscounts, discount.subscriptionId, discount);
  }
  return {
    profile,
    services,
    purchasesOfService,
    pendingPurchases,
    suspendedSubscriptions,
    discountsOfSubscription,
    ownDiscounts,
  };
}

function add<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
