import type { Discount } from '../../catalog/discount.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import type { PurchasedDiscount } from '../../subscription/subscription.ts';
import { covers, type Instant } from '../../time/instant.ts';
import { type PlannedDiscount, plannedDiscount } from './planned-discount.ts';

/** A purchase of a discount, and what the catalog says of it. */
export type OwnedDiscount = { readonly purchaseId: string; readonly plan: PlannedDiscount };

/** Of the customer and the service that the charges are for. */
export type Standing = 'active' | 'inactive' | 'closed';

/**
 * Those of the purchases that act at a time, first one first: by priority (lower goes before), then the higher value, then the code. The
 * same discount bought twice acts twice.
 */
export function discountsInOrder(
  purchases: readonly PurchasedDiscount[],
  {
    book,
    at,
    appliesAt,
    standing,
  }: {
    readonly book: PriceBook;
    readonly at: Instant;
    readonly appliesAt: Discount['appliesAt'];
    readonly standing: Standing;
  },
): readonly OwnedDiscount[] {
  const owned: OwnedDiscount[] = [];
  for (const { purchaseId, discount } of purchases) {
    const plan = plannedDiscount(book, discount);
    if (plan?.appliesAt === appliesAt && covers(plan.validity, at) && isAllowed(plan, standing)) {
      owned.push({ purchaseId, plan });
    }
  }
  return owned.length < 2 ? owned : owned.sort(byPriority);
}

/** As for products: what is not active is discounted only if the discount says so. */
const isAllowed = ({ nonActiveRating }: PlannedDiscount, standing: Standing): boolean =>
  standing === 'active' ||
  nonActiveRating === 'RATE_INACTIVE_AND_CLOSED' ||
  (standing === 'inactive' && nonActiveRating === 'RATE_INACTIVE');

function byPriority({ plan: a, purchaseId }: OwnedDiscount, { plan: b, purchaseId: other }: OwnedDiscount): number {
  return a.priority - b.priority || b.value.cmp(a.value) || compare(a.code, b.code) || compare(purchaseId, other);
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
