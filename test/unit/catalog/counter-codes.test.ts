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

/** Priced at a rate that tells two details: the price, and what else is moved. */
const rated = (counter: string, ...moved: readonly string[]): CatalogObject => {
  const { kind, object } = product('cycle', counter);
  if (kind !== 'product') throw new Error(kind);
  const [version, ...others] = object.versions;
  if (version === undefined) throw new Error('no version');
  const details = moved.map((code) => ({ resource: code, price: { model: 'per-unit' as const, unitPrice: '1' } }));
  const ratePlan = { otherwise: 'reject' as const, rates: [{ details: [{ price: version.price }, ...details] }] };
  return { kind, object: { ...object, versions: [{ ...version, ratePlan }, ...others] } };
};

test('a rate counts a unit once: tiers that count on a counter count for themselves', () => {
  const catalog = catalogWith(resource('USED', true), resource('OTHER', true));
  expect(misfitProblems(rated('USED', 'OTHER', 'USED'), catalog)).toMatchObject([
    { pointer: '/versions/0/ratePlan/rates/0/details/2/resource', message: expect.stringContaining('USED') },
  ]);
  expect(misfitProblems(rated('USED', 'OTHER'), catalog)).toEqual([]);
});
