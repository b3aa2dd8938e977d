import type { Page } from '../ports.ts';

/** A function's answer may have 6 MB as it travels: a text inside of JSON, with every quote escaped. */
const LARGEST_PAGE = 4_000_000;

type Paging = { readonly limit: number; readonly cursor?: string };

/**
 * A page that an answer has room for, with its items as they are answered. Some things have hundreds of kilobytes: then the page
 * has fewer than were asked for, and its cursor leads on. One alone always fits.
 */
export async function fittingPage<T, W>(
  find: (paging: Paging) => Promise<Page<T>>,
  paging: Paging,
  toWire: (item: T) => W,
): Promise<Page<W>> {
  for (let limit = paging.limit; ; limit = Math.ceil(limit / 2)) {
    const page = await find({ ...paging, limit });
    const items = page.items.map(toWire);
    if (limit === 1 || Buffer.byteLength(JSON.stringify(items)) <= LARGEST_PAGE) {
      return { items, nextCursor: page.nextCursor };
    }
  }
}
