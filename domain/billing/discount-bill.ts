import type { Product } from '../catalog/catalog.ts';
import type { PriceBook } from '../catalog/price-book.ts';
import { TAX_DIGITS } from '../catalog/taxes/tax-on.ts';
import { appendEntries } from '../ledger/append-entries.ts';
import { bucketKey, RUNNING } from '../ledger/bucket-key.ts';
import { counterKey } from '../ledger/counter-key.ts';
import type { DraftEntry, Impact } from '../ledger/entry.ts';
import type { Head, UnbilledLine } from '../ledger/head.ts';
import { lineKey } from '../ledger/line-key.ts';
import { draftEntry } from '../ledger/open-ledger.ts';
import { type Dec, roundTo, ZERO } from '../money/decimal.ts';
import { type AppliedDiscount, applyDiscounts, type Spreading } from '../rating/discounts/apply-discounts.ts';
import type { Discountable } from '../rating/discounts/discountable.ts';
import { discountsInOrder } from '../rating/discounts/discounts-in-order.ts';
import { takeFlatOfAll } from '../rating/discounts/take-flat.ts';
import { takePercentageOfAll } from '../rating/discounts/take-percentage.ts';
import { isPolicy } from '../rating/sharing/is-policy.ts';
import type { RatingProfile } from '../subscription/subscription.ts';
import type { Instant, Period } from '../time/instant.ts';
import { earlier, later } from '../time/order.ts';

/** A balance group whose cycle is over, before its charges go onto the bill. */
export type BillDiscounting = {
  readonly head: Head;
  readonly profile: RatingProfile;
  readonly book: PriceBook;
  readonly ended: Period;
  readonly now: Instant;
};

const OF_ALL: Spreading = { percentage: takePercentageOfAll, flat: takeFlatOfAll };

/**
 * Discounts on a whole bill: taken off the net charges of the cycle that match, event discounts and credits taken into account, with
 * the tax that goes with them. Each line bears its part, and the parts add up. One entry for each purchased discount.
 */
export function discountBill(turn: BillDiscounting): readonly DraftEntry[] {
  const { profile, ended } = turn;
  const drafts: DraftEntry[] = [];
  let { head } = turn;
  const bySubscription = Map.groupBy(profile.discounts ?? [], ({ subscriptionId }) => subscriptionId);
  for (const [subscriptionId, discounts] of bySubscription) {
    const at = lastInstant(profile, subscriptionId, ended);
    const own = discounts.filter((one) => !isPolicy(profile, one));
    const owned = discountsInOrder(own, { book: turn.book, at, appliesAt: 'billing', standing: profile.status });
    if (owned.length === 0) continue;
    const lines = linesOf({ ...turn, head }, subscriptionId);
    const { buckets, counters } = head;
    const { next } = head.cycles;
    const applied = applyDiscounts(
      {
        book: turn.book,
        spreading: OF_ALL,
        counters,
        buckets: () => buckets,
        at: ended.to - 1,
        decides: (name) => counterKey(name, ended.from),
        // The cycle is over: what its bill brings is for the next one.
        given: next,
        countsIn: (name) => counterKey(name, next.from),
      },
      owned,
      lines.map((line) => discountable(turn, line)),
    );
    const made = applied.map((discount) => discountDraft(turn, discount, lines));
    // What the next subscription meets is what this one left.
    head = appendEntries(head, made);
    drafts.push(...made);
  }
  return drafts;
}

/**
 * A discount must be valid at the end of the cycle, as what is due in arrear; or at the end of its subscription, if that was earlier: who
 * leaves in mid-cycle has the discount on the last bill.
 */
function lastInstant({ purchases }: RatingProfile, subscriptionId: string, ended: Period): Instant {
  let end = 0;
  for (const purchase of purchases) {
    if (purchase.subscriptionId === subscriptionId) end = later(end, purchase.validTo);
  }
  return earlier(end, ended.to) - 1;
}

/** Charges of one kind on the bill, what is already taken off them included. */
type NetLine = Pick<UnbilledLine, 'net' | 'tax' | 'quantity'> & {
  readonly charge: Omit<UnbilledLine, 'net' | 'tax' | 'quantity' | 'events' | 'discount'>;
  readonly product: Product;
};

/**
 * The cycle's charges for what the subscription bought: those that bear its name, and those without any unless others bought the product,
 * too. Discounts of one subscription are never taken off what another one pays.
 */
function linesOf({ head, profile, book, ended }: BillDiscounting, subscriptionId: string): readonly NetLine[] {
  const bought = new Set(
    profile.purchases.filter((purchase) => purchase.subscriptionId === subscriptionId).map(({ product }) => product),
  );
  const others = new Set(
    profile.purchases.flatMap((purchase) =>
      purchase.subscriptionId !== subscriptionId && purchase.validFrom < ended.to && purchase.validTo > ended.from
        ? [purchase.product]
        : [],
    ),
  );
  const isOthers = (line: UnbilledLine): boolean =>
    line.subscription === undefined ? others.has(line.product ?? '') : line.subscription !== subscriptionId;
  const lines = new Map<string, NetLine>();
  for (const line of head.unbilled.values()) {
    const product = line.product === null || !bought.has(line.product) ? undefined : book.products.get(line.product);
    if (line.cycle !== ended.from || product === undefined || isOthers(line)) continue;
    const { net, tax, quantity, events: _, discount: __, ...charge } = line;
    const key = lineKey(charge);
    const found = lines.get(key) ?? { charge, product, net: ZERO, tax: ZERO, quantity: ZERO };
    lines.set(key, {
      ...found,
      net: found.net.plus(net),
      tax: found.tax.plus(tax),
      quantity: found.quantity.plus(quantity),
    });
  }
  // In the order of their names, not of their coming: the last one takes what rounding leaves over.
  return [...lines].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, line]) => line);
}

/** A line has no resource tag: those are of single events. A rule that names one takes nothing off a bill. */
const discountable = (
  { profile, book }: BillDiscounting,
  { charge, product, net, quantity }: NetLine,
): Discountable => ({
  chargeTag: charge.tag ?? null,
  resourceTag: null,
  product: product.code,
  serviceType: product.serviceType ?? null,
  resource: profile.resource,
  currency: profile.resource,
  amount: net,
  scale: book.resources.get(profile.resource)?.ratingScale ?? TAX_DIGITS,
  use: { quantity, uncovered: quantity },
});

function discountDraft(
  { profile, ended, now }: BillDiscounting,
  { purchase, plan, taken, impacts, counts }: AppliedDiscount,
  lines: readonly NetLine[],
): DraftEntry {
  const bucket = bucketKey({ resource: profile.resource, ...ended, origin: RUNNING });
  const reductions: Impact[] = [];
  for (const { place, part } of taken) {
    const line = lines[place];
    if (line === undefined) continue;
    const tax = taxOf(line, part).negated();
    reductions.push({
      resource: profile.resource,
      bucket,
      amount: tax.minus(part),
      charge: { ...line.charge, tax, quantity: ZERO, discount: plan.code },
    });
  }
  return draftEntry({
    kind: 'discount',
    id: `${purchase.purchaseId}:${ended.from}:discount`,
    at: ended.to - 1,
    recordedAt: now,
    impacts: [...reductions, ...impacts],
    counts,
  });
}

/** The tax that goes with a part of a line's net: all of it with all of the net, so that no tax is left on nothing. */
const taxOf = ({ net, tax }: NetLine, part: Dec): Dec =>
  part.eq(net) ? tax : roundTo(tax.times(part).div(net), TAX_DIGITS);
