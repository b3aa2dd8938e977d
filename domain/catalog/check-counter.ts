import type { FieldProblem } from '../refusal.ts';
import type { Product, Resource } from './catalog.ts';
import type { CatalogIndex } from './catalog-index.ts';

const pointer = '/code';

/** Tiers of a cycle count under the product's own code unless they name a counter. */
const countsItself = ({ versions }: Product): boolean =>
  versions.some(({ price }) => 'basis' in price && price.basis === 'cycle' && price.counter === undefined);

/** No counter may have the code under which a product counts its own tiers: each would count on with the other's units. */
export function counterProblems({ code, counter }: Resource, { product }: CatalogIndex): readonly FieldProblem[] {
  const same = product.get(code);
  if (counter !== true || same === undefined || !countsItself(same)) return [];
  return [{ pointer, message: `Choose another code: the product "${code}" counts its own units under it.` }];
}

/** The same from the product's side. */
export function ownCounterProblems(product: Product, { resource }: CatalogIndex): readonly FieldProblem[] {
  const { code } = product;
  if (resource.get(code)?.counter !== true || !countsItself(product)) return [];
  return [{ pointer, message: `Choose another code, or let the tiers name the counter "${code}" that they share.` }];
}
