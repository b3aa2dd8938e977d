import type { CatalogKind } from '../catalog.ts';
import type { CatalogObject } from '../compile-price-book.ts';
import { objectKey } from '../undo-revisions.ts';
import { KIND_WORDS, referencesOf } from './catalog-references.ts';

/** Kinds in the order in which a person reads a catalog: what is mentioned before what mentions it. */
const READING_ORDER = {
  resource: 0,
  eventType: 1,
  tag: 2,
  customerType: 3,
  customAttribute: 4,
  billItem: 5,
  generalLedgerAccount: 6,
  generalLedgerGroup: 7,
  generalLedger: 8,
  taxSupplier: 9,
  tax: 10,
  serviceField: 11,
  measurementUnit: 12,
  serviceType: 13,
  ratingSet: 14,
  tariffCalendar: 15,
  eventGenerator: 16,
  product: 17,
  discount: 18,
  filter: 19,
  term: 20,
  bundle: 21,
  plan: 22,
  coupon: 23,
  voucherBatch: 24,
  messageTemplate: 25,
  notificationRule: 26,
  creditProfile: 27,
  dunningConfiguration: 28,
} as const satisfies Record<CatalogKind, number>;

const rank = (kind: CatalogKind): number => READING_ORDER[kind];

/** Sorts kinds as a file of the catalog lists them. */
export const byReadingOrder = (left: CatalogKind, right: CatalogKind): number => rank(left) - rank(right);

const byKindAndCode = (left: CatalogObject, right: CatalogObject): number =>
  byReadingOrder(left.kind, right.kind) || (left.object.code < right.object.code ? -1 : 1);

/**
 * Objects with what they mention before them, as far as that is among them: in this order each can be created when its turn comes.
 * Always the same order for the same objects. Where some mention each other in a circle, one of them comes first all the same.
 */
export function inReferenceOrder(objects: Iterable<CatalogObject>): readonly CatalogObject[] {
  const sorted = [...objects].toSorted(byKindAndCode);
  const known = new Map(sorted.map((one) => [objectKey(one.kind, one.object.code), one]));
  const placed = new Set<CatalogObject>();
  const place = (one: CatalogObject): void => {
    if (placed.has(one)) return;
    placed.add(one);
    for (const { kind, code } of referencesOf(one)) {
      const mentioned = known.get(objectKey(kind, code));
      if (mentioned !== undefined) place(mentioned);
    }
    ordered.push(one);
  };
  const ordered: CatalogObject[] = [];
  for (const one of sorted) place(one);
  return ordered;
}

/** What a kind is called at the beginning of a sentence about one object. */
export const nameOf = ({ kind, object }: CatalogObject): string => `${KIND_WORDS[kind]} "${object.code}"`;
