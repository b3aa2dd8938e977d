import type { CatalogRevision } from './catalog-revision.ts';
import { type CatalogObject, catalogObject } from './compile-price-book.ts';

/** Names an object inside a catalog. */
export const objectKey = (kind: string, code: string): string => `${kind}#${code}`;

/**
 * The catalog as it stood before some changes: walks back from what it is, so that objects which nobody changed since history began
 * need none. `revisions` in any order; all of those after the wanted version.
 */
export function undoRevisions(
  objects: Iterable<CatalogObject>,
  revisions: readonly CatalogRevision[],
): readonly CatalogObject[] {
  const standing = new Map<string, CatalogObject>();
  for (const one of objects) standing.set(objectKey(one.kind, one.object.code), one);
  for (const { kind, code, before } of revisions.toSorted((a, b) => b.catalogVersion - a.catalogVersion)) {
    const key = objectKey(kind, code);
    if (before === null) standing.delete(key);
    else standing.set(key, catalogObject({ kind, object: before }));
  }
  return [...standing.values()];
}
