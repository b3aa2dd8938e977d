import type { FieldProblem } from '../../refusal.ts';
import type { CatalogIndex } from '../catalog-index.ts';
import type { Filter } from '../promotion.ts';
import { READS } from './check-attributes.ts';

/** A value that no customer can have would keep everybody out. */
export const filterProblems = ({ attributes = {} }: Filter, catalog: CatalogIndex): readonly FieldProblem[] =>
  Object.entries(attributes).flatMap(([code, values]) => {
    const type = catalog.customAttribute.get(code)?.type;
    return values.flatMap((value, index) =>
      type === undefined || READS[type](value)
        ? []
        : [{ pointer: `/attributes/${code}/${index}`, message: `Give a value of type ${type}.` }],
    );
  });
