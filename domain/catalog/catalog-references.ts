import { type Refusal, refusal } from '../refusal.ts';
import type { CatalogKind, Product } from './catalog.ts';
import type { CatalogIndex } from './catalog-index.ts';
import type { CatalogObject } from './compile-price-book.ts';

/** One mention of another catalog object: which, and in which field. */
export type CatalogReference = { readonly kind: CatalogKind; readonly code: string; readonly pointer: string };

/** What a kind is called in a sentence. */
export const KIND_WORDS = {
  resource: 'resource',
  eventType: 'event type',
  serviceType: 'service type',
  billItem: 'bill item',
  tax: 'tax',
  customerType: 'customer type',
  product: 'product',
  bundle: 'bundle',
  plan: 'plan',
  tag: 'tag',
  serviceField: 'service field',
  measurementUnit: 'measurement unit',
  ratingSet: 'rating set',
  tariffCalendar: 'tariff calendar',
  discount: 'discount',
  term: 'term',
  coupon: 'coupon',
  voucherBatch: 'voucher batch',
  filter: 'filter',
  eventGenerator: 'event generator',
  creditProfile: 'credit profile',
  taxSupplier: 'tax supplier',
  generalLedgerAccount: 'general ledger account',
  generalLedgerGroup: 'general ledger group',
  generalLedger: 'general ledger',
  dunningConfiguration: 'dunning configuration',
  customAttribute: 'custom attribute',
  messageTemplate: 'message template',
  notificationRule: 'notification rule',
} as const satisfies Record<CatalogKind, string>;

function ofProduct(product: Product): CatalogReference[] {
  const references: CatalogReference[] = [
    { kind: 'resource', code: product.resource, pointer: '/resource' },
    { kind: 'billItem', code: product.billItem, pointer: '/billItem' },
  ];
  if (product.eventType !== undefined) {
    references.push({ kind: 'eventType', code: product.eventType, pointer: '/eventType' });
  }
  if (product.serviceType !== undefined) {
    references.push({ kind: 'serviceType', code: product.serviceType, pointer: '/serviceType' });
  }
  if (product.allowance !== undefined) {
    references.push({ kind: 'resource', code: product.allowance, pointer: '/allowance' });
  }
  for (const [index, { tax }] of product.versions.entries()) {
    if (tax !== undefined) references.push({ kind: 'tax', code: tax, pointer: `/versions/${index}/tax` });
  }
  return references;
}

/** Every other catalog object that this one mentions. */
export function referencesOf({ kind, object }: CatalogObject): readonly CatalogReference[] {
  switch (kind) {
    case 'product':
      return ofProduct(object);
    case 'bundle':
      return object.items.map(({ product }, index) => ({
        kind: 'product',
        code: product,
        pointer: `/items/${index}/product`,
      }));
    case 'plan':
      return object.bundles.map((bundle, index) => ({ kind: 'bundle', code: bundle, pointer: `/bundles/${index}` }));
    default:
      return [];
  }
}

/** Refuses mentions of what does not exist; names every missing code and its field. */
export function refuseMissingReferences(object: CatalogObject, catalog: CatalogIndex): Refusal | null {
  const missing = referencesOf(object).filter(({ kind, code }) => !catalog[kind].has(code));
  if (missing.length === 0) return null;
  const errors = missing.map(({ kind, code, pointer }) => ({
    pointer,
    message: `There is no ${KIND_WORDS[kind]} "${code}". Create it first.`,
  }));
  const named = [...new Set(missing.map(({ kind, code }) => `${KIND_WORDS[kind]} "${code}"`))].join(', ');
  return refusal('catalog.reference_missing', `Create it first: ${named}.`, errors);
}

/** Who mentions an object: kind and code, in words. */
export function usersOf(
  { kind, code }: { readonly kind: CatalogKind; readonly code: string },
  objects: Iterable<CatalogObject>,
): readonly string[] {
  const users: string[] = [];
  for (const user of objects) {
    if (referencesOf(user).some((reference) => reference.kind === kind && reference.code === code)) {
      users.push(`${KIND_WORDS[user.kind]} "${user.object.code}"`);
    }
  }
  return users;
}

/** A few of many, as a sentence's end. */
export function listUsers(users: readonly string[]): string {
  const shown = users.slice(0, 5).join(', ');
  return users.length > 5 ? `${shown} and ${users.length - 5} more` : shown;
}
