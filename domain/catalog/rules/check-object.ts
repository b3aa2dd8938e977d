import type { FieldProblem } from '../../refusal.ts';
import type { CatalogIndex } from '../catalog-index.ts';
import { counterProblems } from '../check-counter.ts';
import type { CatalogObject } from '../compile-price-book.ts';
import { KIND_WORDS, referencesOf } from './catalog-references.ts';
import { creditProfileProblems } from './check-credit-profile.ts';
import { eventGeneratorProblems } from './check-event-generator.ts';
import { filterProblems } from './check-filter.ts';
import { productProblems } from './check-product.ts';
import { ratingSetProblems } from './check-rating-set.ts';
import { serviceTypeProblems } from './check-service-type.ts';
import { taxSupplierProblems } from './check-tax-supplier.ts';
import { FITS } from './fits.ts';

function ownProblems({ kind, object }: CatalogObject, catalog: CatalogIndex): readonly FieldProblem[] {
  switch (kind) {
    case 'product':
      return productProblems(object, catalog);
    case 'resource':
      return counterProblems(object, catalog);
    case 'serviceType':
      return serviceTypeProblems(object, catalog);
    case 'ratingSet':
      return ratingSetProblems(object, catalog);
    case 'eventGenerator':
      return eventGeneratorProblems(object, catalog);
    case 'filter':
      return filterProblems(object, catalog);
    case 'creditProfile':
      return creditProfileProblems(object, catalog);
    case 'taxSupplier':
      return taxSupplierProblems(object, catalog);
    default:
      return [];
  }
}

/**
 * What an object's own form cannot show: whether it fits the rest of the catalog. Everything that it mentions exists, see
 * `refuseMissingReferences`. The object itself may be in the catalog, in an older state or in this one.
 */
export function misfitProblems(object: CatalogObject, catalog: CatalogIndex): readonly FieldProblem[] {
  const unfit = referencesOf(object).flatMap(({ fit, code, pointer }) =>
    fit === undefined || FITS[fit].holds(catalog, code) ? [] : [{ pointer, message: FITS[fit].message }],
  );
  return [...unfit, ...ownProblems(object, catalog)];
}

/**
 * Who mentions an object and would fit no longer once it is replaced: a rate would name a zone that is gone, a discount a tag that is
 * of another type. What did not fit before is not its fault.
 */
export function brokenUsers(
  replacement: CatalogObject,
  { before, after }: { readonly before: CatalogIndex; readonly after: CatalogIndex },
  users: Iterable<CatalogObject>,
): readonly FieldProblem[] {
  const { kind, object } = replacement;
  const broken: FieldProblem[] = [];
  for (const user of users) {
    const mentions = referencesOf(user).some((mention) => mention.kind === kind && mention.code === object.code);
    if (!mentions) continue;
    const known = new Set(misfitProblems(user, before).map(({ pointer }) => pointer));
    for (const { pointer, message } of misfitProblems(user, after)) {
      if (known.has(pointer)) continue;
      const words = `The ${KIND_WORDS[user.kind]} "${user.object.code}" would not fit any more at ${pointer}: ${message}`;
      broken.push({ pointer: '', message: words });
    }
  }
  return broken;
}
