import type { Discount } from '../../catalog/discount.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import type { PurchasedDiscount } from '../../subscription/subscription.ts';
import { covers, type Instant } from '../../time/instant.ts';
import { type PlannedDiscount, plannedDiscount } from './planned-discount.ts';

/** A purchase of a discount, and what the catalog says of it. */
export type OwnedDiscount = { readonly purchase: PurchasedDiscount; readonly plan: PlannedDiscount };

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
  const owned = discountsOn(acting.appliesAt, purchases, acting.book);
  return owned.every((one) => acts(one, acting)) ? owned : owned.filter((one) => acts(one, acting));
}

const acts = ({ purchase, plan }: OwnedDiscount, { at, standing }: Acting): boolean =>
  covers({ from: purchase.validFrom, to: purchase.validTo }, at) &&
  covers(plan.validity, at) &&
  isAllowed(plan, standing);

type Ordered = { readonly book: PriceBook } & Readonly<Record<Discount['appliesAt'], readonly OwnedDiscount[]>>;
const ordered = new WeakMap<readonly PurchasedDiscount[], Ordered>();

/**
 * Those of the purchases that apply to events, or to bills, in their order, whenever they act. Kept as long as the list of purchases: that of
 * a contract meets every event of a batch with the same book.
 */
export function discountsOn(
  appliesAt: Discount['appliesAt'],
  purchases: readonly PurchasedDiscount[],
  book: PriceBook,
): readonly OwnedDiscount[] {
  const known = ordered.get(purchases);
  if (known?.book === book) return known[appliesAt];
  const owned = purchases.flatMap((purchase): readonly OwnedDiscount[] => {
    const plan = plannedDiscount(book, purchase.discount);
    return plan === null ? [] : [{ purchase, plan }];
  });
  owned.sort(byPriority);
  const { rating = [], billing = [] } = Object.groupBy(owned, ({ plan }) => plan.appliesAt);
  ordered.set(purchases, { book, rating, billing });
  return appliesAt === 'rating' ? rating : billing;
}

/** As for products: what is not active is discounted only if the discount says so. */
const isAllowed = ({ nonActiveRating }: PlannedDiscount, standing: Standing): boolean =>
  standing === 'active' ||
  nonActiveRating === 'RATE_INACTIVE_AND_CLOSED' ||
  (standing === 'inactive' && nonActiveRating === 'RATE_INACTIVE');

function byPriority({ plan: a, purchase }: OwnedDiscount, { plan: b, purchase: other }: OwnedDiscount): number {
  return (
    a.priority - b.priority ||
    b.value.cmp(a.value) ||
    compare(a.code, b.code) ||
    compare(purchase.purchaseId, other.purchaseId)
  );
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
