import type { DecimalText } from '../../money/decimal.ts';
import type { Tax } from '../catalog.ts';
import type { PriceBook } from '../price-book.ts';
import { isPending } from './tax-for.ts';

const NONE: readonly Tax[] = [];
const pendingTaxes = new WeakMap<PriceBook, readonly Tax[]>();

/** The taxes of a catalog that a taxation gateway must be asked for; none, in nearly all of them. */
export function gatewayTaxes(book: PriceBook): readonly Tax[] {
  let taxes = pendingTaxes.get(book);
  if (taxes === undefined) {
    const pending = [...book.taxes.values()].filter(isPending);
    taxes = pending.length === 0 ? NONE : pending;
    pendingTaxes.set(book, taxes);
  }
  return taxes;
}

/**
 * The price book as it is for one customer: what the gateway quoted takes the place of its taxes. Those that it did not quote stay pending: what
 * they tax cannot be charged yet.
 */
export function quotedBook(book: PriceBook, percents: ReadonlyMap<string, DecimalText>): PriceBook {
  if (percents.size === 0) return book;
  let quoted = quotedBooks.get(book);
  if (quoted === undefined || quoted.size >= MOST_QUOTED) {
    quoted = new Map();
    quotedBooks.set(book, quoted);
  }
  const key = JSON.stringify([...percents].toSorted());
  const known = quoted.get(key) ?? withPercents(book, percents);
  quoted.set(key, known);
  return known;
}

/** Customers of one country share a book: what is compiled from it is compiled once. */
const quotedBooks = new WeakMap<PriceBook, Map<string, PriceBook>>();
const MOST_QUOTED = 500;

function withPercents(book: PriceBook, percents: ReadonlyMap<string, DecimalText>): PriceBook {
  const taxes = new Map(book.taxes);
  for (const [code, percent] of percents) {
    const tax = taxes.get(code);
    if (tax !== undefined) taxes.set(code, { ...tax, percent, provider: 'percentage' });
  }
  return { ...book, taxes };
}
