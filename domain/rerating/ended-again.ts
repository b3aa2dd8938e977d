import type { PriceBook } from '../catalog/price-book.ts';
import type { Entry, Impact } from '../ledger/entry.ts';
import type { Bucket } from '../ledger/head.ts';
import { ZERO } from '../money/decimal.ts';
import { rollOver, rolloverOrigin } from '../subscription/charges/roll-over.ts';
import type { RatingProfile } from '../subscription/subscription.ts';

type Ended = {
  /** As they stand before it. */
  readonly buckets: ReadonlyMap<string, Bucket>;
  /** Buckets that are no longer as they were. */
  readonly touched: ReadonlySet<string>;
  readonly profile: RatingProfile;
  readonly book: PriceBook;
};

/**
 * What the end of grants would have moved, had they been used otherwise: what is left expires or is rolled over. Null: it does not depend on what
 * was touched.
 */
export function endedAgain(entry: Entry, ended: Ended): readonly Impact[] | null {
  if (!entry.impacts.some(({ bucket }) => ended.touched.has(bucket))) return null;
  if (entry.kind === 'expiry') return expiredAgain(entry, ended);
  return entry.kind === 'rollover' ? rolledAgain(entry, ended) : null;
}

const expiredAgain = ({ impacts }: Entry, { buckets, touched }: Ended): readonly Impact[] =>
  impacts.map((impact): Impact => {
    if (!touched.has(impact.bucket)) return impact;
    const left = buckets.get(impact.bucket)?.amount ?? ZERO;
    return { ...impact, amount: left.isNegative() ? left.negated() : ZERO };
  });

/** The purchase may have ended since; it had not then. */
function rolledAgain({ id, at, impacts, recordedAt }: Entry, { buckets, profile, book }: Ended): readonly Impact[] {
  const purchase = profile.purchases.find(({ purchaseId }) => id.startsWith(`${purchaseId}:`));
  if (purchase === undefined) return impacts;
  const moved = new Set(impacts.map(({ bucket }) => bucket));
  const rolled = rolloverOrigin(purchase.purchaseId);
  const ofIt = new Map([...buckets].filter(([key, { origin }]) => moved.has(key) || origin === rolled));
  const then = { profile, book, now: recordedAt };
  const drafts = rollOver(then, { ...purchase, status: 'active' }, { buckets: ofIt, after: at - 1, until: at });
  return drafts.ok ? drafts.value.flatMap((draft) => draft.impacts) : impacts;
}
