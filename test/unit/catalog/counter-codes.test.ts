import { expect, test } from 'vitest';
import { indexCatalog } from '../../../domain/catalog/catalog-index.ts';
import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import { misfitProblems } from '../../../domain/catalog/rules/check-object.ts';
import { DATA, EUR, MB, usageProduct } from '../../support/usage-world.ts';

const product = (basis: 'cycle' | 'event', counter?: string): CatalogObject => ({
  kind: 'product',
  object: usageProduct('data', {
    model: 'package',
    size: '10',
    amount: '1',
    basis,
    ...(counter === undefined ? {} : { counter }),
  }),
});
const resource = (code: string, counter: boolean): CatalogObject => ({
  kind: 'resource',
  object: { ...MB, code, ...(counter ? { counter } : {}) },
});
const catalogWith = (...objects: readonly CatalogObject[]) =>
  indexCatalog([{ kind: 'resource', object: EUR }, { kind: 'serviceType', object: DATA }, ...objects]);

test('a counter has not the code under which a product counts: the tiers of one would count with the units of the other', () => {
  const counter = resource('data-usage', true);
  expect(misfitProblems(counter, catalogWith(product('cycle')))).toMatchObject([{ pointer: '/code' }]);
  expect(misfitProblems(product('cycle'), catalogWith(counter))).toMatchObject([{ pointer: '/code' }]);
});

test.for([
  { because: 'it is held in buckets', sold: product('cycle'), counted: resource('data-usage', false) },
  { because: 'the product counts nothing', sold: product('event'), counted: resource('data-usage', true) },
  { because: 'the product means it', sold: product('cycle', 'data-usage'), counted: resource('data-usage', true) },
  { because: 'the codes differ', sold: product('cycle'), counted: resource('VOLUME', true) },
])('both may be: $because', ({ sold, counted }) => {
  expect(misfitProblems(counted, catalogWith(sold))).toEqual([]);
  expect(misfitProblems(sold, catalogWith(counted))).toEqual([]);
});
