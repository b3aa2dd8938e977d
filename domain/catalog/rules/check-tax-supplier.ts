import type { FieldProblem } from '../../refusal.ts';
import type { CatalogIndex } from '../catalog-index.ts';
import type { TaxSupplier } from '../finance.ts';

/** One supplier is the default of the site. */
export function taxSupplierProblems({ code, isDefault }: TaxSupplier, catalog: CatalogIndex): readonly FieldProblem[] {
  if (isDefault !== true) return [];
  return [...catalog.taxSupplier.values()]
    .filter((other) => other.isDefault === true && other.code !== code)
    .map((other) => ({ pointer: '/isDefault', message: `Take it from "${other.code}" first: there is one default.` }));
}
