import type { CatalogKind } from '../../../../domain/catalog/catalog.ts';
import { byReadingOrder } from '../../../../domain/catalog/rules/reference-order.ts';
import { CATALOG_KINDS } from '../../routes/catalog.ts';

/** A part of a catalog file: all objects of a kind, under the kind's plural. */
export type CatalogSection = { readonly kind: CatalogKind; readonly section: string };

const lowerFirst = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);

/** Sections in the order of a file. */
export const CATALOG_SECTIONS: readonly CatalogSection[] = CATALOG_KINDS.map(({ kind, plural }) => ({
  kind,
  section: lowerFirst(plural),
})).toSorted((left, right) => byReadingOrder(left.kind, right.kind));
