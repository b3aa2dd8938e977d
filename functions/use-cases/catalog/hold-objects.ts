import type { CatalogKind } from '../../../domain/catalog/catalog.ts';
import type { Commit, Records } from '../../ports.ts';
import { retryConflicts } from '../retry-conflicts.ts';

/** Names one catalog object. */
export type ObjectName = { readonly kind: CatalogKind; readonly code: string };

/**
 * Notes in the catalog that what customers have names these objects from now on: they are not deleted any more and keep their meaning.
 * Written before whoever names them is: of two who delete an object and take it at once, one looks again. Once for each object. False: one
 * of them was deleted just now.
 */
export async function holdObjects(
  { records, commit }: { readonly records: Pick<Records, 'get'>; readonly commit: Commit },
  siteId: string,
  named: readonly ObjectName[],
): Promise<boolean> {
  for (const { kind, code } of named) {
    const outcome = await retryConflicts(`hold ${kind} ${code}`, async () => {
      const stored = await records.get('catalog', siteId, { kind, code });
      if (stored === null) return 'gone';
      if (stored.isHeld === true) return 'held';
      return (await commit([{ put: 'catalog', value: { ...stored, isHeld: true } }])) === 'done' ? 'held' : null;
    });
    if (outcome === 'gone') return false;
  }
  return true;
}
