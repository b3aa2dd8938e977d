import { parseBucketKey } from '../../ledger/bucket-key.ts';
import type { Impact } from '../../ledger/entry.ts';
import type { Bucket } from '../../ledger/head.ts';
import { ZERO } from '../../money/decimal.ts';

/** Buckets as they would be after some impacts. The ledger itself is not touched. */
export function withImpacts(
  buckets: ReadonlyMap<string, Bucket>,
  impacts: Iterable<Pick<Impact, 'resource' | 'bucket' | 'amount'>>,
): Map<string, Bucket> {
  const after = new Map(buckets);
  for (const { resource, bucket, amount } of impacts) {
    const found = after.get(bucket) ?? { ...parseBucketKey(bucket), resource, amount: ZERO, granted: ZERO };
    after.set(bucket, { ...found, amount: found.amount.plus(amount) });
  }
  return after;
}
