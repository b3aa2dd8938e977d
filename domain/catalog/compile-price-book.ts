import type { CatalogKind, CatalogObjects } from './catalog.ts';
import { indexCatalog } from './catalog-index.ts';
import type { PriceBook } from './price-book.ts';

/** A catalog object with the name of its kind. */
export type CatalogObject = {
  readonly [K in CatalogKind]: { readonly kind: K; readonly object: CatalogObjects[K] };
}[CatalogKind];

/** A stored object of a kind is that kind's object: it was validated by it when it was saved. */
export const catalogObject = (stored: {
  readonly kind: CatalogKind;
  readonly object: CatalogObjects[CatalogKind];
}): CatalogObject => ({ kind: stored.kind, object: stored.object }) as CatalogObject;

/** Lays a site's whole catalog out for charging: what charging never names is left out. */
export function compilePriceBook(
  site: Pick<PriceBook, 'siteId' | 'version' | 'zone'>,
  objects: Iterable<CatalogObject>,
): PriceBook {
  const index = indexCatalog(objects);
  const products = new Map(
    [...index.product].map(([code, product]) => [
      code,
      { ...product, versions: product.versions.toSorted((a, b) => a.validFrom - b.validFrom) },
    ]),
  );
  return {
    ...site,
    resources: index.resource,
    eventTypes: index.eventType,
    serviceTypes: index.serviceType,
    taxes: index.tax,
    taxSuppliers: index.taxSupplier,
    products,
    bundles: index.bundle,
    plans: index.plan,
    billItems: index.billItem,
    discounts: index.discount,
    ratingSets: index.ratingSet,
    tariffCalendars: index.tariffCalendar,
    creditProfiles: index.creditProfile,
    eventGenerators: index.eventGenerator,
    terms: index.term,
    coupons: index.coupon,
    voucherBatches: index.voucherBatch,
    filters: index.filter,
    notificationRules: index.notificationRule,
    customAttributes: index.customAttribute,
  };
}
