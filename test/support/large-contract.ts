import type {
  PurchasedDiscount,
  PurchasedProduct,
  RatingProfile,
  ServiceInstance,
} from '../../domain/subscription/subscription.ts';
import { FOREVER } from '../../domain/time/instant.ts';
import { MARCH, profileOf } from './usage-world.ts';

const always = { validFrom: MARCH.from, validTo: FOREVER, status: 'active' as const };

/** A service and the usage product that was bought for it. Ten services are of one subscription. */
export function serviceNumber(index: number): { service: ServiceInstance; purchase: PurchasedProduct } {
  const serviceId = `${1000 + index}`;
  const subscriptionId = `${1 + Math.floor(index / 10)}`;
  return {
    service: { serviceId, subscriptionId, serviceType: 'data', identifier: `data-${serviceId}`, ...always },
    purchase: {
      purchaseId: `p${serviceId}`,
      subscriptionId,
      bundle: 'data',
      product: 'data',
      quantity: '1',
      serviceId,
      chargedThrough: MARCH.from,
      ...always,
    },
  };
}

export const feeNumber = (index: number, product = 'fee'): PurchasedProduct => ({
  purchaseId: `f${index}`,
  subscriptionId: '1',
  bundle: 'fees',
  product,
  quantity: '1',
  chargedThrough: MARCH.from,
  ...always,
});

export const discountNumber = (index: number, subscriptionId = '1'): PurchasedDiscount => ({
  purchaseId: `d${index}`,
  subscriptionId,
  bundle: 'fees',
  discount: `D${index}`,
  ...always,
});

/** A new contract with so many services, purchases for none, and discounts of the first subscription. */
export function contractWith(
  group: string,
  { services = 0, fees = 0, discounts = 0 }: { services?: number; fees?: number; discounts?: number },
): RatingProfile {
  const sold = Array.from({ length: services }, (_, index) => serviceNumber(index));
  const contract = {
    ...profileOf([], group),
    version: 0,
    services: sold.map(({ service }) => service),
    purchases: [
      ...sold.map(({ purchase }) => purchase),
      ...Array.from({ length: fees }, (_, index) => feeNumber(index)),
    ],
  };
  if (discounts === 0) return contract;
  return { ...contract, discounts: Array.from({ length: discounts }, (_, index) => discountNumber(index)) };
}
