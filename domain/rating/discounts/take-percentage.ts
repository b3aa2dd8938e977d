import { type Dec, roundTo, sum } from '../../money/decimal.ts';
import { splitByWeight } from '../../money/split-by-weight.ts';
import { atMostLeft, baseAt, itemAt, leftAt, scaleOf, type Taken, type Taking, type Target } from './discountable.ts';

/**
 * Percent of each charge of an event, rounded once for each. All of it is exactly the charge. What a price gives is not made less, and what a
 * cheaper tier gives back is another matter: see keepDiscounts.
 */
export function takePercentage(target: Target, share: Dec): Taking {
  const taking: Taken[] = [];
  for (const place of target.places) {
    const left = leftAt(target, place);
    if (left.isNegative()) continue;
    const part = roundTo(baseAt(target, place).times(share), itemAt(target, place).scale);
    taking.push({ place, part: atMostLeft(part, left) });
  }
  return taking;
}

/** Percent of all charges of a bill together, rounded once, each bearing its part. Nothing while credits outweigh charges. */
export function takePercentageOfAll(target: Target, share: Dec): Taking {
  const bases = target.places.map((place) => baseAt(target, place));
  const scale = scaleOf(target);
  const total = sum(bases);
  if (!total.isPositive()) return [];
  const parts = splitByWeight(roundTo(total.times(share), scale), bases, scale);
  return target.places.map((place, index) => ({
    place,
    part: atMostLeft(parts[index] ?? total, leftAt(target, place)),
  }));
}
