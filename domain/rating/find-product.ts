import type { Product, ProductVersion } from '../catalog/catalog.ts';
import { type PriceBook, productVersionAt } from '../catalog/price-book.ts';
import { ok, type Result } from '../result.ts';
import type { PurchasedProduct, ServiceInstance } from '../subscription/subscription.ts';
import { covers, type Instant } from '../time/instant.ts';
import type { ContractIndex } from './contract-index.ts';
import { type Suspension, suspend } from './suspension.ts';

export type PricedProduct = {
  readonly purchase: PurchasedProduct;
  readonly product: Product;
  readonly version: ProductVersion;
};

/**
 * The usage product bought for the service, in the version valid when the event happened. Its validity alone decides: the job that starts
 * and ends purchases comes by later.
 */
export function findProduct(
  contract: ContractIndex,
  book: PriceBook,
  service: ServiceInstance,
  at: Instant,
): Result<PricedProduct, Suspension> {
  for (const purchase of contract.purchasesOfService.get(service.serviceId) ?? []) {
    const product = book.products.get(purchase.product);
    if (product?.type !== 'usage' || product.serviceType !== service.serviceType) continue;
    if (!covers({ from: purchase.validFrom, to: purchase.validTo }, at)) continue;
    const version = productVersionAt(product, at);
    if (version !== null) return ok({ purchase, product, version });
  }
  return suspend(
    'NO_RATE',
    `No product bought for the service ${service.identifier} prices ${service.serviceType} at the event's time. Add one and retry.`,
  );
}
