import { type CatalogObject, catalogObject, compilePriceBook } from '../../../domain/catalog/compile-price-book.ts';
import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import type { Site } from '../../../domain/customer/customer.ts';
import type { CatalogRecord, PriceBooks } from '../../ports.ts';
import type { Connection } from './connection.ts';
import { catalogPartition, requireSiteId, siteKey } from './keys.ts';
import { readItem } from './read-item.ts';
import { readPartition } from './read-partition.ts';

/** How old a price book may be. */
const CHECKED_EVERY_MS = 2_000;
const MOST_READS = 10;

type Kept = { readonly book: PriceBook; readonly until: number };

/**
 * Compiled price books, one per site in memory. The catalog's version is looked up every two seconds at most, and the catalog is
 * read again only when it moved. Callers at the same moment share one read.
 *
 * No ElectroDB here: the rating worker imports it.
 */
export function dynamoPriceBooks(
  connection: Connection,
  { systemNow = Date.now }: { systemNow?: () => number } = {},
): PriceBooks {
  const kept = new Map<string, Kept>();
  const reading = new Map<string, Promise<PriceBook>>();

  const load = async (siteId: string): Promise<PriceBook> => {
    requireSiteId(siteId);
    const book = await currentBook(connection, siteId, kept.get(siteId)?.book ?? null);
    kept.set(siteId, { book, until: systemNow() + CHECKED_EVERY_MS });
    return book;
  };

  return {
    current: async (siteId) => {
      const known = kept.get(siteId);
      if (known !== undefined && systemNow() < known.until) return known.book;
      const started = reading.get(siteId);
      if (started !== undefined) return started;
      const book = load(siteId).finally(() => reading.delete(siteId));
      reading.set(siteId, book);
      return book;
    },
    // Not shared: a read that began before the question may be of the catalog before a change.
    fresh: load,
  };
}

/** The catalog is many items: it is one version only if the version is the same before and after they are read. */
async function currentBook(connection: Connection, siteId: string, known: PriceBook | null): Promise<PriceBook> {
  let site = await siteOf(connection, siteId);
  for (let reads = 0; reads < MOST_READS; reads++) {
    const { catalogVersion: version, zone } = site;
    if (known?.version === version && known.zone === zone) return known;
    const objects = await wholeCatalog(connection, siteId);
    const after = await siteOf(connection, siteId);
    if (after.catalogVersion === version) return compilePriceBook({ siteId, version, zone }, objects);
    site = after;
  }
  throw new Error(`The catalog of site ${siteId} changed ${MOST_READS} times while it was read.`);
}

async function siteOf(connection: Connection, siteId: string): Promise<Site> {
  const item = await readItem<{ data: Site }>(connection, siteKey(siteId));
  if (item === null) throw new Error(`There is no site ${siteId}.`);
  return item.data;
}

async function wholeCatalog(connection: Connection, siteId: string): Promise<readonly CatalogObject[]> {
  const items = await readPartition<{ data: CatalogRecord }>(connection, catalogPartition(siteId));
  return items.map(({ data }) => catalogObject(data));
}
