import type { CatalogKind, CatalogObjects } from './catalog.ts';
import type { CatalogObject } from './compile-price-book.ts';

/** A site's whole catalog, by kind and code. */
export type CatalogIndex = { readonly [K in CatalogKind]: ReadonlyMap<string, CatalogObjects[K]> };

export function indexCatalog(objects: Iterable<CatalogObject>): CatalogIndex {
  const index: { readonly [K in CatalogKind]: Map<string, CatalogObjects[K]> } = {
    resource: new Map(),
    eventType: new Map(),
    serviceType: new Map(),
    billItem: new Map(),
    tax: new Map(),
    customerType: new Map(),
    product: new Map(),
    bundle: new Map(),
    plan: new Map(),
    tag: new Map(),
    serviceField: new Map(),
    measurementUnit: new Map(),
    ratingSet: new Map(),
    tariffCalendar: new Map(),
    discount: new Map(),
    term: new Map(),
    coupon: new Map(),
    voucherBatch: new Map(),
    filter: new Map(),
    eventGenerator: new Map(),
    creditProfile: new Map(),
    taxSupplier: new Map(),
    generalLedgerAccount: new Map(),
    generalLedgerGroup: new Map(),
    generalLedger: new Map(),
    dunningConfiguration: new Map(),
    customAttribute: new Map(),
    messageTemplate: new Map(),
    notificationRule: new Map(),
  };
  const add = <K extends CatalogKind>(kind: K, object: CatalogObjects[K]) => index[kind].set(object.code, object);
  for (const { kind, object } of objects) add(kind, object);
  return index;
}
