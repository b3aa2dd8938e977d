import { type CatalogIndex, indexCatalog } from '../../../domain/catalog/catalog-index.ts';
import { type CatalogObject, catalogObject } from '../../../domain/catalog/compile-price-book.ts';
import { objectKey } from '../../../domain/catalog/undo-revisions.ts';
import type { Site } from '../../../domain/customer/customer.ts';
import { invariant } from '../../../domain/result.ts';
import type { Records } from '../../ports.ts';
import type { CatalogRecord } from '../../records.ts';
import { everyItem } from '../every-item.ts';

/** A site's whole catalog and the site that guards it. */
export type LoadedCatalog = {
  readonly site: Site;
  readonly objects: readonly CatalogObject[];
  readonly catalog: CatalogIndex;
  /** The same as stored, by kind and code. */
  readonly stored: ReadonlyMap<string, CatalogRecord>;
};

/**
 * Reads the site first: whoever commits on its version afterwards knows that the catalog did not change since it was read.
 */
export async function loadCatalog(records: Records, siteId: string): Promise<LoadedCatalog> {
  const site = await records.get('site', siteId, {});
  invariant(site !== null, `site ${siteId} exists`);
  const objects: CatalogObject[] = [];
  const stored = new Map<string, CatalogRecord>();
  for await (const record of everyItem({ records }, 'wholeCatalog', siteId, {})) {
    objects.push(catalogObject(record));
    stored.set(objectKey(record.kind, record.code), record);
  }
  return { site, objects, catalog: indexCatalog(objects), stored };
}

/** Every change of the catalog raises its version in the same commit: price books are kept by it. */
export const raisedCatalogVersion = (site: Site) =>
  ({ put: 'site', value: { ...site, catalogVersion: site.catalogVersion + 1 } }) as const;
