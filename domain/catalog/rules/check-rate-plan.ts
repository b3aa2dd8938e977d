import type { FieldProblem } from '../../refusal.ts';
import type { Product, ProductVersion } from '../catalog.ts';
import type { CatalogIndex } from '../catalog-index.ts';
import type { Rate, RateDetail } from '../rate-plan.ts';
import { zonesOf } from './check-rating-set.ts';

type RatePlan = NonNullable<ProductVersion['ratePlan']>;

/** What is wrong between a rate plan and the rating set, calendar and resources that it names. `pointer` is the plan's. */
export function ratePlanProblems(
  product: Product,
  { plan, pointer }: { readonly plan: RatePlan; readonly pointer: string },
  catalog: CatalogIndex,
): readonly FieldProblem[] {
  const set = plan.ratingSet === undefined ? undefined : catalog.ratingSet.get(plan.ratingSet);
  const calendar = plan.calendar === undefined ? undefined : catalog.tariffCalendar.get(plan.calendar);
  const zones = set === undefined ? null : zonesOf(set);
  const bands = calendar === undefined ? null : new Set(calendar.bands.map(({ band }) => band));
  const problems: FieldProblem[] = [];
  if (set !== undefined && set.serviceType !== product.serviceType) {
    problems.push({ pointer: `${pointer}/ratingSet`, message: `Name a rating set of "${product.serviceType}".` });
  }
  for (const [index, rate] of plan.rates.entries()) {
    const at = `${pointer}/rates/${index}`;
    const { zone, timeBand } = rate;
    if (zone !== undefined && zones !== null && !zones.has(zone)) {
      problems.push({ pointer: `${at}/zone`, message: `Name a zone that "${plan.ratingSet}" gives.` });
    }
    if (timeBand !== undefined && bands !== null && !bands.has(timeBand)) {
      problems.push({ pointer: `${at}/timeBand`, message: `Name a band of "${plan.calendar}".` });
    }
    problems.push(...rateProblems(product, rate, at, catalog));
  }
  return problems;
}

/**
 * Units are moved once, and counted once: tiers that count on a counter count up on it themselves. Money may be charged in several ways: a
 * standing charge once a day, and so much a unit.
 */
function rateProblems(product: Product, { details }: Rate, at: string, catalog: CatalogIndex): FieldProblem[] {
  const named = details.map(({ resource = product.resource }) => resource);
  const counted = new Set(details.flatMap(({ price }) => ('counter' in price ? [price.counter] : [])));
  return details.flatMap((detail, index) => {
    const pointer = `${at}/details/${index}`;
    const own = named[index] ?? product.resource;
    const problems = detailProblems(product, { detail, resource: own, pointer }, catalog);
    const isMoney = catalog.resource.get(own)?.kind === 'monetary';
    if (!isMoney && counted.has(own)) {
      const message = `Remove this: the tiers of this rate count on "${own}" already, and each unit would count twice.`;
      return [...problems, { pointer: `${pointer}/resource`, message }];
    }
    return !isMoney && named.indexOf(own) < index
      ? [...problems, { pointer: `${pointer}/resource`, message: 'Name each unit once.' }]
      : problems;
  });
}

const OF_MONEY = ['tax', 'billItem', 'generalLedger'] as const;

function detailProblems(
  product: Product,
  { detail, resource, pointer }: { readonly detail: RateDetail; readonly resource: string; readonly pointer: string },
  catalog: CatalogIndex,
): FieldProblem[] {
  if (catalog.resource.get(resource)?.kind === 'monetary') {
    return resource === product.resource
      ? []
      : [{ pointer: `${pointer}/resource`, message: `Use "${product.resource}": a product charges in one currency.` }];
  }
  return OF_MONEY.filter((field) => detail[field] !== undefined).map((field) => ({
    pointer: `${pointer}/${field}`,
    message: 'Remove this: only money is taxed and billed.',
  }));
}
