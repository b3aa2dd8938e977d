import type { Price, PriceTier } from '../../catalog/price.ts';
import { Dec, dec, ZERO } from '../../money/decimal.ts';
import { divided, ONE } from '../../money/fraction.ts';
import { priceFunctionOf } from '../price-models/price-function-of.ts';

/** A part of a price: so many units at so much, or a whole amount. Parts add up to the price. */
export type PricePart = {
  /**
   * `units` cost what they cost each, `packages` each as a whole; `whole` is one amount; `fee` was added once; `before` is what the units before had
   * cost already; `minimum` and `maximum` are what is missing to the one or above the other.
   */
  readonly what: 'units' | 'packages' | 'whole' | 'fee' | 'before' | 'minimum' | 'maximum';
  /** The tier: above `from`, up to `to` (null: no end). Null: no tier. */
  readonly tier: { readonly from: Dec; readonly to: Dec | null } | null;
  readonly quantity: Dec | null;
  /** Of `per` units. */
  readonly unitPrice: Dec | null;
  readonly per: Dec;
  /** Exact, not rounded. */
  readonly amount: Dec;
};

const HUNDRED = dec(100);

/**
 * How the price of `quantity` units came about, when `counted` were priced before: what each tier, fee and limit contributed. `ofPart` is what a
 * part of an event came to, rounded, when parts share a minimum.
 */
export function explainPrice(
  price: Price,
  quantity: Dec,
  counted: Dec,
  ofPart?: { readonly amount: Dec; readonly scale: number },
): readonly PricePart[] {
  if (quantity.isZero()) return [];
  const charged = ofPart?.amount ?? divided(priceFunctionOf(price)(quantity, counted));
  const parts = partsOf(price, quantity, counted) ?? (charged.isZero() ? [] : [whole('whole', charged)]);
  // A least and a most charge: what is missing, or too much.
  const found = parts.reduce((total, { amount }) => total.plus(amount), ZERO);
  const missing = charged.minus(found).toDecimalPlaces(ofPart?.scale ?? 20);
  if (missing.isZero()) return parts;
  const tooMuch = ofPart === undefined ? 'maximum' : 'before';
  return [...parts, whole(missing.isNegative() ? tooMuch : 'minimum', missing)];
}

const whole = (what: PricePart['what'], amount: Dec, tier: PricePart['tier'] = null): PricePart => ({
  ...{ what, tier, amount },
  ...{ quantity: null, unitPrice: null, per: ONE },
});

const units = (quantity: Dec, unitPrice: Dec, per: Dec, tier: PricePart['tier'] = null): PricePart => ({
  ...{ what: 'units', tier, quantity, unitPrice, per },
  amount: quantity.times(unitPrice).div(per),
});

/** Null for models that say no more than their amount. */
function partsOf(price: Price, quantity: Dec, counted: Dec): readonly PricePart[] | null {
  switch (price.model) {
    case 'per-unit':
      return [units(quantity, dec(price.unitPrice), dec(price.per ?? '1'))];
    case 'graduated':
      return graduatedParts(price, quantity, price.basis === 'cycle' ? counted : ZERO);
    case 'volume':
      return overWhole(price.basis === 'cycle' ? counted : ZERO, quantity, (total) => volumeParts(price, total));
    case 'stair-step':
      return overWhole(price.basis === 'cycle' ? counted : ZERO, quantity, (total) => stepParts(price, total));
    case 'package':
      return packageParts(price, quantity, price.basis === 'cycle' ? counted : ZERO);
    case 'percentage': {
      const rate = units(quantity, dec(price.percent), HUNDRED);
      return price.fee === undefined ? [rate] : [rate, whole('fee', dec(price.fee))];
    }
    default:
      return null;
  }
}

/** Only what lies above the units counted before, tier by tier. */
function graduatedParts(
  { tiers, per = '1' }: Extract<Price, { model: 'graduated' }>,
  quantity: Dec,
  counted: Dec,
): readonly PricePart[] {
  const upTo = counted.plus(quantity);
  const parts: PricePart[] = [];
  let floor = ZERO;
  for (const tier of tiers) {
    const to = tier.upTo === null ? null : dec(tier.upTo);
    const start = Dec.max(floor, counted);
    const end = to === null ? upTo : Dec.min(to, upTo);
    if (end.gt(start)) {
      parts.push(units(end.minus(start), dec(tier.unitPrice), dec(per), { from: floor, to }));
      if (tier.flatFee !== undefined && counted.lte(floor))
        parts.push(whole('fee', dec(tier.flatFee), { from: floor, to }));
    }
    if (to === null || to.gte(upTo)) break;
    floor = to;
  }
  return parts;
}

/** Models that price the whole quantity: what all units cost, less what those before had cost. */
function overWhole(counted: Dec, quantity: Dec, partsFor: (total: Dec) => readonly PricePart[]): readonly PricePart[] {
  const now = partsFor(counted.plus(quantity));
  const before = partsFor(counted).reduce((total, { amount }) => total.plus(amount), ZERO);
  return before.isZero() ? now : [...now, whole('before', before.negated())];
}

function volumeParts({ tiers, per = '1' }: Extract<Price, { model: 'volume' }>, total: Dec): readonly PricePart[] {
  if (total.isZero()) return [];
  const { row, range } = rowOf<PriceTier>(tiers, total);
  if (row === undefined) return [];
  const part = units(total, dec(row.unitPrice), dec(per), range);
  return row.flatFee === undefined ? [part] : [part, whole('fee', dec(row.flatFee), range)];
}

function stepParts({ steps }: Extract<Price, { model: 'stair-step' }>, total: Dec): readonly PricePart[] {
  if (total.isZero()) return [];
  const { row, range } = rowOf(steps, total);
  return row === undefined ? [] : [whole('whole', dec(row.amount), range)];
}

function packageParts(
  { size, amount }: Extract<Price, { model: 'package' }>,
  quantity: Dec,
  counted: Dec,
): readonly PricePart[] {
  const packages = (total: Dec) => total.quotient(size, 0, 'ceil');
  const begun = packages(counted.plus(quantity)).minus(packages(counted));
  const price = dec(amount);
  return [{ what: 'packages', tier: null, quantity: begun, unitPrice: price, per: ONE, amount: begun.times(price) }];
}

/** The row that the whole quantity lies in: (from, to]. */
function rowOf<R extends { readonly upTo: string | null }>(
  rows: readonly R[],
  total: Dec,
): { readonly row: R | undefined; readonly range: { readonly from: Dec; readonly to: Dec | null } } {
  const found = rows.findIndex(({ upTo }) => upTo === null || total.lte(dec(upTo)));
  const index = found < 0 ? rows.length - 1 : found;
  const below = rows[index - 1]?.upTo ?? null;
  const to = rows[index]?.upTo ?? null;
  return {
    row: rows[index],
    range: { from: below === null ? ZERO : dec(below), to: to === null ? null : dec(to) },
  };
}
