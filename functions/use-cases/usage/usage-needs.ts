import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import { mayGrant } from '../../../domain/rating/allowances/may-grant.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { UsageNeeds } from '../../ports.ts';

/** Usage that has begun may still last: what is granted until then counts. */
const LONGEST_TO_COME_MS = 86_400_000;

/** What rating needs of a contract for usage of these services at these times. Of an owner of sharing groups: no services, but `asOwner`. */
export function usageNeeds({
  book,
  now,
  times,
  serviceIds,
  asOwner = false,
}: Pick<UsageNeeds, 'serviceIds'> & {
  readonly book: PriceBook;
  readonly now: Instant;
  readonly times: readonly Instant[];
  readonly asOwner?: boolean;
}): UsageNeeds {
  let earliest = now;
  let latest = now;
  for (const at of times) {
    if (at < earliest) earliest = at;
    if (at > latest) latest = at;
  }
  const isGrant = (product: string): boolean => mayGrant(book, product);
  return { serviceIds, asOwner, earliest, latest: latest + LONGEST_TO_COME_MS, isGrant };
}
