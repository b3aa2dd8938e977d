import type { PriceBook } from '../../catalog/price-book.ts';
import type { Impact } from '../../ledger/entry.ts';
import type { Bucket } from '../../ledger/head.ts';
import { ok } from '../../result.ts';
import { type ChargeContext, chargeContext } from '../../subscription/charges/charge-context.ts';
import { chargePurchase } from '../../subscription/charges/charge-purchase.ts';
import { chargeRecurring } from '../../subscription/charges/charge-recurring.ts';
import { type Funds, fundsOf } from '../../subscription/prepaid/funds.ts';
import { renewAhead } from '../../subscription/prepaid/renew-ahead.ts';
import { startAhead } from '../../subscription/prepaid/start-ahead.ts';
import type { PurchasedProduct } from '../../subscription/subscription.ts';
import type { Instant } from '../../time/instant.ts';
import { later } from '../../time/order.ts';
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
  const coming = withComingGrants(rated, at);
  const free =
    rated.state.holds.size === 0
      ? coming
      : withImpacts(
          coming,
          [...liveHolds(rated.state, rated)].flatMap(({ impacts }) => impacts),
        );
  return withRollovers(rated, free, at);
}

function withComingGrants(rated: Rated, at: Instant): ReadonlyMap<string, Bucket> {
  const { state, contract, book, now } = rated;
  const { profile } = contract;
  // An inactive customer renews nothing: what the next cycle would bring does not come.
  const isCycleOver = profile.status === 'active' && at >= state.cycles.active.to;
  const waiting = (isCycleOver ? profile.purchases : contract.pendingPurchases).filter(
    ({ status, validFrom }) => status === 'active' || (status === 'pending' && validFrom <= at),
  );
  if (waiting.length === 0) return state.buckets;
  const funds = fundsOf(rated.state, { profile, ...rated });
  if (funds !== null) return withComingAhead(rated, funds, { at, isCycleOver });
  const context = chargeContext({ profile, book, cycles: state.cycles, now });
  return withImpacts(
    state.buckets,
    waiting.flatMap((purchase) => comingGrants(context, purchase, isCycleOver ? at : null)),
  );
}

/**
 * A prepaid customer's grants come if the money in hand covers what they come with. That is used up already then, so that it is still there when
 * the job comes by.
 */
function withComingAhead(
  { state, contract: { profile }, book, now }: Rated,
  funds: Funds,
  { at, isCycleOver }: { readonly at: Instant; readonly isCycleOver: boolean },
): ReadonlyMap<string, Bucket> {
  const context = chargeContext({ profile, book, cycles: state.cycles, now: later(now, at) });
  const ahead = { ...context, profile, buckets: state.buckets };
  const started = startAhead(ahead, funds);
  if (!started.ok) return state.buckets;
  const { purchases, drafts } = started.value;
  const renewed = isCycleOver
    ? renewAhead({ ...ahead, profile: { ...profile, purchases } }, started.value.funds, at + 1)
    : started;
  const all = renewed.ok ? [...drafts, ...(isCycleOver ? renewed.value.drafts : [])] : drafts;
  return withImpacts(
    state.buckets,
    all.flatMap(({ impacts }) => impacts),
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
