import { indexCatalog } from '../../../domain/catalog/catalog-index.ts';
import { type CatalogObject, catalogObject } from '../../../domain/catalog/compile-price-book.ts';
import { usersOf } from '../../../domain/catalog/rules/catalog-references.ts';
import { brokenUsers } from '../../../domain/catalog/rules/check-object.ts';
import { completeObject } from '../../../domain/catalog/rules/complete-object.ts';
import { soldProblems } from '../../../domain/catalog/rules/protect-sold.ts';
import { type FieldProblem, type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Commit, Records } from '../../ports.ts';
import type { CatalogRecord } from '../../records.ts';
import type { Call } from '../call.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { catalogCommit } from './catalog-commit.ts';
import { refuseMisfit } from './create-catalog-object.ts';
import { type LoadedCatalog, loadCatalog } from './load-catalog.ts';
import { refuseMissingEndpoints } from './missing-endpoints.ts';
import { refuseTooLarge } from './object-size.ts';

/** Puts a new state in the place of the version that the caller read. The code never changes. */
export const replaceCatalogObject =
  ({ records, commit }: { readonly records: Records; readonly commit: Commit }) =>
  async (
    { siteId, now, actor }: Pick<Call, 'siteId' | 'now' | 'actor'>,
    {
      code,
      version,
      replacement,
      isCorrection = false,
    }: {
      readonly code: string;
      readonly version: number;
      readonly replacement: CatalogObject;
      /** Puts right what is in force: a price that was wrong from its first day. */
      readonly isCorrection?: boolean;
    },
  ): Promise<Result<CatalogRecord, Refusal>> => {
    const { kind } = replacement;
    if (replacement.object.code !== code) {
      const errors = [{ pointer: '/code', message: `Send "${code}": a code never changes.` }];
      return err(refusal('request.invalid', 'The code in the body is not the one in the path.', errors));
    }
    return retryConflicts(`replace ${kind} ${code}`, async () => {
      const loaded = await loadCatalog(records, siteId);
      const stored = await records.get('catalog', siteId, { kind, code });
      if (stored === null) return err(refusal('request.not_found', `Nothing has the code "${code}".`));
      if (stored.version !== version) {
        return err(refusal('request.changed_meanwhile', 'Read it again, and repeat your change on what it is now.'));
      }
      const completed = completeObject(replacement, loaded);
      const misfit = refuseTooLarge(completed) ?? refuseMisfit(completed, loaded);
      const refused = misfit ?? (await refuseMissingEndpoints({ records }, siteId, completed));
      if (refused !== null) return err(refused);
      const isUsed = usersOf({ kind, code }, loaded.objects).length > 0;
      const sale = { catalog: loaded.catalog, isUsed: isUsed || stored.isHeld === true, isCorrection, now };
      const problems = [
        ...soldProblems(catalogObject(stored), completed, sale),
        ...(isUsed ? brokenBy(completed, loaded) : []),
      ];
      if (problems.length > 0) {
        return err(refusal('catalog.in_use', 'It is used as it is. See errors for what must stay.', problems));
      }
      const { object } = completed;
      const outcome = await commit(catalogCommit({ actor, now }, loaded.site, [{ kind, code, stored, object }]));
      return outcome === 'conflict' ? null : ok({ ...stored, object, version: stored.version + 1 });
    });
  };

/** Objects that mention the one replaced, and would fit no longer. */
function brokenBy(replacement: CatalogObject, { catalog, objects }: LoadedCatalog): readonly FieldProblem[] {
  const isIt = ({ kind, object }: CatalogObject) =>
    kind === replacement.kind && object.code === replacement.object.code;
  const after = indexCatalog(objects.map((one) => (isIt(one) ? replacement : one)));
  return brokenUsers(replacement, { before: catalog, after }, objects);
}
