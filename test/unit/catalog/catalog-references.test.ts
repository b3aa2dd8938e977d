import { expect, test } from 'vitest';
import type { Product } from '../../../domain/catalog/catalog.ts';
import { indexCatalog } from '../../../domain/catalog/catalog-index.ts';
import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import {
  listUsers,
  referencesOf,
  refuseMissingReferences,
  usersOf,
} from '../../../domain/catalog/rules/catalog-references.ts';
import { isReserved } from '../../../domain/catalog/rules/reserved-codes.ts';

const PRODUCT: Product = {
  code: 'data-usage',
  name: 'Data',
  type: 'usage',
  resource: 'EUR',
  billItem: 'usage',
  serviceType: 'data',
  allowance: 'MB',
  prorationOnPurchase: 'prorate',
  prorationOnCancel: 'prorate',
  versions: [
    { validFrom: 0, price: { model: 'flat', amount: '1' } },
    { validFrom: 1, price: { model: 'flat', amount: '2' }, tax: 'vat' },
  ],
};
const bundle = (code: string, ...products: string[]): CatalogObject => ({
  kind: 'bundle',
  object: {
    code,
    name: code,
    validFrom: 0,
    validTo: 1,
    items: products.map((product) => ({ product, quantity: '1', optional: false })),
  },
});

test('a product mentions what it is charged in, billed under, used on, taken from and taxed with', () => {
  const references = referencesOf({ kind: 'product', object: PRODUCT });
  expect(references.map(({ kind, code, pointer }) => `${kind} ${code} ${pointer}`)).toEqual([
    'resource EUR /resource',
    'billItem usage /billItem',
    'serviceType data /serviceType',
    'resource MB /allowance',
    'tax vat /versions/1/tax',
  ]);
});

test('what nothing can be mentioned in mentions nothing', () => {
  expect(referencesOf({ kind: 'customerType', object: { code: 'home', name: 'Home' } })).toEqual([]);
});

test('a code that is missing twice is named once, at both places', () => {
  const refused = refuseMissingReferences(bundle('b', 'gone', 'gone'), indexCatalog([]));
  expect(refused?.detail).toBe('Create it first: product "gone".');
  expect(refused?.errors?.map(({ pointer }) => pointer)).toEqual(['/items/0/product', '/items/1/product']);
});

test('users are those that mention the kind and the code, not the code alone', () => {
  const objects = [bundle('one', 'fee'), bundle('two', 'other'), bundle('fee', 'other')];
  expect(usersOf({ kind: 'product', code: 'fee' }, objects)).toEqual(['bundle "one"']);
  expect(usersOf({ kind: 'bundle', code: 'fee' }, objects)).toEqual([]);
});

test('of many users a few are named and the rest counted', () => {
  expect(listUsers(['a', 'b'])).toBe('a, b');
  expect(listUsers(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('a, b, c, d, e and 2 more');
});

test('codes are reserved for event types alone', () => {
  expect(isReserved('eventType', 'USAGE')).toBe(true);
  expect(isReserved('eventType', 'usage')).toBe(false);
  expect(isReserved('product', 'USAGE')).toBe(false);
});
