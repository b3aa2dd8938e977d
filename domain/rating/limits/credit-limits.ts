import type { CreditLimit, CreditProfile, Threshold } from '../../catalog/credit-profile.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import { parseBucketKey, RUNNING } from '../../ledger/bucket-key.ts';
import type { Impact } from '../../ledger/entry.ts';
import type { Bucket } from '../../ledger/head.ts';
import { countsAt } from '../../ledger/running-charges.ts';
import { type Dec, dec, ZERO } from '../../money/decimal.ts';
import type { RatingProfile } from '../../subscription/subscription.ts';
import type { Instant } from '../../time/instant.ts';

/**
 * The limits of a balance group: those of its own credit profile, else of its payment type's default one. Prepaid money has one always:
 * what was paid ahead.
 */
export function limitsOf(
  book: PriceBook,
  { creditProfile, paymentType, resource }: Pick<RatingProfile, 'creditProfile' | 'paymentType' | 'resource'>,
): readonly CreditLimit[] {
  if (book.creditProfiles.size === 0 && paymentType !== 'prepaid') return NONE;
  const profile =
    creditProfile === undefined ? defaultProfile(book, paymentType) : book.creditProfiles.get(creditProfile);
  const limits = profile?.limits ?? NONE;
  if (paymentType !== 'prepaid' || limits.some((limit) => limit.resource === resource && limit.limit !== null)) {
    return limits;
  }
  return [{ resource, limit: '0', hard: true, thresholds: [] }, ...limits];
}

const NONE: readonly CreditLimit[] = [];

function defaultProfile(book: PriceBook, paymentType: RatingProfile['paymentType']): CreditProfile | undefined {
  for (const profile of book.creditProfiles.values()) {
    const { isDefault, paymentTypes } = profile;
    if (isDefault === true && (paymentTypes.length === 0 || paymentTypes.includes(paymentType))) return profile;
  }
  return undefined;
}

/** Total valid amount of a resource in the balance group. */
export function totalAt(buckets: Iterable<Bucket>, resource: string, now: Instant): Dec {
  let total = ZERO;
  for (const bucket of buckets) {
    if (bucket.resource === resource && countsAt(bucket, now)) total = total.plus(bucket.amount);
  }
  return total;
}

/** By how much impacts move the total of a resource as it counts now. */
export function movedBy(
  impacts: Iterable<Pick<Impact, 'resource' | 'bucket' | 'amount'>>,
  resource: string,
  now: Instant,
): Dec {
  let moved = ZERO;
  for (const impact of impacts) {
    if (impact.resource !== resource) continue;
    const { from, to, origin } = parseBucketKey(impact.bucket);
    if (origin === RUNNING || (from <= now && now < to)) moved = moved.plus(impact.amount);
  }
  return moved;
}

/**
 * Where a percentage starts to count: what was granted and is valid now, below zero, so that an add-on moves the thresholds with it;
 * zero for money.
 */
export function floorOf(
  { floor, resource }: CreditLimit,
  buckets: Iterable<Bucket>,
  now: Instant,
  money: boolean,
): Dec {
  if (floor !== undefined) return dec(floor);
  if (money) return ZERO;
  let granted = ZERO;
  for (const bucket of buckets) {
    if (bucket.resource === resource && bucket.origin !== RUNNING && countsAt(bucket, now)) {
      granted = granted.plus(bucket.granted);
    }
  }
  return granted;
}

/** `floor + percent × (limit − floor)`; a value is itself. */
export function thresholdAt({ type, value }: Threshold, { limit }: CreditLimit, floor: Dec): Dec {
  if (type === 'value') return dec(value);
  const ceiling = limit === null ? ZERO : dec(limit);
  return floor.plus(dec(value).times(ceiling.minus(floor)).div(100));
}
