import type { PriceBook } from '../catalog/price-book.ts';
import { counterKey } from '../ledger/counter-key.ts';
import type { Head } from '../ledger/head.ts';
import { countsAt } from '../ledger/running-charges.ts';
import { type Dec, ZERO } from '../money/decimal.ts';
import type { Instant } from '../time/instant.ts';

/**
 * What a balance group holds of a resource at an instant of its open cycle: the total of its valid buckets, or where a counter of the cycle
 * stands.
 */
export function balanceAt(
  { cycles, counters, buckets }: Pick<Head, 'cycles' | 'counters' | 'buckets'>,
  { book, resource, at }: { readonly book: PriceBook; readonly resource: string; readonly at: Instant },
): Dec {
  if (book.resources.get(resource)?.counter === true) {
    return counters.get(counterKey(resource, cycles.active.from)) ?? ZERO;
  }
  let total = ZERO;
  for (const bucket of buckets.values()) {
    if (bucket.resource === resource && countsAt(bucket, at)) total = total.plus(bucket.amount);
  }
  return total;
}
