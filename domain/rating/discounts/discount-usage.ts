import type { PriceBook } from '../../catalog/price-book.ts';
import { counterKey } from '../../ledger/counter-key.ts';
import type { Count, Impact } from '../../ledger/entry.ts';
import type { LedgerState } from '../../ledger/fold.ts';
import type { Bucket } from '../../ledger/head.ts';
import { type Dec, ZERO } from '../../money/decimal.ts';
import type { PurchasedDiscount } from '../../subscription/subscription.ts';
import type { Instant, Period } from '../../time/instant.ts';
import type { UsageCharge } from '../usage-charge.ts';
import { applyDiscounts, type Spreading } from './apply-discounts.ts';
import type { Discountable, Use } from './discountable.ts';
import { discountsInOrder, type Standing } from './discounts-in-order.ts';
import { takeFlat } from './take-flat.ts';
import { takePercentage } from './take-percentage.ts';

/** A reduction of one charge of an event: `charge` is its position; `amount` is negative, unless the charge gives back. */
export type Reduction = { readonly charge: number; readonly discount: string; readonly amount: Dec };

export type Discounted = {
  readonly reductions: readonly Reduction[];
  /** Units that discounts granted or used up. */
  readonly impacts: readonly Impact[];
  readonly counts: readonly Count[];
};

export type Discounting = {
  readonly book: PriceBook;
  readonly state: Readonly<LedgerState>;
  /** What the event may still use up: other sessions' holds and the event's own allowances taken off. */
  readonly buckets: () => ReadonlyMap<string, Bucket>;
  /** Bought with the subscription of the event's product, in no order. */
  readonly discounts: readonly PurchasedDiscount[];
  readonly product: string;
  readonly serviceType: string;
  readonly at: Instant;
  /** The cycle whose counters and grants it is. */
  readonly cycle: Period;
  /** Key of a counter, where it is not the cycle's: late usage counts on in its own. */
  readonly counterOf?: (name: string) => string;
  /** Of the customer and the service; active, if not given. */
  readonly standing?: Standing;
};

const NONE: Discounted = { reductions: [], impacts: [], counts: [] };
const OF_EACH: Spreading = { percentage: takePercentage, flat: takeFlat };

/**
 * Applies what was bought for these charges, by priority. Charges come undiscounted; nothing goes below zero. A percentage is taken off
 * each charge, a flat amount once off the event. A price that contains its tax is discounted with it.
 */
export function discountUsage(context: Discounting, charges: readonly UsageCharge[]): Discounted {
  const { discounts, book, state, buckets, at, cycle, standing = 'active' } = context;
  const { counterOf = (name) => counterKey(name, cycle.from) } = context;
  const owned = discountsInOrder(discounts, { book, at, appliesAt: 'rating', standing });
  if (owned.length === 0) return NONE;
  const applied = applyDiscounts(
    {
      book,
      spreading: OF_EACH,
      counters: state.counters,
      buckets,
      at,
      given: cycle,
      decides: counterOf,
      countsIn: counterOf,
    },
    owned,
    discountables(context, charges),
  );
  if (applied.length === 0) return NONE;
  const reductions: Reduction[] = [];
  for (const { plan, taken } of applied) {
    for (const { place, part } of taken)
      reductions.push({ charge: place, discount: plan.code, amount: part.negated() });
  }
  // Most discounts take money off, and that is all.
  const isMoneyOnly = applied.every(({ impacts, counts }) => impacts.length === 0 && counts.length === 0);
  if (isMoneyOnly) return { ...NONE, reductions };
  return {
    reductions,
    impacts: applied.flatMap(({ impacts }) => impacts),
    counts: applied.flatMap(({ counts }) => counts),
  };
}

function discountables(
  { product, serviceType }: Pick<Discounting, 'product' | 'serviceType'>,
  charges: readonly UsageCharge[],
): readonly Discountable[] {
  // The charges of a part follow one another.
  let of: UsageCharge['part'] | null = null;
  let use: Use = { quantity: ZERO, uncovered: ZERO };
  return charges.map(({ part, detail, priced, amount }): Discountable => {
    if (part !== of) use = { quantity: part.quantity, uncovered: priced };
    of = part;
    const { code, kind, ratingScale } = detail.resource;
    return {
      chargeTag: part.rate.chargeTag,
      resourceTag: detail.resourceTag,
      product,
      serviceType,
      resource: code,
      // Usage is charged in the customer's own money only.
      currency: kind === 'monetary' ? code : '',
      amount,
      scale: ratingScale,
      use,
    };
  });
}
