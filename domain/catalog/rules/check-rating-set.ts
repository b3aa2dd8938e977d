import type { FieldProblem } from '../../refusal.ts';
import type { CatalogIndex } from '../catalog-index.ts';
import type { RatingSet } from '../service-design.ts';
import { fieldTypesOf } from './field-types-of.ts';

/** A rating set looks at fields that events of its service type have. */
export function ratingSetProblems({ serviceType, fields }: RatingSet, catalog: CatalogIndex): readonly FieldProblem[] {
  const service = catalog.serviceType.get(serviceType);
  if (service === undefined) return [];
  const types = fieldTypesOf(service);
  return fields.flatMap(({ name, match }, index) => {
    const type = types.get(name);
    if (type === undefined) {
      return [{ pointer: `/fields/${index}/name`, message: `Name a field that "${serviceType}" has.` }];
    }
    return match === 'prefix' && type !== 'text'
      ? [{ pointer: `/fields/${index}/match`, message: 'Use exact: only text has prefixes.' }]
      : [];
  });
}

/** Every zone that the set can give, or that one of those lies in. */
export const zonesOf = ({ rows, zones = [], otherwise }: RatingSet): ReadonlySet<string> =>
  new Set([
    ...rows.map(({ zone }) => zone),
    ...zones.flatMap(({ zone, parent }) => [zone, parent]),
    ...(otherwise === undefined ? [] : [otherwise]),
  ]);
