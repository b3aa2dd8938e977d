import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import { refuseMissingReferences } from '../../../domain/catalog/rules/catalog-references.ts';
import { misfitProblems } from '../../../domain/catalog/rules/check-object.ts';
import { completeObject } from '../../../domain/catalog/rules/complete-object.ts';
import { isReserved } from '../../../domain/catalog/rules/reserved-codes.ts';
import { refuseCodes } from '../../../domain/promotion/refuse-codes.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Change, Commit, Records } from '../../ports.ts';
import type { CatalogRecord } from '../../records.ts';
import type { Call } from '../call.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { brokenWords } from './broken-words.ts';
import { catalogCommit } from './catalog-commit.ts';
import { type LoadedCatalog, loadCatalog } from './load-catalog.ts';
import { refuseMissingEndpoints } from './missing-endpoints.ts';
import { refuseTooLarge } from './object-size.ts';

/** What the schema of one object cannot see: whether it fits the rest of the catalog. */
export function refuseMisfit(object: CatalogObject, { catalog }: LoadedCatalog): Refusal | null {
  const missing = refuseMissingReferences(object, catalog);
  if (missing !== null) return missing;
  const clash = refuseCodes(object, catalog);
  if (clash !== null) return clash;
  const words = object.kind === 'messageTemplate' ? brokenWords(object.object) : [];
  const problems = [...words, ...misfitProblems(object, catalog)];
  return problems.length === 0 ? null : refusal('request.invalid', 'Correct the fields listed under errors.', problems);
}

/** A call whose answer is made from the stored record. */
export type CatalogCall = Omit<Call, 'remember'> & {
  readonly remember: (status: number, record: CatalogRecord) => readonly Change[];
};

/** Adds an object to the catalog; everything that it mentions must be there. */
export const createCatalogObject =
  ({ records, commit }: { readonly records: Records; readonly commit: Commit }) =>
  async (call: CatalogCall, created: CatalogObject): Promise<Result<CatalogRecord, Refusal>> => {
    const { kind } = created;
    const { siteId } = call;
    const { code } = created.object;
    if (isReserved(kind, code)) {
      return err(refusal('catalog.reserved', `The code "${code}" has a meaning of its own. Choose another one.`));
    }
    return retryConflicts(`create ${kind} ${code}`, async () => {
      const loaded = await loadCatalog(records, siteId);
      if (loaded.catalog[kind].has(code)) {
        const errors = [{ pointer: '/code', message: 'Choose another code.' }];
        return err(refusal('catalog.code_taken', `The code "${code}" is taken.`, errors));
      }
      const completed = completeObject(created, loaded);
      const misfit = refuseTooLarge(completed) ?? refuseMisfit(completed, loaded);
      const refused = misfit ?? (await refuseMissingEndpoints({ records }, siteId, completed));
      if (refused !== null) return err(refused);
      const { object } = completed;
      const stored = { siteId, kind, code, object, version: 1 };
      const outcome = await commit([
        ...catalogCommit(call, loaded.site, [{ kind, code, stored: null, object }]),
        ...call.remember(201, stored),
      ]);
      return outcome === 'conflict' ? null : ok(stored);
    });
  };
