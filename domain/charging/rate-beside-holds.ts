import type { LedgerState } from '../ledger/fold.ts';
import { type Dec, sum, ZERO } from '../money/decimal.ts';
import { liveHolds } from '../rating/allowances/live-holds.ts';
import { rateUsage } from '../rating/rate-usage.ts';
import type { RatedUsage, RatingContext } from '../rating/rating-context.ts';
import type { Suspension } from '../rating/suspension.ts';
import type { UsageFacts } from '../rating/usage-facts.ts';
import type { Result } from '../result.ts';

/**
 * What usage that is still to come may cost at most. Prices whose tiers count over the cycle depend on which of the open sessions is
 * committed first: before all others the dear first units may be its own, after all others the dear last ones. It must be allowed either
 * way, and the dearer way is set aside.
 */
export function rateBesideHolds(context: RatingContext, event: UsageFacts): Result<RatedUsage, Suspension> {
  const before = rateUsage(context, event);
  if (!before.ok) return before;
  const counted = withHeldCounts(context);
  if (counted === null) return before;
  const after = rateUsage({ ...context, state: counted }, event);
  if (!after.ok) return after;
  return moneyOf(after.value).gt(moneyOf(before.value)) ? after : before;
}

/** The state as if what all other sessions hold had been counted; null when that changes nothing. */
function withHeldCounts(context: RatingContext): Readonly<LedgerState> | null {
  const { state } = context;
  let counters: Map<string, Dec> | null = null;
  for (const { counts } of liveHolds(state, context)) {
    for (const { counter, amount } of counts) {
      counters ??= new Map(state.counters);
      counters.set(counter, (counters.get(counter) ?? ZERO).plus(amount));
    }
  }
  return counters === null ? null : { ...state, counters };
}

const moneyOf = ({ entry, shared }: RatedUsage): Dec =>
  sum(
    [entry, ...shared.map((other) => other.entry)].flatMap(({ impacts }) =>
      impacts.flatMap(({ amount, charge }) => (charge === null ? [] : [amount])),
    ),
  );
