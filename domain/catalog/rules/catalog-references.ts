import { type Refusal, refusal } from '../../refusal.ts';
import type { CatalogKind, CatalogObjects } from '../catalog.ts';
import type { CatalogIndex } from '../catalog-index.ts';
import type { CatalogObject } from '../compile-price-book.ts';
import { type CatalogReference, REFERENCES_OF } from './references-of-kind.ts';

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

/** Every other catalog object that this one mentions. */
export const referencesOf = ({ kind, object }: CatalogObject): readonly CatalogReference[] => [
  ...mentions(kind, object),
];

/** A kind and its own object: `CatalogObject` promises that the two belong together. */
const mentions = <K extends CatalogKind>(kind: K, object: CatalogObjects[K]): Iterable<CatalogReference> =>
  REFERENCES_OF[kind](object);

/** Refuses mentions of what does not exist; names every missing code and its field. */
export function refuseMissingReferences(object: CatalogObject, catalog: CatalogIndex): Refusal | null {
  const missing = referencesOf(object).filter(
    ({ kind, code, isLoose }) => isLoose !== true && !catalog[kind].has(code),
  );
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
