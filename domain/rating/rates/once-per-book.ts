import type { PriceBook } from '../../catalog/price-book.ts';

/**
 * What is compiled from a price book's object when it is first needed and kept as long as the book: a book never changes, and events come
 * by the million.
 */
export function oncePerBook<K extends object, V>(
  compile: (book: PriceBook, key: K) => V,
): (book: PriceBook, key: K) => V {
  const kept = new WeakMap<PriceBook, Map<K, V>>();
  return (book, key) => {
    let ofBook = kept.get(book);
    if (ofBook === undefined) {
      ofBook = new Map();
      kept.set(book, ofBook);
    }
    const known = ofBook.get(key);
    if (known !== undefined) return known;
    const compiled = compile(book, key);
    ofBook.set(key, compiled);
    return compiled;
  };
}
