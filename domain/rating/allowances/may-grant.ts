import type { PriceBook } from '../../catalog/price-book.ts';

/** True of products whose purchases bring units when they start or when a cycle begins; of those that the book does not know, too. */
export function mayGrant(book: PriceBook, product: string): boolean {
  const known = book.products.get(product);
  if (known === undefined) return true;
  return known.cycle !== 'arrear' && book.resources.get(known.resource)?.kind === 'unit';
}
