import type { Resource } from '../../catalog/catalog.ts';
import type { Impact } from '../../ledger/entry.ts';
import type { Bucket } from '../../ledger/head.ts';
import { type Dec, roundTo } from '../../money/decimal.ts';
import type { Instant } from '../../time/instant.ts';
import { consumeAllowance } from '../allowances/consume-allowance.ts';
import { withImpacts } from '../allowances/with-impacts.ts';
import { atMostLeft, baseAt, itemAt, leftAt, type Taken, type Taking, type Target, type Use } from './discountable.ts';

/** What of each use no allowance and no discount has covered yet. */
export type Uncovered = Map<Use, Dec>;

/**
 * Uses up units that the customer has: what they cover is free, so each charge loses its covered share. Charges that share a use are
 * covered by the same units. `uncovered` is carried on from one discount to the next.
 */
export function coverByUnits(
  target: Target,
  {
    buckets,
    resource,
    at,
    uncovered,
  }: {
    readonly buckets: ReadonlyMap<string, Bucket>;
    readonly resource: Resource;
    readonly at: Instant;
    readonly uncovered: Uncovered;
  },
): { readonly taking: Taking; readonly impacts: readonly Impact[] } {
  const taking: Taken[] = [];
  const impacts: Impact[] = [];
  const covered = new Map<Use, { readonly units: Dec; readonly of: Dec }>();
  let usable = buckets;
  for (const place of target.places) {
    const { use, scale } = itemAt(target, place);
    const left = leftAt(target, place);
    if (!left.isPositive()) continue;
    let share = covered.get(use);
    if (share === undefined) {
      const needed = uncovered.get(use) ?? use.uncovered;
      if (needed.isNegative()) continue;
      const { impacts: used, remaining } = consumeAllowance(usable, resource, at, needed);
      share = { units: needed.minus(remaining), of: target.isParallel ? use.uncovered : needed };
      covered.set(use, share);
      uncovered.set(use, remaining);
      impacts.push(...used);
      usable = withImpacts(usable, used);
    }
    if (share.units.isZero()) continue;
    const part = roundTo(baseAt(target, place).times(share.units).div(share.of), scale);
    taking.push({ place, part: atMostLeft(part, left) });
  }
  return { taking, impacts };
}
