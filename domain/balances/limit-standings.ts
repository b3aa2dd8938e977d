import type { CreditLimit, Threshold } from '../catalog/credit-profile.ts';
import type { PriceBook } from '../catalog/price-book.ts';
import type { Head } from '../ledger/head.ts';
import { type Dec, dec } from '../money/decimal.ts';
import { floorOf, limitsOf, thresholdAt, totalAt } from '../rating/limits/credit-limits.ts';
import type { RatingProfile } from '../subscription/subscription.ts';
import type { Instant } from '../time/instant.ts';

/** Where the total of a resource stands between floor and limit. */
export type LimitStanding = {
  readonly limit: CreditLimit;
  readonly total: Dec;
  readonly floor: Dec;
  /** By how much the total may still rise; below zero when it is over. Null: there is no limit. */
  readonly left: Dec | null;
  /** Lowest first. */
  readonly thresholds: readonly {
    readonly threshold: Threshold;
    /** The total at which it rings. */
    readonly at: Dec;
    readonly isReached: boolean;
  }[];
};

/** Every limit of a balance group, with the total as it is now. */
export function limitStandings({
  head: { buckets },
  profile,
  book,
  now,
}: {
  readonly head: Pick<Head, 'buckets'>;
  readonly profile: Pick<RatingProfile, 'creditProfile' | 'paymentType' | 'resource'>;
  readonly book: PriceBook;
  readonly now: Instant;
}): readonly LimitStanding[] {
  return limitsOf(book, profile).map((limit) => {
    const isMoney = book.resources.get(limit.resource)?.kind === 'monetary';
    const total = totalAt(buckets.values(), limit.resource, now);
    const floor = floorOf(limit, buckets.values(), now, isMoney);
    const thresholds = limit.thresholds
      .map((threshold) => {
        const at = thresholdAt(threshold, limit, floor);
        return { threshold, at, isReached: total.gte(at) };
      })
      .toSorted((a, b) => a.at.cmp(b.at));
    return { limit, total, floor, left: limit.limit === null ? null : dec(limit.limit).minus(total), thresholds };
  });
}
