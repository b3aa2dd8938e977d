import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';

/** The store keeps an object in one item of at most 400 KB, with what it says of it. */
const LARGEST_OBJECT = 350_000;

/** Refuses an object that is too large to be kept: a product of two hundred long rate plans. */
export function refuseTooLarge({ object }: CatalogObject): Refusal | null {
  const size = new TextEncoder().encode(JSON.stringify(object)).length;
  if (size <= LARGEST_OBJECT) return null;
  const kilobytes = Math.ceil(size / 1000);
  return refusal(
    'request.too_large',
    `It has ${kilobytes} KB: keep one object under ${LARGEST_OBJECT / 1000} KB, and make several.`,
  );
}
