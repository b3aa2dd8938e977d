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
 * was used of it ahead stands against the grant that it comes from, so that late usage of the ended cycle does not use it once more; and what a
 * session has set aside of a grant stands against what was rolled over of it.
 */
export function withRollovers(
  { state, contract: { profile }, book, now }: Rated,
  free: ReadonlyMap<string, Bucket>,
  at: Instant,
): ReadonlyMap<string, Bucket> {
  if (!rollsOver(book) || profile.status !== 'active') return free;
  const { active } = state.cycles;
  const buckets = state.holds.size === 0 ? free : withHeldOfRolled(free);
  if (at < active.to) return withoutUsedAhead(buckets);
  const context = chargeContext({ profile, book, cycles: state.cycles, now });
  let rolled = buckets;
  for (const purchase of profile.purchases) {
    const drafts = rollOver(context, purchase, { buckets: rolled, after: active.from, until: at });
    // What keeps it from being rolled over is told by billing.
    if (drafts.ok) for (const { impacts } of drafts.value) rolled = withImpacts(rolled, impacts);
  }
  return withoutUsedAhead(rolled);
}

const ROLLED = rolloverOrigin('');
const GRANTED = grantOrigin('');

const withoutUsedAhead = (buckets: ReadonlyMap<string, Bucket>) => withOverdrawnMoved(buckets, ROLLED, GRANTED);
const withHeldOfRolled = (buckets: ReadonlyMap<string, Bucket>) => withOverdrawnMoved(buckets, GRANTED, ROLLED);

/** What was taken beyond what is in a bucket comes from the other bucket of the same grant. */
function withOverdrawnMoved(
  buckets: ReadonlyMap<string, Bucket>,
  overdrawn: string,
  other: string,
): ReadonlyMap<string, Bucket> {
  let left = buckets;
  for (const [key, { origin, resource, from, amount }] of buckets) {
    if (!amount.gt(0) || !origin.startsWith(overdrawn)) continue;
    const sought = `${other}${origin.slice(overdrawn.length)}`;
    const found = [...buckets].find(
      ([, bucket]) => bucket.origin === sought && bucket.resource === resource && bucket.from === from,
    );
    if (found === undefined) continue;
    left = withImpacts(left, [
      { resource, bucket: key, amount: amount.negated() },
      { resource, bucket: found[0], amount },
    ]);
  }
  return left;
}
