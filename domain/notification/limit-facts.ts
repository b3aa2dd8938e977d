import type { CreditLimit, Threshold } from '../catalog/credit-profile.ts';
import type { PriceBook } from '../catalog/price-book.ts';
import type { Bucket } from '../ledger/head.ts';
import { decimalText } from '../money/decimal.ts';
import { floorOf, thresholdAt, totalAt } from '../rating/limits/credit-limits.ts';
import type { Instant } from '../time/instant.ts';
import type { LimitFacts } from './notification.ts';

/** A resource of a balance group at one moment. */
export type Place = {
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly book: Pick<PriceBook, 'resources'>;
  /** Undefined: it has none (any more). */
  readonly limit: CreditLimit | undefined;
  readonly resource: string;
  readonly now: Instant;
};

/** How the resource stands, and what it is measured by. */
export function limitFacts(place: Place, threshold?: Threshold): LimitFacts {
  const { buckets, book, resource, now } = place;
  const limit = place.limit ?? { ...NO_LIMIT, resource };
  const isMoney = book.resources.get(resource)?.kind === 'monetary';
  const floor = floorOf(limit, buckets.values(), now, isMoney);
  const facts: LimitFacts = {
    resource,
    total: decimalText(totalAt(buckets.values(), resource, now)),
    floor: decimalText(floor),
    limit: limit.limit,
  };
  if (threshold === undefined) return facts;
  const { type, value } = threshold;
  return { ...facts, threshold: { type, value, amount: decimalText(thresholdAt(threshold, limit, floor)) } };
}

const NO_LIMIT = { limit: null, hard: false, thresholds: [] } as const;
