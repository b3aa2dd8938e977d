import { dec } from '../../money/decimal.ts';
import type { FieldProblem } from '../../refusal.ts';
import type { Product } from '../catalog.ts';
import type { CatalogIndex } from '../catalog-index.ts';
import { ownCounterProblems } from '../check-counter.ts';
import type { Price } from '../price.ts';
import { valueProblems } from './check-attributes.ts';
import { ratePlanProblems } from './check-rate-plan.ts';

/** A grant gives something into the customer's hands, which counts as negative. */
function grantProblem(price: Price): string | null {
  switch (price.model) {
    case 'flat':
      return dec(price.amount).isNegative() ? null : 'Give a negative amount: it is what the customer receives.';
    case 'per-unit':
      if (price.minimumCharge !== undefined) return 'Remove the minimum charge: a grant takes nothing.';
      return dec(price.unitPrice).isNegative() ? null : 'Give a negative unit price: it is what the customer receives.';
    default:
      return 'Use the model flat or per-unit: a grant has no tiers.';
  }
}

function grantProblems(product: Product): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (product.type === 'usage') {
    problems.push({ pointer: '/resource', message: 'Name a monetary resource: usage is charged in money.' });
  }
  for (const [index, { price, tax }] of product.versions.entries()) {
    const problem = grantProblem(price);
    if (problem !== null) problems.push({ pointer: `/versions/${index}/price`, message: problem });
    if (tax !== undefined) {
      problems.push({ pointer: `/versions/${index}/tax`, message: 'Remove the tax: only money is taxed.' });
    }
  }
  return problems;
}

/** Money that was given is not lost at a cycle's end, so there is nothing to roll over. */
const rolloverProblems = ({ rollover }: Product): FieldProblem[] =>
  rollover === undefined
    ? []
    : [{ pointer: '/rollover', message: 'Remove the rollover: only units that a product grants are rolled over.' }];

/** A service's product makes events of its own service; any other product those that its generator names the service for. */
function generatorProblems(
  { type, serviceType, eventGenerators = [] }: Product,
  catalog: CatalogIndex,
): FieldProblem[] {
  return eventGenerators.flatMap((code, index) => {
    const generator = catalog.eventGenerator.get(code);
    const pointer = `/eventGenerators/${index}`;
    if (generator === undefined) return [];
    if ((generator.linkedTo === 'service') !== (type === 'usage')) {
      const linkedTo = type === 'usage' ? 'service' : 'billing-profile';
      return [{ pointer, message: `Name an event generator that is linked to a ${linkedTo}.` }];
    }
    return type === 'usage' && generator.serviceType !== serviceType
      ? [{ pointer, message: `Name an event generator of "${serviceType}".` }]
      : [];
  });
}

/** What is wrong between a product and what it names; all of that exists. */
export function productProblems(product: Product, catalog: CatalogIndex): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  const isGrant = catalog.resource.get(product.resource)?.kind === 'unit';
  problems.push(...(isGrant ? grantProblems(product) : rolloverProblems(product)));
  for (const [index, { ratePlan }] of product.versions.entries()) {
    if (ratePlan === undefined) continue;
    const place = { plan: ratePlan, pointer: `/versions/${index}/ratePlan` };
    problems.push(...ratePlanProblems(product, place, catalog));
  }
  return [
    ...problems,
    ...ownCounterProblems(product, catalog),
    ...generatorProblems(product, catalog),
    ...valueProblems(product.attributes ?? {}, {
      entity: 'product',
      definitions: catalog.customAttribute.values(),
      pointer: '/attributes',
    }),
  ];
}
