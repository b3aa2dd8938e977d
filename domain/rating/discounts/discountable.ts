import type { Dec } from '../../money/decimal.ts';
import type { FilteredCharge } from '../matches-charge.ts';

/** What was used. Charges of the same part of an event share it: two prices on one minute are one minute. */
export type Use = {
  readonly quantity: Dec;
  /** What no allowance covered. */
  readonly uncovered: Dec;
};

/** What discounts act on: a charge of an event, or the charges of one kind on a bill. */
export type Discountable = FilteredCharge & {
  /** Undiscounted. Below zero for a credit, which stands on bills beside the charge that it gives back. */
  readonly amount: Dec;
  /** Fraction digits of what is taken off. */
  readonly scale: number;
  readonly use: Use;
};

/** Charges that a rule aims at, by their place: what each came to, and what is left of each. */
export type Target = {
  readonly places: readonly number[];
  readonly items: readonly Discountable[];
  /** By place. */
  readonly left: readonly Dec[];
  /** A part of the original charge is taken, else of what is left. */
  readonly isParallel: boolean;
};

/** What is taken off the charge at a place: with its sign, never more than is left of it. */
export type Taken = { readonly place: number; readonly part: Dec };

/** In the order of the places, each at most once. A list, since most are of one charge, and a map of one costs ten times as much. */
export type Taking = readonly Taken[];

export const itemAt = ({ items }: Pick<Target, 'items'>, place: number): Discountable => {
  const item = items[place];
  if (item === undefined) throw new Error(`There is no charge at ${place}.`);
  return item;
};

export const leftAt = ({ left, items }: Pick<Target, 'left' | 'items'>, place: number): Dec =>
  left[place] ?? itemAt({ items }, place).amount;

export const baseAt = (target: Target, place: number): Dec =>
  target.isParallel ? itemAt(target, place).amount : leftAt(target, place);

/** Charges of one bill are in one currency. */
export const scaleOf = (target: Target): number => itemAt(target, target.places[0] ?? 0).scale;

/** No charge goes below zero, and no credit above. */
export function atMostLeft(taken: Dec, left: Dec): Dec {
  if (left.isZero() || taken.isNegative() !== left.isNegative()) return left.minus(left);
  const isMore = left.isNegative() ? taken.lt(left) : taken.gt(left);
  return isMore ? left : taken;
}
