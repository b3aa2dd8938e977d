import type { Bundle, Product } from '../../../domain/catalog/catalog.ts';
import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import type { VoucherBatch } from '../../../domain/catalog/promotion.ts';
import { FOREVER, type Instant } from '../../../domain/time/instant.ts';
import { makeVouchers } from '../../../functions/use-cases/promotions/make-vouchers.ts';
import { onboardCustomer } from '../../../functions/use-cases/subscriptions/onboard-customer.ts';
import { allowed, at, product, version } from '../../unit/subscription/contract.ts';
import type { InMemoryStore } from '../memory/in-memory-store.ts';
import { anaBuys, callAt, SITE, shopAt } from './shop.ts';

const siteId = SITE.siteId;
const bundle = (code: string, products: readonly string[], changes: Partial<Bundle> = {}): CatalogObject => ({
  kind: 'bundle',
  object: {
    ...{ code, name: code, validFrom: 0, validTo: FOREVER },
    items: products.map((one) => ({ product: one, quantity: '1', optional: false })),
    ...changes,
  },
});
const one = (object: Product): CatalogObject => ({ kind: 'product', object });

/** Beside the phone shop's: 100 MB, ten euros in hand, a television add-on, a second line. */
export const ADD_ONS: readonly CatalogObject[] = [
  one(product({ code: 'MB_100', type: 'one-time', resource: 'MB', versions: [version('-100')] })),
  one(product({ code: 'TEN_EUROS', type: 'one-time', versions: [version('-10', 'VAT')] })),
  one(product({ code: 'TV', versions: [version('10', 'VAT')] })),
  bundle('DATA_100', ['MB_100']),
  bundle('MONEY_10', ['TEN_EUROS']),
  bundle('TV', ['TV']),
  bundle('LINE_2', ['VOICE_TOO']),
];

export const batchOf = (changes: Partial<VoucherBatch> = {}): VoucherBatch => ({
  ...{ code: 'XMAS', name: 'Christmas', characters: 'numeric', template: 'XMAS-#', quantity: 5, rangeStart: 1 },
  ...{ redemptions: 1, bundle: 'DATA_100', validFrom: at('2026-01-01'), validTo: at('2027-01-01') },
  ...changes,
});

/** Puts objects into the shop's catalog, as if they had always been there. */
export function stock(store: InMemoryStore, ...objects: readonly CatalogObject[]): void {
  for (const { kind, object } of objects) {
    store.seed({ put: 'catalog', value: { siteId, kind, code: object.code, object, version: 0 } });
  }
}

/** The shop with add-ons and batches of codes; Ana and others have bought the phone plan. */
export async function voucherShop(
  now: Instant,
  { batches = [], customers = 1 }: { readonly batches?: readonly VoucherBatch[]; readonly customers?: number } = {},
): Promise<InMemoryStore> {
  const store = shopAt(now);
  stock(store, ...ADD_ONS, ...batches.map((object): CatalogObject => ({ kind: 'voucherBatch', object })));
  for (const { code } of batches) allowed(await makeVouchers(store)({ siteId }, code));
  for (let index = 1; index <= customers; index++) {
    const who = index === 1 ? {} : { firstName: `Bor ${index}`, email: `bor-${index}@example.com` };
    allowed(await onboardCustomer(store)(callAt(now), anaBuys({ identifier: `041-111-22${index}` }, who)));
  }
  return store;
}
