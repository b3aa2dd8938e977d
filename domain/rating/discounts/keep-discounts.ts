import type { PriceBook } from '../../catalog/price-book.ts';
import type { Count } from '../../ledger/entry.ts';
import { Dec, roundTo, ZERO } from '../../money/decimal.ts';
import type { UsageCharge } from '../usage-charge.ts';
import type { Reduction } from './discount-usage.ts';

type Counters = ReadonlyMap<string, Dec>;

/** Counts what a discount has taken off the units of a tier counter. */
const offKey = (counter: string, discount: string): string => `${counter}~off~${discount}`;

/**
 * A cheaper tier gives back what the units before had cost. What discounts took off that was never paid and is not given back: a percentage
 * and units that covered some of it make what comes back smaller in proportion, also when they are over by now; a flat amount stays the
 * customer's, unless more would come back than was paid.
 */
export function keepDiscounts(
  { counters, book }: { readonly counters: Counters; readonly book: PriceBook },
  charges: readonly UsageCharge[],
): readonly Reduction[] {
  return charges.flatMap(({ amount, tiers, detail }, charge) => {
    if (tiers === undefined || !amount.isNegative() || !tiers.before.isPositive()) return [];
    const off = offOf(counters, tiers.counter);
    let paid = tiers.before.plus(amount);
    const kept = new Map<string, Dec>();
    for (const [discount, taken] of off) {
      const part = isFlat(book, discount)
        ? ZERO
        : roundTo(amount.negated().times(taken).div(tiers.before), detail.resource.ratingScale);
      kept.set(discount, part);
      paid = paid.minus(taken).plus(part);
    }
    for (const [discount, taken] of off) {
      if (!paid.isNegative()) break;
      const part = kept.get(discount) ?? ZERO;
      const more = Dec.min(paid.negated(), taken.minus(part), amount.negated().minus(part));
      if (!more.isPositive()) continue;
      kept.set(discount, part.plus(more));
      paid = paid.plus(more);
    }
    return [...kept].flatMap(([discount, part]) => (part.isZero() ? [] : [{ charge, discount, amount: part }]));
  });
}

/** What is taken off charges of tiers that may give back, and what of it they have given back. */
export function countOff(
  counters: Counters,
  charges: readonly UsageCharge[],
  reductions: readonly Reduction[],
): readonly Count[] {
  const counts: Count[] = [];
  const counted = new Map<string, Dec>();
  for (const { charge, discount, amount } of reductions) {
    const tiers = charges[charge]?.tiers;
    if (tiers === undefined) continue;
    const counter = offKey(tiers.counter, discount);
    const before = counted.get(counter) ?? counters.get(counter) ?? ZERO;
    counted.set(counter, before.minus(amount));
    counts.push({ counter, amount: amount.negated(), before });
  }
  return counts;
}

/** By discount: what it has taken off the units that a tier counter has counted. */
function offOf(counters: Counters, counter: string): readonly (readonly [string, Dec])[] {
  const prefix = offKey(counter, '');
  return [...counters].flatMap(([key, taken]) =>
    key.startsWith(prefix) && taken.isPositive() ? [[key.slice(prefix.length), taken] as const] : [],
  );
}

const isFlat = (book: PriceBook, discount: string): boolean => {
  const rules = book.discounts.get(discount)?.rules;
  return rules?.every(({ effect }) => effect.type !== 'percentage' && effect.type !== 'consume') === true;
};
