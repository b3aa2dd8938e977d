import type { PriceBook } from '../../catalog/price-book.ts';
import { alarmKey } from '../../ledger/alarm-key.ts';
import type { Alarms, Impact } from '../../ledger/entry.ts';
import type { LedgerState } from '../../ledger/fold.ts';
import { dec, ZERO } from '../../money/decimal.ts';
import type { RatingProfile } from '../../subscription/subscription.ts';
import type { Instant } from '../../time/instant.ts';
import { withImpacts } from '../allowances/with-impacts.ts';
import { floorOf, limitsOf, thresholdAt, totalAt } from './credit-limits.ts';

/**
 * Which thresholds the impacts bring the totals to, lowest first, and which they leave: those may ring again. A threshold rings once until
 * the total has been below it, also when it was reached in another way meanwhile (a fee, a grant that ended). Null: nothing changes.
 */
export function raiseAlarms(
  {
    state,
    profile,
    book,
    now,
  }: {
    readonly state: Pick<LedgerState, 'buckets' | 'alarms'>;
    readonly profile: Pick<RatingProfile, 'creditProfile' | 'paymentType' | 'resource'>;
    readonly book: PriceBook;
    readonly now: Instant;
  },
  impacts: readonly Impact[],
): Alarms | null {
  const limits = limitsOf(book, profile);
  if (limits.length === 0 && state.alarms.size === 0) return null;
  const raised: string[] = [];
  const known = new Set<string>();
  const cleared: string[] = [];
  const after = withImpacts(state.buckets, impacts);
  for (const limit of limits) {
    if (limit.thresholds.length === 0) continue;
    const was = totalAt(state.buckets.values(), limit.resource, now);
    const is = totalAt(after.values(), limit.resource, now);
    const isMoney = book.resources.get(limit.resource)?.kind === 'monetary';
    const floor = floorOf(limit, after.values(), now, isMoney);
    const levels = limit.thresholds
      .map((threshold) => ({
        key: alarmKey({ resource: limit.resource, ...threshold }),
        type: threshold.type,
        level: thresholdAt(threshold, limit, floor),
      }))
      .toSorted((a, b) => a.level.cmp(b.level));
    const ceiling = limit.limit === null ? ZERO : dec(limit.limit);
    // Whoever has been granted nothing, or no longer has it, has not used up a share of it.
    const isNothing = !isMoney && limit.floor === undefined && floor.eq(ceiling);
    for (const { key, level, type } of levels) {
      known.add(key);
      if (isNothing && type === 'percent') continue;
      const rang = state.alarms.has(key) && was.gte(level);
      if (is.gte(level) && !rang) raised.push(key);
      if (is.lt(level) && state.alarms.has(key)) cleared.push(key);
    }
  }
  // Of limits that are no more.
  for (const key of state.alarms) if (!known.has(key)) cleared.push(key);
  return raised.length === 0 && cleared.length === 0 ? null : { raised, cleared };
}
