import { FOREVER, type Instant } from '../time/instant.ts';
import { RUNNING } from './bucket-key.ts';
import type { DraftEntry } from './entry.ts';
import type { Head } from './head.ts';
import { draftEntry } from './open-ledger.ts';

/**
 * What was granted and not used by its end leaves the balance by an entry, so that reports can show it. Buckets that ended at
 * or before `before` expire: billing passes the start of the cycle it closes, so late usage of that cycle still finds its grants.
 * Money that is owed never expires. What has no end leaves once it is used up: else a ledger would grow with every top-up there ever was.
 */
export function expireBuckets(head: Head, before: Instant, now: Instant): readonly DraftEntry[] {
  const ended = [...head.buckets].filter(([, { to, origin }]) => to <= before && origin !== RUNNING);
  const spent = spentBuckets(head);
  if (ended.length === 0 && spent.length === 0) return [];
  return [
    draftEntry({
      kind: 'expiry',
      id: `expiry-${before}`,
      at: before,
      recordedAt: now,
      impacts: ended
        .filter(([, { amount }]) => !amount.isZero())
        .map(([bucket, { resource, amount }]) => ({ resource, bucket, amount: amount.negated(), charge: null })),
      ...(spent.length === 0 ? {} : { spent }),
    }),
  ];
}

/** Used up, without an end, and nothing of it is set aside that might come back. */
function spentBuckets({ buckets, holds }: Head): readonly string[] {
  const held = new Set([...holds.values()].flatMap(({ impacts }) => impacts.map(({ bucket }) => bucket)));
  return [...buckets]
    .filter(
      ([key, { to, origin, amount }]) => to === FOREVER && origin !== RUNNING && amount.isZero() && !held.has(key),
    )
    .map(([key]) => key);
}
