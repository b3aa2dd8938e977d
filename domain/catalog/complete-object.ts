import type { CatalogIndex } from './catalog-index.ts';
import type { CatalogObject } from './compile-price-book.ts';
import { withUnitSize } from './unit-size.ts';

/** The object with everything that the rest of the catalog says of it: it is kept so, and readers need not look it up. */
export const completeObject = (object: CatalogObject, catalog: CatalogIndex): CatalogObject =>
  object.kind === 'serviceType' ? { ...object, object: withUnitSize(object.object, catalog) } : object;
