import { type Dec, ZERO } from '../money/decimal.ts';
import { bucketsAt } from '../rating/allowances/buckets-at.ts';
import { liveHolds } from '../rating/allowances/live-holds.ts';
import { movedBy, totalAt } from '../rating/limits/credit-limits.ts';
import type { RatingContext } from '../rating/rating-context.ts';

/** Total valid amount of a resource (negative: still there to be used), and how much of it sessions have set aside. */
export type BalanceLeft = { readonly resource: string; readonly amount: Dec; readonly held: Dec };

/** What the session's own balance group has, resource by resource, as it stands now. What a session may still use is `amount + held`. */
export function balancesLeft(context: RatingContext): readonly BalanceLeft[] {
  const { now, state } = context;
  const buckets = bucketsAt(context, now);
  const resources = new Set([...buckets.values()].map(({ resource }) => resource));
  return [...resources].toSorted().map((resource) => {
    let held = ZERO;
    for (const { impacts } of liveHolds(state, context)) held = held.plus(movedBy(impacts, resource, now));
    return { resource, amount: totalAt(buckets.values(), resource, now).minus(held), held };
  });
}
