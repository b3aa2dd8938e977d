import { dec } from '../money/decimal.ts';
import type { FieldProblem } from '../refusal.ts';
import type { Product } from './catalog.ts';
import type { CatalogIndex } from './catalog-index.ts';
import type { Price } from './price.ts';

/** A grant gives something into the customer's hands, which counts as negative. */
function grantProblem(price: Price): string | null {
  switch (price.model) {
    case 'flat':
      return dec(price.amount).isNegative() ? null : 'Give a negative amount: it is what the customer receives.';
    case 'per-unit':
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

/** What is wrong between a product and the resources that it names; the resources exist. */
export function productProblems(product: Product, catalog: CatalogIndex): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (catalog.resource.get(product.resource)?.kind === 'unit') problems.push(...grantProblems(product));
  if (product.allowance !== undefined && catalog.resource.get(product.allowance)?.kind === 'monetary') {
    problems.push({ pointer: '/allowance', message: 'Name a unit resource: an allowance is not money.' });
  }
  return problems;
}
