import { type CatalogObject, catalogObject, compilePriceBook } from '../../../domain/catalog/compile-price-book.ts';
import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import { undoRevisions } from '../../../domain/catalog/undo-revisions.ts';
import type { Site } from '../../../domain/customer/customer.ts';
import type { PriceBooks, TaxGateway } from '../../ports.ts';
import type { CatalogRecord } from '../../records.ts';
import { quoteTaxes } from '../../use-cases/taxes/quote-taxes.ts';
import { httpTaxGateway } from '../http/tax-gateway.ts';
import type { Connection } from './connection.ts';
import { catalogPartition, requireSiteId, revisionsPartition, siteKey } from './keys.ts';
import { readItem } from './read-item.ts';
import { readPartition } from './read-partition.ts';
import { type RevisionItem, revisionOf, versionKey } from './records/revision-item.ts';

/** How old a price book may be. */
const CHECKED_EVERY_MS = 2_000;
const MOST_READS = 10;
/** Books of the past that are kept, over all sites: what re-rating a customer's year may need. */
const MOST_PAST = 24;

/** A book and the catalog that it was compiled from. */
type Edition = { readonly book: PriceBook; readonly objects: readonly CatalogObject[] };
type Kept = Edition & { readonly until: number };

/**
 * Compiled price books, one per site in memory. The catalog's version is looked up every two seconds at most, and the catalog is
 * read again only when it moved. Callers at the same moment share one read.
 *
 * Books of the past are made by walking back: from the nearest later catalog that is known, undoing the changes in between. They
 * never change, so they are kept until there are too many.
 *
 * No ElectroDB here: the rating worker imports it.
 */
export function dynamoPriceBooks(
  connection: Connection,
  {
    systemNow = Date.now,
    taxGateway = httpTaxGateway({ url: process.env['TAX_GATEWAY_URL'] }),
  }: { systemNow?: () => number; taxGateway?: TaxGateway } = {},
): PriceBooks {
  const kept = new Map<string, Kept>();
  const reading = new Map<string, Promise<PriceBook>>();
  /** By site and version, the longest unused first. */
  const past = new Map<string, Edition>();
  const walking = new Map<string, Promise<PriceBook>>();

  const load = async (siteId: string): Promise<PriceBook> => {
    requireSiteId(siteId);
    const edition = await currentEdition(connection, siteId, kept.get(siteId) ?? null);
    kept.set(siteId, { ...edition, until: systemNow() + CHECKED_EVERY_MS });
    return edition.book;
  };

  const remember = (key: string, edition: Edition): void => {
    past.delete(key);
    past.set(key, edition);
    const [oldest] = past.keys();
    if (past.size > MOST_PAST && oldest !== undefined) past.delete(oldest);
  };

  /** The known catalog to walk back from: the earliest that is not earlier than the version. */
  const nearestAfter = (siteId: string, version: number): Edition | null => {
    let nearest: Edition | null = null;
    const current = kept.get(siteId);
    for (const edition of current === undefined ? past.values() : [current, ...past.values()]) {
      const { book } = edition;
      if (book.siteId !== siteId || book.version < version) continue;
      if (nearest === null || book.version < nearest.book.version) nearest = edition;
    }
    return nearest;
  };

  const walkBack = async (siteId: string, version: number): Promise<PriceBook> => {
    if (nearestAfter(siteId, version) === null) await load(siteId);
    const later = nearestAfter(siteId, version);
    if (later === null) throw new Error(`The catalog of site ${siteId} has no version ${version} yet.`);
    const edition = await editionBefore(connection, later, version);
    remember(pastKey(siteId, version), edition);
    return edition.book;
  };

  return {
    forCustomer: quoteTaxes({ taxGateway }),
    current: async (siteId) => {
      const known = kept.get(siteId);
      if (known !== undefined && systemNow() < known.until) return known.book;
      return shared(reading, siteId, () => load(siteId));
    },
    // Not shared: a read that began before the question may be of the catalog before a change.
    fresh: load,
    asOf: async (siteId, version) => {
      requireSiteId(siteId);
      const known = kept.get(siteId);
      if (known?.book.version === version) return known.book;
      const key = pastKey(siteId, version);
      const edition = past.get(key);
      if (edition === undefined) return shared(walking, key, () => walkBack(siteId, version));
      remember(key, edition);
      return edition.book;
    },
  };
}

const pastKey = (siteId: string, version: number): string => `${siteId} ${version}`;

/** Callers at the same moment get the same work. */
function shared<T>(running: Map<string, Promise<T>>, key: string, start: () => Promise<T>): Promise<T> {
  const started = running.get(key);
  if (started !== undefined) return started;
  const work = start().finally(() => running.delete(key));
  running.set(key, work);
  return work;
}

/** The catalog is many items: it is one version only if the version is the same before and after they are read. */
async function currentEdition(connection: Connection, siteId: string, known: Edition | null): Promise<Edition> {
  let site = await siteOf(connection, siteId);
  for (let reads = 0; reads < MOST_READS; reads++) {
    const { catalogVersion: version, zone } = site;
    if (known?.book.version === version && known.book.zone === zone) return known;
    const objects = await wholeCatalog(connection, siteId);
    const after = await siteOf(connection, siteId);
    if (after.catalogVersion === version) {
      return { book: compilePriceBook({ siteId, version, zone }, objects), objects };
    }
    site = after;
  }
  throw new Error(`The catalog of site ${siteId} changed ${MOST_READS} times while it was read.`);
}

/** What changed up to a known version is history: it can be read without looking at the version again. */
async function editionBefore(connection: Connection, later: Edition, version: number): Promise<Edition> {
  const { siteId, zone } = later.book;
  const stretch = { from: versionKey(version + 1), to: versionKey(later.book.version + 1) };
  const items = await readPartition<RevisionItem>(connection, revisionsPartition(siteId), stretch);
  const objects = undoRevisions(later.objects, items.map(revisionOf));
  return { book: compilePriceBook({ siteId, version, zone }, objects), objects };
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
