import { FOREVER } from '../../time/instant.ts';
import type { Contract } from '../end-purchases.ts';
import type { PurchasedDiscount, PurchasedProduct, ServiceInstance } from '../subscription.ts';
import type { ChosenDiscount } from './choose-discounts.ts';
import type { ChosenProduct } from './choose-products.ts';

/** Numbers for what a decision creates, by position. A preview names things without using up numbers. */
export type NewIds = {
  readonly purchase: (index: number) => string;
  readonly service: (index: number) => string;
};

/** What a chosen product is used through: a service that exists already, or a new one. Null: it is no service. */
export type ServiceOf =
  | { readonly carried: ServiceInstance }
  | { readonly serviceType: string; readonly identifier: string; readonly pointer: string }
  | null;

/** A service that did not exist, and where its identifier stands in the request. */
export type NewService = { readonly service: ServiceInstance; readonly pointer: string };

/** What was bought at once. Discounts are numbered behind products. */
export type Bought = {
  readonly purchases: readonly PurchasedProduct[];
  readonly services: readonly NewService[];
  readonly discounts: readonly PurchasedDiscount[];
};

/** Makes purchases of what was chosen, pending until they are started, and the services that they need. */
export function buyProducts(
  chosen: readonly ChosenProduct[],
  serviceOf: readonly ServiceOf[],
  {
    subscriptionId,
    ids,
    discounts = [],
    planBundles,
  }: {
    readonly subscriptionId: string;
    readonly ids: NewIds;
    readonly discounts?: readonly ChosenDiscount[];
    /** What comes in another bundle is an add-on. */
    readonly planBundles: readonly string[];
  },
): Bought {
  const services: NewService[] = [];
  const serviceIdOf = (index: number, { validFrom }: ChosenProduct): string | null => {
    const wanted = serviceOf[index] ?? null;
    if (wanted === null) return null;
    if ('carried' in wanted) return wanted.carried.serviceId;
    const { serviceType, identifier, pointer } = wanted;
    const serviceId = ids.service(services.length);
    const service = { serviceId, subscriptionId, serviceType, identifier, validFrom, validTo: FOREVER };
    services.push({ service: { ...service, status: 'active' }, pointer });
    return serviceId;
  };
  const purchases = chosen.map((choice, index): PurchasedProduct => {
    const { bundle, product, quantity, value, validFrom, validTo } = choice;
    const serviceId = serviceIdOf(index, choice);
    return {
      purchaseId: ids.purchase(index),
      subscriptionId,
      bundle,
      product: product.code,
      quantity,
      ...(value === undefined ? {} : { value }),
      ...(serviceId === null ? {} : { serviceId }),
      validFrom,
      validTo,
      status: 'pending',
      chargedThrough: validFrom,
      ...(planBundles.includes(bundle) ? {} : { addOn: true as const }),
    };
  });
  return {
    purchases,
    services,
    discounts: discounts.map(
      ({ bundle, discount, validFrom, validTo }, index): PurchasedDiscount => ({
        purchaseId: ids.purchase(purchases.length + index),
        subscriptionId,
        bundle,
        discount: discount.code,
        validFrom,
        validTo,
        status: 'pending',
      }),
    ),
  };
}

/** A contract with what was bought, not yet started. */
export const withBought = ({ head, profile }: Contract, { purchases, services, discounts }: Bought): Contract => ({
  head,
  profile: {
    ...profile,
    purchases: [...profile.purchases, ...purchases],
    services: [...profile.services, ...services.map(({ service }) => service)],
    ...(discounts.length === 0 ? {} : { discounts: [...(profile.discounts ?? []), ...discounts] }),
  },
});
