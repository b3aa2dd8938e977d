import type { PriceBook } from '../../catalog/price-book.ts';
import type { Impact } from '../../ledger/entry.ts';
import type { Bucket } from '../../ledger/head.ts';
import { ok } from '../../result.ts';
import { type ChargeContext, chargeContext } from '../../subscription/charges/charge-context.ts';
import { chargePurchase } from '../../subscription/charges/charge-purchase.ts';
import { chargeRecurring } from '../../subscription/charges/charge-recurring.ts';
import type { PurchasedProduct } from '../../subscription/subscription.ts';
import type { Instant } from '../../time/instant.ts';
import type { RatedAccount } from '../rating-context.ts';
import { liveHolds } from './live-holds.ts';
import { mayGrant } from './may-grant.ts';
import { withImpacts } from './with-impacts.ts';
import { withRollovers } from './with-rollovers.ts';

type Rated = RatedAccount & { readonly book: PriceBook; readonly now: Instant; readonly without?: string };

/**
 * The buckets that an event may use up. Jobs grant what a purchase brings when it starts and when a cycle begins, some time after; the
 * customer does not pay for the hours that this takes: until then the buckets hold what will be granted, too. What is used of it lies in
 * the grant's own bucket, where the grant meets it. What sessions have set aside is used up already, except by the session itself.
 */
export function bucketsAt(rated: Rated, at: Instant): ReadonlyMap<string, Bucket> {
  const coming = withRollovers(rated, withComingGrants(rated, at), at);
  if (rated.state.holds.size === 0) return coming;
  return withImpacts(
    coming,
    [...liveHolds(rated.state, rated)].flatMap(({ impacts }) => impacts),
  );
}

function withComingGrants(
  { state, contract: { profile }, book, now }: Rated,
  at: Instant,
): ReadonlyMap<string, Bucket> {
  // An inactive customer renews nothing: what the next cycle would bring does not come.
  const isCycleOver = profile.status === 'active' && at >= state.cycles.active.to;
  const waiting = profile.purchases.filter(
    ({ status, validFrom }) => (status === 'active' && isCycleOver) || (status === 'pending' && validFrom <= at),
  );
  if (waiting.length === 0) return state.buckets;
  const context = chargeContext({ profile, book, cycles: state.cycles, now });
  return withImpacts(
    state.buckets,
    waiting.flatMap((purchase) => comingGrants(context, purchase, isCycleOver ? at : null)),
  );
}

/** None when something is missing: what keeps a purchase from being charged is told by the job that charges it. */
function comingGrants(
  context: ChargeContext,
  purchase: PurchasedProduct,
  renewedAt: Instant | null,
): readonly Impact[] {
  const { book } = context;
  const product = book.products.get(purchase.product);
  if (product === undefined || !mayGrant(book, product.code)) return [];
  const begun = purchase.status === 'pending' ? chargePurchase(context, purchase) : ok({ drafts: [], purchase });
  if (!begun.ok) return [];
  const renewed =
    renewedAt === null ? null : chargeRecurring(context, begun.value.purchase, { until: renewedAt + 1, kind: 'cycle' });
  const drafts = [...begun.value.drafts, ...(renewed?.ok === true ? renewed.value.drafts : [])];
  return drafts.flatMap(({ impacts }) => impacts);
}
