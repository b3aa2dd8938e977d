import type { FieldProblem } from '../../refusal.ts';
import type { ServiceType } from '../catalog.ts';
import type { CatalogIndex } from '../catalog-index.ts';
import { unitRatio, unitsOf, withUnitSize } from './unit-size.ts';

/** A field has one type wherever it is used, and units of different things cannot be converted. */
export function serviceTypeProblems(service: ServiceType, catalog: CatalogIndex): readonly FieldProblem[] {
  return [...fieldProblems(service, catalog), ...unitProblems(service, catalog)];
}

function fieldProblems(service: ServiceType, catalog: CatalogIndex): readonly FieldProblem[] {
  return (['mandatoryFields', 'optionalFields', 'ratingSetFields'] as const).flatMap((list) =>
    (service[list] ?? []).flatMap(({ name, type }, index) => {
      const defined = catalog.serviceField.get(name)?.type ?? type;
      const message = `Use ${defined}: that is the type of the service field "${name}".`;
      return defined === type ? [] : [{ pointer: `/${list}/${index}/type`, message }];
    }),
  );
}

function unitProblems(service: ServiceType, catalog: CatalogIndex): readonly FieldProblem[] {
  const units = unitsOf(service, catalog);
  if (units === null) return [];
  const ratio = unitRatio(units.measured, units.billed);
  if (ratio === null) {
    const message = `Name a unit that "${units.measured.code}" can be converted to, without endless digits.`;
    return [{ pointer: '/billedIn', message }];
  }
  return withUnitSize(service, catalog).unitSize === ratio
    ? []
    : [{ pointer: '/unitSize', message: `Leave it out, or give ${ratio}: the units say so.` }];
}
