import type { PaymentType, Plan } from '../../catalog/catalog.ts';
import { type FilteredCustomer, fitsFilter } from '../../catalog/fits-filter.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import { type Refusal, refusal } from '../../refusal.ts';
import { err, ok, type Result } from '../../result.ts';
import { covers, type Instant } from '../../time/instant.ts';
import type { ChosenProduct } from './choose-products.ts';

/** The terms on which a plan would be bought. `pointer`: where the plan stands in the request. */
export type PlanTerms = {
  readonly book: PriceBook;
  readonly code: string;
  readonly paymentType: PaymentType;
  readonly now: Instant;
  readonly pointer: string;
  /** Who wants it; not given: nobody is kept from it. */
  readonly customer?: FilteredCustomer;
};

/** A plan is sold while it is active and valid, under the payment types that it supports, to those whom its filter admits. */
export function sellablePlan({ book, code, paymentType, now, pointer, customer }: PlanTerms): Result<Plan, Refusal> {
  const plan = book.plans.get(code);
  if (plan === undefined)
    return refuse('catalog.reference_missing', pointer, `There is no plan ${code}. Choose another.`);
  if (plan.status !== 'active' || !covers({ from: plan.validFrom, to: plan.validTo }, now)) {
    return refuse('plan.closed', pointer, `The plan ${code} is not sold now. Choose another.`);
  }
  if (plan.paymentTypes.length > 0 && !plan.paymentTypes.includes(paymentType)) {
    return refuse('plan.payment_type', pointer, `The plan ${code} is not sold as ${paymentType}. Choose another.`);
  }
  if (plan.filter === undefined || customer === undefined) return ok(plan);
  const filter = book.filters.get(plan.filter);
  if (filter === undefined || !fitsFilter(filter, customer)) {
    return refuse('plan.not_offered', pointer, `The plan ${code} is not offered to this customer. Choose another.`);
  }
  return ok(plan);
}

/**
 * Everything that was chosen can be charged under the profile: money is in its currency, and nothing recurs without a cycle.
 * Prices and taxes are checked when they are charged.
 */
export function checkChargeable(
  chosen: readonly ChosenProduct[],
  terms: PlanTerms & { readonly resource: string },
): Result<null, Refusal> {
  const { book, resource: currency, paymentType } = terms;
  for (const { product, pointer } of chosen) {
    const place = pointer ?? terms.pointer;
    const resource = book.resources.get(product.resource);
    if (resource === undefined) {
      return refuse(
        'catalog.reference_missing',
        place,
        `The product ${product.code} names the unknown resource ${product.resource}. Mend the product.`,
      );
    }
    if (resource.kind === 'monetary' && resource.code !== currency) {
      return refuse(
        'plan.currency',
        place,
        `${product.code} is priced in ${resource.code}, not in ${currency}. Choose another plan.`,
      );
    }
    if (product.type === 'recurring' && paymentType === 'pay_now') {
      return refuse(
        'plan.payment_type',
        place,
        `Pay now has no cycle in which ${product.code} could recur. Choose another plan or payment type.`,
      );
    }
  }
  return ok(null);
}

const refuse = (
  code: 'catalog.reference_missing' | 'plan.closed' | 'plan.payment_type' | 'plan.currency' | 'plan.not_offered',
  pointer: string,
  message: string,
) => err(refusal(code, message, [{ pointer, message }]));
