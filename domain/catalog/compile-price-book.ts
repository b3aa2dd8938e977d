import type {
  BillItem,
  Bundle,
  CatalogKind,
  CatalogObjects,
  EventType,
  Plan,
  Product,
  Resource,
  ServiceType,
  Tax,
} from './catalog.ts';
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

/** Lays a site's whole catalog out for charging. Customer types, which nothing charged names, are left out. */
export function compilePriceBook(siteId: string, version: number, objects: Iterable<CatalogObject>): PriceBook {
  const book = {
    siteId,
    version,
    resources: new Map<string, Resource>(),
    eventTypes: new Map<string, EventType>(),
    serviceTypes: new Map<string, ServiceType>(),
    taxes: new Map<string, Tax>(),
    products: new Map<string, Product>(),
    bundles: new Map<string, Bundle>(),
    plans: new Map<string, Plan>(),
    billItems: new Map<string, BillItem>(),
  } satisfies PriceBook;
  for (const { kind, object } of objects) {
    switch (kind) {
      case 'resource':
        book.resources.set(object.code, object);
        break;
      case 'eventType':
        book.eventTypes.set(object.code, object);
        break;
      case 'serviceType':
        book.serviceTypes.set(object.code, object);
        break;
      case 'tax':
        book.taxes.set(object.code, object);
        break;
      case 'product':
        book.products.set(object.code, {
          ...object,
          versions: object.versions.toSorted((a, b) => a.validFrom - b.validFrom),
        });
        break;
      case 'bundle':
        book.bundles.set(object.code, object);
        break;
      case 'plan':
        book.plans.set(object.code, object);
        break;
      case 'billItem':
        book.billItems.set(object.code, object);
        break;
      case 'customerType':
        break;
    }
  }
  return book;
}
