import type { CreditLimit, Threshold } from '../catalog/credit-profile.ts';
import type { PriceBook } from '../catalog/price-book.ts';
import type { Bucket } from '../ledger/head.ts';
import { type Dec, dec, decimalText, sum, ZERO } from '../money/decimal.ts';
import { covers, type Instant } from '../time/instant.ts';
import type { LimitFacts } from './notification.ts';
import { thresholdAmount } from './threshold-amount.ts';

type Place = {
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly book: Pick<PriceBook, 'resources'>;
  readonly limit: CreditLimit | undefined;
  readonly resource: string;
  readonly at: Instant;
};

/** How the resource stood at that moment, and what it is measured by. */
export function limitFacts(place: Place, threshold?: Pick<Threshold, 'type' | 'value'>): LimitFacts {
  const limit = place.limit === undefined || place.limit.limit === null ? null : dec(place.limit.limit);
  const floor = floorOf(place);
  const facts = {
    resource: place.resource,
    total: decimalText(sum(validBuckets(place).map(({ amount }) => amount))),
    floor: decimalText(floor),
    limit: limit === null ? null : decimalText(limit),
  };
  if (threshold === undefined) return facts;
  const amount = thresholdAmount(threshold, { floor, limit });
  const { type, value } = threshold;
  return { ...facts, threshold: { type, value, amount: amount === null ? null : decimalText(amount) } };
}

/** What was granted and is valid, so that an add-on moves the percentages with it; zero for money. */
function floorOf(place: Place): Dec {
  if (place.limit?.floor !== undefined) return dec(place.limit.floor);
  if (place.book.resources.get(place.resource)?.kind === 'monetary') return ZERO;
  return grantedOf(place);
}

/** All that was granted of the resource and is valid: below zero. */
export const grantedOf = (place: Pick<Place, 'buckets' | 'resource' | 'at'>): Dec =>
  sum(validBuckets(place).map(({ granted }) => granted));

const validBuckets = ({ buckets, resource, at }: Pick<Place, 'buckets' | 'resource' | 'at'>): readonly Bucket[] =>
  [...buckets.values()].filter((bucket) => bucket.resource === resource && covers(bucket, at));
