import type { CatalogKind, CatalogObjects } from '../../../domain/catalog/catalog.ts';
import type { CatalogRevision } from '../../../domain/catalog/catalog-revision.ts';
import type { Site } from '../../../domain/customer/customer.ts';
import type { Change } from '../../ports.ts';
import type { CatalogRecord } from '../../records.ts';
import type { Call } from '../call.ts';
import { raisedCatalogVersion } from './load-catalog.ts';

/** What becomes of one object. `stored` null: it is new; `object` null: it goes. */
export type ObjectChange = {
  readonly kind: CatalogKind;
  readonly code: string;
  readonly stored: CatalogRecord | null;
  readonly object: CatalogObjects[CatalogKind] | null;
};

const actionOf = ({ stored, object }: ObjectChange): CatalogRevision['action'] => {
  if (stored === null) return 'created';
  return object === null ? 'deleted' : 'replaced';
};

function writeOf(siteId: string, { kind, code, stored, object }: ObjectChange): readonly Change[] {
  if (object !== null) {
    return [{ put: 'catalog', value: { ...stored, siteId, kind, code, version: stored?.version ?? 0, object } }];
  }
  return stored === null ? [] : [{ remove: 'catalog', value: stored }];
}

/**
 * The changes of the catalog that are one commit: each object, its revision, and the catalog's raised version. Nothing changes the
 * catalog in another way, so its history has no gaps.
 */
export function catalogCommit(
  { actor, now }: Pick<Call, 'actor' | 'now'>,
  site: Site,
  changes: readonly ObjectChange[],
): readonly Change[] {
  const { siteId } = site;
  const raised = raisedCatalogVersion(site);
  const revisionOf = (change: ObjectChange): Change => ({
    put: 'catalogRevision',
    value: {
      siteId,
      catalogVersion: raised.value.catalogVersion,
      kind: change.kind,
      code: change.code,
      at: now,
      actor,
      action: actionOf(change),
      before: change.stored?.object ?? null,
      after: change.object,
      version: 0,
    },
  });
  return [...changes.flatMap((change) => [...writeOf(siteId, change), revisionOf(change)]), raised];
}
