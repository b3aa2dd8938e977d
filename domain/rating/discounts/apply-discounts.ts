import type { DiscountEffect, DiscountFilter } from '../../catalog/discount.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import { bucketKey } from '../../ledger/bucket-key.ts';
import type { Count, Impact } from '../../ledger/entry.ts';
import type { Bucket } from '../../ledger/head.ts';
import { type Dec, dec, roundTo, sum, ZERO } from '../../money/decimal.ts';
import { ONE } from '../../money/fraction.ts';
import type { Instant, Period } from '../../time/instant.ts';
import { withImpacts } from '../allowances/with-impacts.ts';
import { matchesCharge } from '../matches-charge.ts';
import { isInRange } from './counter-range.ts';
import { coverByUnits, type Uncovered } from './cover-by-units.ts';
import { type Discountable, itemAt, leftAt, type Taking, type Target } from './discountable.ts';
import type { OwnedDiscount } from './discounts-in-order.ts';
import type { PlannedEffect } from './planned-discount.ts';

/** How money is taken off several charges: of each by itself, or of all together. */
export type Spreading = {
  readonly percentage: (target: Target, share: Dec) => Taking;
  readonly flat: (target: Target, value: Dec) => Taking;
};

export type Applying = {
  readonly book: PriceBook;
  readonly spreading: Spreading;
  readonly counters: ReadonlyMap<string, Dec>;
  /** Asked for only if something is used up. */
  readonly buckets: () => ReadonlyMap<string, Bucket>;
  readonly at: Instant;
  /** Cycle that what is granted is valid in. */
  readonly given: Period;
  /** Keys of the counters of a name: that which decides, and that which is counted in. */
  readonly decides: (name: string) => string;
  readonly countsIn: (name: string) => string;
};

/** What one purchased discount does. */
export type AppliedDiscount = OwnedDiscount & {
  readonly taken: Taking;
  readonly impacts: readonly Impact[];
  readonly counts: readonly Count[];
};

/**
 * Applies discounts one after the other, rule by rule. Sequential ones take from what the ones before left, parallel ones a part of the
 * original; no charge goes below zero. Counters are looked at as they stood before all of it.
 */
export function applyDiscounts(
  context: Applying,
  discounts: readonly OwnedDiscount[],
  items: readonly Discountable[],
): readonly AppliedDiscount[] {
  const left = items.map(({ amount }) => amount);
  const carried: Carried = { moved: NONE.impacts };
  const applied: AppliedDiscount[] = [];
  for (const { purchase, plan } of discounts) {
    let done = NONE;
    for (const rule of plan.rules) {
      const places = placesOf(items, rule.filter);
      if (places.length === 0 || !isInRange(rule, context)) continue;
      const target: Target = { places, items, left, isParallel: plan.isParallel };
      const effect = effectOf(context, plan.code, rule.effect, target, carried);
      for (const { place, part } of effect.taking) left[place] = leftAt(target, place).minus(part);
      if (effect.impacts.length > 0) carried.moved = [...carried.moved, ...effect.impacts];
      done = done === NONE ? effect : together(done, effect);
    }
    const taken = done.taking.some(({ part }) => part.isZero())
      ? done.taking.filter(({ part }) => !part.isZero())
      : done.taking;
    const { impacts, counts } = done;
    if (taken.length > 0 || impacts.length > 0 || counts.length > 0) {
      applied.push({ purchase, plan, taken, impacts, counts });
    }
  }
  return applied;
}

/** What a rule does, or several of a discount. */
type Effect = { readonly taking: Taking; readonly impacts: readonly Impact[]; readonly counts: readonly Count[] };
const NONE: Effect = { taking: [], impacts: [], counts: [] };

/** Two rules may take off the same charges. */
function together(one: Effect, other: Effect): Effect {
  const parts = new Map(one.taking.map(({ place, part }) => [place, part]));
  for (const { place, part } of other.taking) parts.set(place, (parts.get(place) ?? ZERO).plus(part));
  return {
    taking: [...parts].map(([place, part]) => ({ place, part })),
    impacts: [...one.impacts, ...other.impacts],
    counts: [...one.counts, ...other.counts],
  };
}

/** What the discounts before have moved, covered and counted. Most take money only: then there is nothing. */
type Carried = { moved: readonly Impact[]; uncovered?: Uncovered; counted?: Map<string, Dec> };

function effectOf(context: Applying, code: string, effect: PlannedEffect, target: Target, carried: Carried): Effect {
  switch (effect.type) {
    case 'percentage':
      return { taking: context.spreading.percentage(target, effect.share), impacts: NONE.impacts, counts: NONE.counts };
    case 'flat':
      return { taking: context.spreading.flat(target, effect.value), impacts: NONE.impacts, counts: NONE.counts };
    case 'consume': {
      const resource = context.book.resources.get(effect.resource);
      if (resource === undefined) return NONE;
      const buckets = withImpacts(context.buckets(), carried.moved);
      carried.uncovered ??= new Map();
      const { uncovered } = carried;
      return { ...NONE, ...coverByUnits(target, { resource, at: context.at, buckets, uncovered }) };
    }
    case 'grant':
      return { ...NONE, impacts: grantUnits(context, code, effect, target) };
    case 'count':
      carried.counted ??= new Map();
      return { ...NONE, counts: countUsage(context, effect, target, carried.counted) };
  }
}

function placesOf(items: readonly Discountable[], filter: DiscountFilter): readonly number[] {
  const places: number[] = [];
  let place = 0;
  for (const item of items) {
    if (matchesCharge(filter, item)) places.push(place);
    place += 1;
  }
  return places;
}

/** Uses are counted once, however many charges share them. */
const quantityOf = (target: Target): Dec =>
  sum([...new Set(target.places.map((place) => itemAt(target, place).use))].map(({ quantity }) => quantity));

/** The origin of the buckets that a discount filled. */
export const discountOrigin = (code: string): string => `discount:${code}`;

/** Gives units, valid for the cycle: so many an event, or for each unit that was used. */
function grantUnits(
  { book, given }: Applying,
  code: string,
  { resource: name, amount, per }: Extract<DiscountEffect, { readonly type: 'grant' }>,
  target: Target,
): readonly Impact[] {
  const resource = book.resources.get(name);
  if (resource === undefined) return [];
  const units = per === 'event' ? dec(amount) : dec(amount).times(quantityOf(target));
  const granted = roundTo(units, resource.ratingScale);
  // More given back than charged: that takes no units away.
  if (granted.lte(0)) return [];
  const bucket = bucketKey({ resource: name, from: given.from, to: given.to, origin: discountOrigin(code) });
  return [{ resource: name, bucket, amount: granted.negated(), charge: null }];
}

/** Counts into a counter that other discounts and tiers read from the next event on. Money is counted as it was when its turn came. */
function countUsage(
  { counters, countsIn }: Applying,
  { counter: name, what }: Extract<DiscountEffect, { readonly type: 'count' }>,
  target: Target,
  counted: Map<string, Dec>,
): readonly Count[] {
  const amount = countOf(what, target);
  if (amount.isZero()) return [];
  const counter = countsIn(name);
  const before = counted.get(counter) ?? counters.get(counter) ?? ZERO;
  counted.set(counter, before.plus(amount));
  return [{ counter, amount, before }];
}

function countOf(what: 'quantity' | 'amount' | 'events', target: Target): Dec {
  switch (what) {
    case 'events':
      return ONE;
    case 'quantity':
      return quantityOf(target);
    case 'amount':
      return sum(
        target.places.map((place) => (target.isParallel ? itemAt(target, place).amount : leftAt(target, place))),
      );
  }
}
