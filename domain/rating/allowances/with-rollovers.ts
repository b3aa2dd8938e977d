import type { PriceBook } from '../../catalog/price-book.ts';
import type { Bucket } from '../../ledger/head.ts';
import { chargeContext } from '../../subscription/charges/charge-context.ts';
import { grantOrigin } from '../../subscription/charges/charge-draft.ts';
import { rollOver, rolloverOrigin, rollsOver } from '../../subscription/charges/roll-over.ts';
import type { Instant } from '../../time/instant.ts';
import type { RatedAccount } from '../rating-context.ts';
import { withImpacts } from './with-impacts.ts';

type Rated = RatedAccount & { readonly book: PriceBook; readonly now: Instant };

/**
 * Buckets as rolling over would leave them. Billing does it some time after a cycle's end; until then what it will roll over can be used. What
 * was used of it ahead stands against the grant that it comes from, so that late usage of the ended cycle does not use it once more.
 */
export function withRollovers(
  { state, contract: { profile }, book, now }: Rated,
  buckets: ReadonlyMap<string, Bucket>,
  at: Instant,
): ReadonlyMap<string, Bucket> {
  if (!rollsOver(book) || profile.status !== 'active') return buckets;
  const { active } = state.cycles;
  if (at < active.to) return withoutUsedAhead(buckets);
  const context = chargeContext({ profile, book, cycles: state.cycles, now });
  let rolled = buckets;
  for (const purchase of profile.purchases) {
    const drafts = rollOver(context, purchase, { buckets: rolled, after: active.from, until: at });
    // What keeps it from being rolled over is told by billing.
    if (drafts.ok) for (const { impacts } of drafts.value) rolled = withImpacts(rolled, impacts);
  }
  return rolled;
}

const ROLLED = rolloverOrigin('');

function withoutUsedAhead(buckets: ReadonlyMap<string, Bucket>): ReadonlyMap<string, Bucket> {
  let left = buckets;
  for (const [ahead, { origin, resource, from, amount }] of buckets) {
    if (!amount.gt(0) || !origin.startsWith(ROLLED)) continue;
    const grant = grantOrigin(origin.slice(ROLLED.length));
    for (const [key, bucket] of buckets) {
      if (bucket.origin !== grant || bucket.resource !== resource || bucket.from !== from) continue;
      left = withImpacts(left, [
        { resource, bucket: ahead, amount: amount.negated() },
        { resource, bucket: key, amount },
      ]);
    }
  }
  return left;
}
