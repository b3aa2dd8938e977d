import { Dec, roundTo, sum } from '../../money/decimal.ts';
import { splitByWeight } from '../../money/split-by-weight.ts';
import { atMostLeft, itemAt, leftAt, scaleOf, type Taken, type Taking, type Target } from './discountable.ts';

/**
 * A flat amount is taken once an event, not once a charge: the first charge bears what it can, the next one the rest. What no charge can
 * bear is not given.
 */
export function takeFlat(target: Target, value: Dec): Taking {
  const taking: Taken[] = [];
  let rest = value;
  for (const place of target.places) {
    const left = leftAt(target, place);
    if (!left.isPositive() || !rest.isPositive()) continue;
    const part = Dec.min(roundTo(rest, itemAt(target, place).scale), left);
    taking.push({ place, part });
    rest = rest.minus(part);
  }
  return taking;
}

/** A flat amount off a bill, borne by its charges in proportion. Nothing while credits outweigh charges. */
export function takeFlatOfAll(target: Target, value: Dec): Taking {
  const lefts = target.places.map((place) => leftAt(target, place));
  const scale = scaleOf(target);
  const total = sum(lefts);
  if (!total.isPositive()) return [];
  const parts = splitByWeight(Dec.min(roundTo(value, scale), total), lefts, scale);
  return target.places.map((place, index) => ({
    place,
    part: atMostLeft(parts[index] ?? total, leftAt(target, place)),
  }));
}
