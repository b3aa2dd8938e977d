import { expect, test } from 'vitest';
import { type CatalogObject, catalogObject } from '../../../domain/catalog/compile-price-book.ts';
import type { TermLength } from '../../../domain/catalog/promotion.ts';
import { inReferenceOrder } from '../../../domain/catalog/rules/reference-order.ts';
import { FOREVER } from '../../../domain/time/instant.ts';

const plan = (code: string, bundle: string): CatalogObject =>
  catalogObject({
    kind: 'plan',
    object: { code, name: code, status: 'draft', bundles: [bundle], validFrom: 0, validTo: FOREVER, paymentTypes: [] },
  });
const bundle = (code: string): CatalogObject =>
  catalogObject({ kind: 'bundle', object: { code, name: code, validFrom: 0, validTo: FOREVER, items: [] } });
const YEAR: TermLength = { value: 1, unit: 'year', alignment: 'exact' };
const term = (code: string, next: string): CatalogObject =>
  catalogObject({
    kind: 'term',
    object: { code, name: code, commitment: YEAR, renewal: { type: 'term', term: next } },
  });

const codes = (objects: readonly CatalogObject[]) => inReferenceOrder(objects).map(({ object }) => object.code);

test('what is mentioned comes before what mentions it, whatever the order it was given in', () => {
  expect(codes([plan('p', 'b'), bundle('b'), bundle('a')])).toEqual(['a', 'b', 'p']);
  expect(codes([term('a', 'b'), term('b', 'c'), bundle('x')])).toEqual(['b', 'a', 'x']);
});

test('mentions of what is not among them do not matter', () => {
  expect(codes([plan('p', 'elsewhere')])).toEqual(['p']);
});

test('a circle has some order, always the same', () => {
  expect(codes([term('b', 'a'), term('a', 'b')])).toEqual(codes([term('a', 'b'), term('b', 'a')]));
  expect(codes([term('a', 'b'), term('b', 'a')]).toSorted()).toEqual(['a', 'b']);
});
