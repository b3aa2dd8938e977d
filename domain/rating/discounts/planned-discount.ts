import type { NonActiveRating } from '../../catalog/catalog.ts';
import type { Discount, DiscountEffect, DiscountFilter } from '../../catalog/discount.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import { Dec, dec, shareOfPercent, ZERO } from '../../money/decimal.ts';
import type { Period } from '../../time/instant.ts';

export type PlannedEffect =
  | { readonly type: 'percentage'; readonly share: Dec }
  | { readonly type: 'flat'; readonly value: Dec }
  | Exclude<DiscountEffect, { readonly type: 'percentage' | 'flat' }>;

export type PlannedRule = {
  readonly filter: DiscountFilter;
  readonly when: { readonly counter: string; readonly above: Dec; readonly upTo: Dec | null } | null;
  readonly effect: PlannedEffect;
};

/** A discount with its numbers read: made once for a price book, however many events follow. */
export type PlannedDiscount = {
  readonly code: string;
  readonly priority: number;
  /** The most that a rule takes off: what decides among discounts of the same priority. */
  readonly value: Dec;
  readonly isParallel: boolean;
  readonly appliesAt: Discount['appliesAt'];
  readonly validity: Period;
  readonly nonActiveRating: NonActiveRating;
  readonly rules: readonly PlannedRule[];
};

const planned = new WeakMap<PriceBook, Map<string, PlannedDiscount>>();

/** Null: the catalog has no such discount any more, and nothing is taken off. */
export function plannedDiscount(book: PriceBook, code: string): PlannedDiscount | null {
  let plans = planned.get(book);
  if (plans === undefined) {
    plans = new Map();
    planned.set(book, plans);
  }
  const known = plans.get(code);
  if (known !== undefined) return known;
  const discount = book.discounts.get(code);
  if (discount === undefined) return null;
  const plan = planDiscount(discount);
  plans.set(code, plan);
  return plan;
}

function planDiscount(discount: Discount): PlannedDiscount {
  const values = discount.rules.map(({ effect }) => ('value' in effect ? dec(effect.value) : ZERO));
  return {
    code: discount.code,
    priority: discount.priority,
    value: Dec.max(ZERO, ...values),
    isParallel: discount.combination === 'parallel',
    appliesAt: discount.appliesAt,
    validity: { from: discount.validFrom, to: discount.validTo },
    nonActiveRating: discount.nonActiveRating ?? 'FORBIDDEN',
    rules: discount.rules.map(({ filter, when, effect }) => ({
      filter,
      when:
        when === undefined
          ? null
          : { counter: when.counter, above: dec(when.above), upTo: when.upTo === null ? null : dec(when.upTo) },
      effect: plannedEffect(effect),
    })),
  };
}

function plannedEffect(effect: DiscountEffect): PlannedEffect {
  switch (effect.type) {
    case 'percentage':
      return { type: 'percentage', share: shareOfPercent(effect.value) };
    case 'flat':
      return { type: 'flat', value: dec(effect.value) };
    default:
      return effect;
  }
}
