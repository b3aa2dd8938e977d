import { indexCatalog } from '../../../domain/catalog/catalog-index.ts';
import { type CatalogObject, catalogObject } from '../../../domain/catalog/compile-price-book.ts';
import { referencesOf } from '../../../domain/catalog/rules/catalog-references.ts';
import { completeObject } from '../../../domain/catalog/rules/complete-object.ts';
import { soldProblems } from '../../../domain/catalog/rules/protect-sold.ts';
import { inReferenceOrder, nameOf } from '../../../domain/catalog/rules/reference-order.ts';
import { isReserved } from '../../../domain/catalog/rules/reserved-codes.ts';
import { objectKey } from '../../../domain/catalog/undo-revisions.ts';
import type { FieldProblem, Refusal } from '../../../domain/refusal.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { ObjectChange } from './catalog-commit.ts';
import { refuseMisfit } from './create-catalog-object.ts';
import { canonicalText } from './json-differences.ts';
import type { LoadedCatalog } from './load-catalog.ts';
import { refuseTooLarge } from './object-size.ts';

/** One object of a file and where in the file it stands: `/products/3`. */
export type ImportedObject = { readonly item: CatalogObject; readonly pointer: string };

/** What the API lets nobody do to a kind, an import may not do either. */
export type KindRules = {
  readonly isReplaceable: (kind: CatalogObject['kind']) => boolean;
  readonly isDeletable: (kind: CatalogObject['kind']) => boolean;
};

export type ImportRules = {
  readonly rules: KindRules;
  /** Objects that the file does not have are deleted. */
  readonly prune: boolean;
  /** Also prices that are in force may change: they were a mistake. */
  readonly isCorrection: boolean;
  readonly now: Instant;
};

export type ImportPlan = {
  /** In an order in which each can be done when its turn comes: what is mentioned before what mentions it, deletions last. */
  readonly changes: readonly ObjectChange[];
  readonly unchanged: readonly CatalogObject[];
  readonly problems: readonly FieldProblem[];
  /** The catalog as it will be. */
  readonly target: LoadedCatalog;
};

const keyOf = ({ kind, object }: CatalogObject): string => objectKey(kind, object.code);

/** A refusal of one object as problems of the file. */
export const problemsAt = (pointer: string, { detail, errors }: Refusal): readonly FieldProblem[] =>
  errors?.map((error) => ({ pointer: `${pointer}${error.pointer}`, message: error.message })) ?? [
    { pointer, message: detail },
  ];

/** The same catalog with some objects changed. */
export function changedCatalog(loaded: LoadedCatalog, changes: readonly ObjectChange[]): LoadedCatalog {
  const objects = new Map(loaded.objects.map((one) => [keyOf(one), one]));
  for (const { kind, code, object } of changes) {
    if (object === null) objects.delete(objectKey(kind, code));
    else objects.set(objectKey(kind, code), catalogObject({ kind, object }));
  }
  const all = [...objects.values()];
  return { ...loaded, objects: all, catalog: indexCatalog(all) };
}

/** Objects that do not fit a catalog, each with the refusal. Those in `except` are not asked about. */
export function misfitsIn(catalog: LoadedCatalog, except: ReadonlySet<string>): ReadonlyMap<string, Refusal> {
  const found = new Map<string, Refusal>();
  for (const one of catalog.objects) {
    const misfit = except.has(keyOf(one)) ? null : refuseMisfit(one, catalog);
    if (misfit !== null) found.set(keyOf(one), misfit);
  }
  return found;
}

function replacedProblems(
  loaded: LoadedCatalog,
  { item, pointer }: ImportedObject,
  { rules, used, isCorrection, now }: Omit<ImportRules, 'prune'> & { readonly used: ReadonlySet<string> },
): readonly FieldProblem[] {
  const before = loaded.stored.get(keyOf(item));
  if (before === undefined) return [];
  if (!rules.isReplaceable(item.kind)) return [{ pointer, message: 'Leave this as it was: it is never edited.' }];
  const { catalog } = loaded;
  return soldProblems(catalogObject(before), item, { catalog, isUsed: used.has(keyOf(item)), isCorrection, now }).map(
    (problem) => ({
      pointer: `${pointer}${problem.pointer}`,
      message: problem.message,
    }),
  );
}

/**
 * Decides what an import does, and everything that speaks against it: the catalog as it will be must fit together, and what was sold
 * must stay what it was. Objects that did not fit before and are not touched are nobody's concern now.
 */
export function planImport(
  loaded: LoadedCatalog,
  asked: readonly ImportedObject[],
  { prune, rules, isCorrection, now }: ImportRules,
): ImportPlan {
  const together = indexCatalog([...loaded.objects, ...asked.map(({ item }) => item)]);
  const imported = asked.map((one) => ({
    ...one,
    item: completeObject(one.item, { site: loaded.site, catalog: together }),
  }));
  const pointers = new Map(imported.map(({ item, pointer }) => [keyOf(item), pointer]));
  const isSame = ({ item }: ImportedObject): boolean =>
    canonicalText(loaded.stored.get(keyOf(item))?.object) === canonicalText(item.object);
  const touched = imported.filter((one) => !isSame(one));
  const gone = prune ? loaded.objects.filter((one) => !pointers.has(keyOf(one))) : [];
  const changeOf = (one: CatalogObject, object: ObjectChange['object']): ObjectChange => ({
    kind: one.kind,
    code: one.object.code,
    stored: loaded.stored.get(keyOf(one)) ?? null,
    object,
  });
  const changes = [
    ...inReferenceOrder(touched.map(({ item }) => item)).map((item) => changeOf(item, item.object)),
    ...inReferenceOrder(gone)
      .toReversed()
      .map((item) => changeOf(item, null)),
  ];

  const target = changedCatalog(loaded, changes);
  const used = new Set([
    ...loaded.objects.flatMap((one) => referencesOf(one).map(({ kind, code }) => objectKey(kind, code))),
    ...[...loaded.stored].flatMap(([key, { isHeld }]) => (isHeld === true ? [key] : [])),
  ]);
  const misfits = misfitsIn(target, new Set(misfitsIn(loaded, new Set(touched.map(({ item }) => keyOf(item)))).keys()));
  const problems = [
    ...touched
      .filter(({ item }) => isReserved(item.kind, item.object.code))
      .map(({ item, pointer }) => ({
        pointer: `${pointer}/code`,
        message: `Choose another code: "${item.object.code}" has a meaning of its own.`,
      })),
    ...[...misfits].flatMap(([key, misfit]) => problemsAt(pointers.get(key) ?? `/${key.replace('#', '/')}`, misfit)),
    ...touched.flatMap(({ item, pointer }) => {
      const large = refuseTooLarge(item);
      return large === null ? [] : problemsAt(pointer, large);
    }),
    ...touched.flatMap((one) => replacedProblems(loaded, one, { rules, used, isCorrection, now })),
    ...gone
      .filter(({ kind }) => !rules.isDeletable(kind))
      .map((one) => ({ pointer: '', message: `Add the ${nameOf(one)} to the file: it is never deleted.` })),
  ];
  const unchanged = imported.filter(isSame).map(({ item }) => item);
  return { changes, unchanged, problems, target };
}
