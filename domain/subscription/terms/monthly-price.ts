import type { PriceBook } from '../../catalog/price-book.ts';
import { type Dec, dec, ZERO } from '../../money/decimal.ts';
import type { Refusal } from '../../refusal.ts';
import { ok, type Result } from '../../result.ts';
import type { Interval } from '../../time/cycle-rule.ts';
import type { Instant } from '../../time/instant.ts';
import { productOf } from '../charges/charge-recurring.ts';
import { chargeTermsAt } from '../charges/charge-terms.ts';
import { purchasePrice } from '../charges/purchase-price.ts';
import type { PurchasedProduct } from '../subscription.ts';

/**
 * What purchases cost a month by their recurring products, before discounts and as priced (an inclusive price with its tax). A yearly
 * price counts by the twelfth, a weekly one 52 times a year, a daily one 365 times. Grants of units and one-time fees do not count; credits that recur do.
 */
export function monthlyPrice(
  book: PriceBook,
  purchases: readonly PurchasedProduct[],
  at: Instant,
): Result<Dec, Refusal> {
  let total = ZERO;
  for (const purchase of purchases) {
    const product = productOf(book, purchase);
    if (!product.ok) return product;
    const interval = book.eventTypes.get(product.value.eventType ?? '')?.interval;
    if (product.value.type !== 'recurring' || interval === undefined) continue;
    const terms = chargeTermsAt(book, purchase.product, at);
    if (!terms.ok) return terms;
    if (terms.value.resource.kind !== 'monetary') continue;
    const { amount, per } = purchasePrice(terms.value.version.price, purchase);
    const { times, of } = perMonth(interval);
    total = total.plus(amount.times(times).div(per.times(of)));
  }
  return ok(total);
}

/** How many intervals a month has, as a fraction. */
function perMonth({ unit, count }: Interval): { readonly times: Dec; readonly of: Dec } {
  const times = dec({ month: '12', year: '1', week: '52', day: '365' }[unit]);
  return { times, of: dec('12').times(count) };
}
