import type { CatalogKind, CatalogObjects, Product } from '../../../../domain/catalog/catalog.ts';
import type { CatalogObject } from '../../../../domain/catalog/compile-price-book.ts';
import type { RatingSet } from '../../../../domain/catalog/service-design.ts';
import { type Instant, instantText } from '../../../../domain/time/instant.ts';
import type { Wire } from '../../../shared/answer.ts';
import type { AnswerOf } from '../../contract/catalog/kinds.ts';

const asIs = <T>(object: T): T => object;
const withValidity = <T extends { readonly validFrom: Instant; readonly validTo: Instant }>(object: T) => ({
  ...object,
  validFrom: instantText(object.validFrom),
  validTo: instantText(object.validTo),
});
const productWire = (product: Product) => ({
  ...product,
  versions: product.versions.map((version) => ({ ...version, validFrom: instantText(version.validFrom) })),
});
const ratingSetWire = (set: RatingSet) => ({
  ...set,
  rows: set.rows.map(({ validFrom, validTo, ...row }) => ({
    ...row,
    ...(validFrom === undefined ? {} : { validFrom: instantText(validFrom) }),
    ...(validTo === undefined ? {} : { validTo: instantText(validTo) }),
  })),
});

/** Writes each kind's object as its contract says. */
export const WIRE: { readonly [K in CatalogKind]: (object: CatalogObjects[K]) => Wire<AnswerOf<K>> } = {
  resource: asIs,
  eventType: asIs,
  tag: asIs,
  serviceField: asIs,
  measurementUnit: asIs,
  serviceType: asIs,
  ratingSet: ratingSetWire,
  tariffCalendar: asIs,
  billItem: asIs,
  tax: withValidity,
  customerType: asIs,
  product: productWire,
  discount: withValidity,
  term: asIs,
  bundle: withValidity,
  plan: withValidity,
  filter: asIs,
  coupon: withValidity,
  voucherBatch: withValidity,
  eventGenerator: asIs,
  creditProfile: asIs,
  taxSupplier: asIs,
  generalLedgerAccount: asIs,
  generalLedgerGroup: asIs,
  generalLedger: asIs,
  dunningConfiguration: asIs,
  customAttribute: asIs,
  messageTemplate: asIs,
  notificationRule: asIs,
};

const wireOf = <K extends CatalogKind>(kind: K, object: CatalogObjects[K]): Wire<AnswerOf<K>> => WIRE[kind](object);

/** Any object as the API answers it. */
export const catalogWire = ({ kind, object }: CatalogObject): object => wireOf(kind, object);
