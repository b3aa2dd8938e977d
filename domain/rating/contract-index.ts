import type {
  PurchasedDiscount,
  PurchasedProduct,
  RatingProfile,
  ServiceInstance,
} from '../subscription/subscription.ts';
import { isPolicy } from './sharing/is-policy.ts';

/** A rating profile laid out for look-ups: made once per batch, however many events follow. */
export type ContractIndex = {
  readonly profile: RatingProfile;
  readonly services: ReadonlyMap<string, readonly ServiceInstance[]>;
  readonly purchasesOfService: ReadonlyMap<string, readonly PurchasedProduct[]>;
  /** Bought and not started by the job yet. */
  readonly pendingPurchases: readonly PurchasedProduct[];
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
  const discountsOfSubscription = new Map<string, PurchasedDiscount[]>();
  const ownDiscounts = new Map<string, PurchasedDiscount[]>();
  for (const discount of profile.discounts ?? []) {
    add(discountsOfSubscription, discount.subscriptionId, discount);
    if (!isPolicy(profile, discount)) add(ownDiscounts, discount.subscriptionId, discount);
  }
  return { profile, services, purchasesOfService, pendingPurchases, discountsOfSubscription, ownDiscounts };
}

function add<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
