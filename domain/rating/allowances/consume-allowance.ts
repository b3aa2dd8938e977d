import type { Resource } from '../../catalog/catalog.ts';
import type { Impact } from '../../ledger/entry.ts';
import type { Bucket } from '../../ledger/head.ts';
import { Dec } from '../../money/decimal.ts';
import { covers, type Instant } from '../../time/instant.ts';

export type AllowanceUse = { readonly impacts: readonly Impact[]; readonly remaining: Dec };

type Keyed = { readonly key: string; readonly bucket: Bucket };

/** Ascending by the first, then by the second; the key last, so that two runs never disagree. */
const ORDER: Readonly<Record<Resource['consumptionOrder'], (a: Bucket, b: Bucket) => number>> = {
  'earliest-end': (a, b) => a.to - b.to || a.from - b.from,
  'latest-end': (a, b) => b.to - a.to || a.from - b.from,
  'earliest-start': (a, b) => a.from - b.from || a.to - b.to,
  'latest-start': (a, b) => b.from - a.from || a.to - b.to,
};

/** Uses up grants valid at the event's time, in the resource's order; what they do not cover remains to be priced. */
export function consumeAllowance(
  buckets: ReadonlyMap<string, Bucket>,
  resource: Resource,
  at: Instant,
  quantity: Dec,
): AllowanceUse {
  const usable: Keyed[] = [];
  for (const [key, bucket] of buckets) {
    if (bucket.resource === resource.code && bucket.amount.isNegative() && covers(bucket, at))
      usable.push({ key, bucket });
  }
  if (usable.length > 1) {
    const order = ORDER[resource.consumptionOrder];
    usable.sort((a, b) => order(a.bucket, b.bucket) || (a.key < b.key ? -1 : 1));
  }
  const impacts: Impact[] = [];
  let remaining = quantity;
  for (const { key, bucket } of usable) {
    if (remaining.isZero()) break;
    const taken = Dec.min(remaining, bucket.amount.negated());
    impacts.push({ resource: resource.code, bucket: key, amount: taken, charge: null });
    remaining = remaining.minus(taken);
  }
  return { impacts, remaining };
}
