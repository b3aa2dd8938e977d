import type { CatalogKind, CatalogObjects } from '../../../domain/catalog/catalog.ts';
import type { Records } from '../../ports.ts';

/** One object of the catalog as it stands now; null if there is none of that code. */
export async function catalogObjectOf<K extends CatalogKind>(
  records: Pick<Records, 'get'>,
  siteId: string,
  kind: K,
  code: string,
): Promise<CatalogObjects[K] | null> {
  const record = code === '' ? null : await records.get('catalog', siteId, { kind, code });
  // A stored object of a kind is that kind's object: it was validated by it when it was saved.
  return record === null ? null : (record.object as CatalogObjects[K]);
}
