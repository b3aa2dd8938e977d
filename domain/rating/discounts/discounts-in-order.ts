import type { Discount } from '../../catalog/discount.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import type { PurchasedDiscount } from '../../subscription/subscription.ts';
import { covers, type Instant, type Period } from '../../time/instant.ts';
import { type PlannedDiscount, plannedDiscount } from './planned-discount.ts';

/** A purchase of a discount, and what the catalog says of it. */
export type OwnedDiscount = { readonly purchaseId: string; readonly validity: Period; readonly plan: PlannedDiscount };

/** Of the customer and the service that the charges are for. */
export type Standing = 'active' | 'inactive' | 'closed';

type Acting = {
  readonly book: PriceBook;
  readonly at: Instant;
  readonly appliesAt: Discount['appliesAt'];
  readonly standing: Standing;
};

/**
 * Those of the purchases that act at a time, first one first: by priority (lower goes before), then the higher value, then the code. The
 * same discount bought twice acts twice.
 */
export function discountsInOrder(purchases: readonly PurchasedDiscount[], acting: Acting): readonly OwnedDiscount[] {
  const owned = inOrder(purchases, acting.book);
  return owned.every((one) => acts(one, acting)) ? owned : owned.filter((one) => acts(one, acting));
}

const acts = ({ validity, plan }: OwnedDiscount, { at, appliesAt, standing }: Acting): boolean =>
  plan.appliesAt === appliesAt && covers(validity, at) && covers(plan.validity, at) && isAllowed(plan, standing);

type Ordered = { readonly book: PriceBook; readonly owned: readonly OwnedDiscount[] };
const ordered = new WeakMap<readonly PurchasedDiscount[], Ordered>();

/** Kept as long as the list of purchases: that of a contract meets every event of a batch with the same book. */
function inOrder(purchases: readonly PurchasedDiscount[], book: PriceBook): readonly OwnedDiscount[] {
  const known = ordered.get(purchases);
  if (known?.book === book) return known.owned;
  const owned: OwnedDiscount[] = [];
  for (const { purchaseId, discount, validFrom, validTo } of purchases) {
    const plan = plannedDiscount(book, discount);
    if (plan !== null) owned.push({ purchaseId, validity: { from: validFrom, to: validTo }, plan });
  }
  owned.sort(byPriority);
  ordered.set(purchases, { book, owned });
  return owned;
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
