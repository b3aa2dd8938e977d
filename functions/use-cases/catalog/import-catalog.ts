import type { CatalogKind } from '../../../domain/catalog/catalog.ts';
import { type CatalogObject, catalogObject } from '../../../domain/catalog/compile-price-book.ts';
import { byReadingOrder, nameOf } from '../../../domain/catalog/rules/reference-order.ts';
import { objectKey } from '../../../domain/catalog/undo-revisions.ts';
import { type FieldProblem, type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Commit, Records } from '../../ports.ts';
import type { Call } from '../call.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { batchChanges } from './batch-changes.ts';
import { catalogCommit, type ObjectChange } from './catalog-commit.ts';
import { refuseOutsideUse } from './delete-catalog-object.ts';
import { type Difference, differences } from './json-differences.ts';
import { type LoadedCatalog, loadCatalog } from './load-catalog.ts';
import { refuseMissingEndpoints } from './missing-endpoints.ts';
import { type ImportedObject, type ImportPlan, type KindRules, planImport, problemsAt } from './plan-import.ts';

/** Differences of one object that are told; a price list of thousands of rows says by a number how many more there are. */
const MOST_CHANGES_TOLD = 100;
const MOST_PROBLEMS_TOLD = 500;
/** An answer has room for 6 MB. */
const MOST_CHARACTERS_TOLD = 3_000_000;
/** One item of the store has room for 400 KB. A longer answer is not remembered: sent again, an import changes nothing. */
const MOST_CHARACTERS_REMEMBERED = 300_000;

export type CatalogImport = {
  readonly imported: readonly ImportedObject[];
  /** What was wrong with the file itself. */
  readonly problems: readonly FieldProblem[];
  readonly dryRun: boolean;
  /** Objects that the file does not have are deleted; otherwise left alone. */
  readonly prune: boolean;
  /** Also prices that are in force may change: they were a mistake. */
  readonly isCorrection: boolean;
};

/** What an import does to one object. */
export type ImportedAs = {
  readonly kind: CatalogKind;
  readonly code: string;
  readonly action: 'create' | 'replace' | 'delete' | 'unchanged';
  /** Of replaced objects, in the words of the API. */
  readonly changes: readonly Difference[];
  readonly moreChanges: number;
};

export type ImportOutcome = {
  readonly dryRun: boolean;
  /** The catalog's version that it was compared with, or that it has now. */
  readonly catalogVersion: number;
  readonly objects: readonly ImportedAs[];
  readonly problems: readonly FieldProblem[];
};

export type ImportPorts = {
  readonly records: Records;
  readonly commit: Commit;
  readonly rules: KindRules;
  /** An object in the words of the API. */
  readonly toWire: (object: CatalogObject) => unknown;
};

const byKindAndCode = (left: ImportedAs, right: ImportedAs): number =>
  byReadingOrder(left.kind, right.kind) || (left.code < right.code ? -1 : 1);

/** What the plan does to each object, as the caller is told. */
function toldOf(plan: ImportPlan, toWire: ImportPorts['toWire']): readonly ImportedAs[] {
  const ofChange = ({ kind, code, stored, object }: ObjectChange): ImportedAs => {
    if (stored === null) return { kind, code, action: 'create', changes: [], moreChanges: 0 };
    if (object === null) return { kind, code, action: 'delete', changes: [], moreChanges: 0 };
    const all = differences(toWire(catalogObject(stored)), toWire(catalogObject({ kind, object })));
    const changes = all.slice(0, MOST_CHANGES_TOLD);
    return { kind, code, action: 'replace', changes, moreChanges: all.length - changes.length };
  };
  const same = plan.unchanged.map(
    ({ kind, object }): ImportedAs => ({ kind, code: object.code, action: 'unchanged', changes: [], moreChanges: 0 }),
  );
  const told = [...plan.changes.map(ofChange), ...same].toSorted(byKindAndCode);
  // What many objects change may be long: then each says how much it is, and an import of a part tells it.
  if (JSON.stringify(told).length <= MOST_CHARACTERS_TOLD) return told;
  return told.map((one) => ({ ...one, changes: [], moreChanges: one.changes.length + one.moreChanges }));
}

/** Why deletions are refused that the catalog alone allows: what was on sale, or what customers are. */
async function outsideProblems(
  records: Records,
  call: Pick<Call, 'siteId' | 'now'>,
  changes: readonly ObjectChange[],
): Promise<readonly FieldProblem[]> {
  const problems: FieldProblem[] = [];
  for (const { stored, object } of changes) {
    if (object !== null || stored === null) continue;
    const refused = await refuseOutsideUse(records, call, stored);
    if (refused === null) continue;
    const message = `Add the ${nameOf(catalogObject(stored))} to the file: it cannot be deleted. ${refused.detail}`;
    problems.push({ pointer: '', message });
  }
  return problems;
}

/** What is written must publish to webhook endpoints that are there: they are not in the file, since they have secrets. */
async function endpointProblems(
  records: Records,
  siteId: string,
  { changes }: ImportPlan,
  imported: readonly ImportedObject[],
): Promise<readonly FieldProblem[]> {
  const written = new Set(changes.map(({ kind, code }) => objectKey(kind, code)));
  const problems: FieldProblem[] = [];
  for (const { item, pointer } of imported) {
    if (!written.has(objectKey(item.kind, item.object.code))) continue;
    const refused = await refuseMissingEndpoints({ records }, siteId, item);
    if (refused !== null) problems.push(...problemsAt(pointer, refused));
  }
  return problems;
}

/**
 * Brings the catalog to what a file says, in as few commits as possible, mostly one. Everything is checked before the first of them; each
 * leaves a whole catalog behind; sent again, it goes on with what is left. A dry run answers the same and writes nothing.
 */
export const importCatalog =
  ({ records, commit, rules, toWire }: ImportPorts) =>
  async (call: Call, asked: CatalogImport): Promise<Result<ImportOutcome, Refusal>> => {
    const { siteId, now } = call;
    /** What earlier attempts of this import have done, before somebody else's change made it decide again. */
    const done = new Map<string, ImportedAs>();

    const carryOut = async (
      loaded: LoadedCatalog,
      plan: ImportPlan,
    ): Promise<Result<ImportOutcome, Refusal> | null> => {
      const batches = batchChanges(loaded, plan.changes);
      if (batches === null) return err(TOO_ENTANGLED);
      const told = toldOf(plan, toWire);
      const objects = told.map((one) => done.get(objectKey(one.kind, one.code)) ?? one);
      const catalogVersion = loaded.site.catalogVersion + batches.length;
      const outcome: ImportOutcome = { dryRun: false, catalogVersion, objects, problems: [] };
      const isShort = JSON.stringify(outcome).length <= MOST_CHARACTERS_REMEMBERED;
      const remembered = isShort ? call.remember(200, outcome) : [];
      if (batches.length === 0 && remembered.length > 0) {
        return (await commit(remembered)) === 'conflict' ? null : ok(outcome);
      }
      let site = loaded.site;
      for (const [index, batch] of batches.entries()) {
        const answer = index === batches.length - 1 ? remembered : [];
        if ((await commit([...catalogCommit(call, site, batch), ...answer])) === 'conflict') return null;
        for (const { kind, code } of batch) {
          const one = told.find((object) => object.kind === kind && object.code === code);
          if (one !== undefined) done.set(objectKey(kind, code), one);
        }
        site = { ...site, version: site.version + 1, catalogVersion: site.catalogVersion + 1 };
      }
      return ok(outcome);
    };

    // What cannot be read is in the file all the same.
    const prune = asked.prune && asked.problems.length === 0;
    return retryConflicts('import of a catalog', async () => {
      const loaded = await loadCatalog(records, siteId);
      const plan = planImport(loaded, asked.imported, { prune, rules, isCorrection: asked.isCorrection, now });
      const problems = [
        ...asked.problems,
        ...plan.problems,
        ...(await outsideProblems(records, { siteId, now }, plan.changes)),
        ...(await endpointProblems(records, siteId, plan, asked.imported)),
      ].slice(0, MOST_PROBLEMS_TOLD);
      if (asked.dryRun) {
        const { catalogVersion } = loaded.site;
        const tangled = problems.length === 0 && batchChanges(loaded, plan.changes) === null;
        const told = tangled ? [{ pointer: '', message: TOO_ENTANGLED.detail }] : problems;
        return ok({ dryRun: true, catalogVersion, objects: toldOf(plan, toWire), problems: told });
      }
      if (problems.length > 0) {
        return err(refusal('request.invalid', 'Nothing was imported. Correct what is listed under errors.', problems));
      }
      return carryOut(loaded, plan);
    });
  };

const TOO_ENTANGLED = refusal(
  'request.too_large',
  'Too many of these changes depend on each other to be made at once. Import them in parts.',
);
