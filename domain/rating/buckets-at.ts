import type { PriceBook } from '../catalog/price-book.ts';
import { parseBucketKey } from '../ledger/bucket-key.ts';
import type { LedgerState } from '../ledger/fold.ts';
import type { Bucket } from '../ledger/head.ts';
import { ZERO } from '../money/decimal.ts';
import { chargeContext } from '../subscription/charge-context.ts';
import { chargeRecurring } from '../subscription/charge-recurring.ts';
import type { PurchasedProduct } from '../subscription/subscription.ts';
import type { Instant } from '../time/instant.ts';
import type { ContractIndex } from './contract-index.ts';

/**
 * The buckets that an event may use up. After the end of the open cycle, until billing has opened the next one, they hold what billing
 * will grant, too: the customer does not pay for the hours that billing takes. What is used of it lies in the grant's own bucket, where the
 * grant meets it.
 */
export function bucketsAt(
  {
    state,
    contract: { profile },
    book,
    now,
  }: {
    readonly state: Readonly<LedgerState>;
    readonly contract: ContractIndex;
    readonly book: PriceBook;
    readonly now: Instant;
  },
  at: Instant,
): LedgerState['buckets'] {
  if (at < state.cycles.active.to) return state.buckets;
  const context = chargeContext({ profile, book, cycles: state.cycles, now });
  const isGrant = ({ status, product: code }: PurchasedProduct) => {
    const product = book.products.get(code);
    if (status !== 'active' || product?.type !== 'recurring' || product.cycle !== 'forward') return false;
    return book.resources.get(product.resource)?.kind === 'unit';
  };
  const buckets = new Map<string, Bucket>(state.buckets);
  for (const purchase of profile.purchases.filter(isGrant)) {
    const coming = chargeRecurring(context, purchase, { until: at + 1, kind: 'cycle' });
    // What keeps it from being granted parks the bill, where an operator sees it.
    if (!coming.ok) continue;
    for (const { resource, bucket, amount } of coming.value.drafts.flatMap(({ impacts }) => impacts)) {
      const found = buckets.get(bucket) ?? { ...parseBucketKey(bucket), resource, amount: ZERO, granted: ZERO };
      buckets.set(bucket, { ...found, amount: found.amount.plus(amount) });
    }
  }
  return buckets;
}
