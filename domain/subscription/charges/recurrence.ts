import type { Product } from '../../catalog/catalog.ts';
import { type Refusal, refusal } from '../../refusal.ts';
import { err, ok, type Result } from '../../result.ts';
import { cycleAt } from '../../time/cycle.ts';
import type { Instant, Period } from '../../time/instant.ts';
import { intervalAt, sameInterval } from '../../time/interval.ts';
import { earlier } from '../../time/order.ts';
import { daysIn } from '../../time/zone-calendar.ts';
import type { PurchasedProduct } from '../subscription.ts';
import type { ChargeContext } from './charge-context.ts';

/** When a recurring purchase is charged: the whole interval that contains an instant, in the calendar of a zone. */
export type Recurrence = { readonly zone: string; readonly wholeAt: (at: Instant) => Period };

/**
 * A product as often as the bill follows the billing cycle. Any other (a yearly fee on monthly bills) keeps its own anchor: the
 * day of purchase and every interval after it.
 */
export function recurrenceOf(
  product: Product,
  { validFrom }: Pick<PurchasedProduct, 'validFrom'>,
  { book, profile: { cycleRule: rule } }: Pick<ChargeContext, 'book' | 'profile'>,
): Result<Recurrence, Refusal> {
  const interval = product.eventType === undefined ? undefined : book.eventTypes.get(product.eventType)?.interval;
  if (interval === undefined) {
    return err(
      refusal(
        'catalog.reference_missing',
        `The recurring product ${product.code} has no event type. Add one and try again.`,
      ),
    );
  }
  if (rule === null) {
    return err(
      refusal(
        'plan.payment_type',
        `A pay now profile has no cycle in which ${product.code} could recur. Choose another plan.`,
      ),
    );
  }
  const { zone } = rule;
  return ok({
    zone,
    wholeAt: sameInterval(interval, rule.interval)
      ? (at) => cycleAt(rule, at)
      : (at) => intervalAt({ zone, anchor: validFrom, interval }, at),
  });
}

/** A stretch that is charged at once, and the whole interval that it lies in. */
export type ChargePeriod = Period & { readonly whole: Period };

/** What of a purchase is not charged yet, interval by interval, to the end of its validity. */
export function* unchargedPeriods(
  { chargedThrough, validTo }: Pick<PurchasedProduct, 'chargedThrough' | 'validTo'>,
  { wholeAt }: Recurrence,
): Generator<ChargePeriod> {
  let from = chargedThrough;
  while (from < validTo) {
    const whole = wholeAt(from);
    const to = earlier(whole.to, validTo);
    yield { from, to, whole };
    from = to;
  }
}

/** The part of a whole price that a stretch costs. */
export type Share = { readonly days: number; readonly of: number };

/** A purchase that goes on in mid-interval pays for the days that are left, also where a first part is free: it had that once. */
export const asResumed = (
  product: Product,
  { resumedAt }: Pick<PurchasedProduct, 'resumedAt'>,
  { from }: Period,
): Product =>
  resumedAt === from && product.prorationOnPurchase === 'none'
    ? { ...product, prorationOnPurchase: 'prorate' }
    : product;

/**
 * Calendar days: the first day counts, the day of the end does not. How a stretch that begins late or ends early is charged is the
 * product's own choice: by the day, in full, or not at all.
 */
export function shareOf(product: Product, { zone }: Recurrence, { from, to, whole }: ChargePeriod): Share {
  const days = daysIn(zone, { from, to });
  if (days === 0) return { days: 0, of: 1 };
  const of = daysIn(zone, whole);
  const option =
    daysIn(zone, { from: whole.from, to: from }) > 0 ? product.prorationOnPurchase : product.prorationOnCancel;
  if (days === of || option === 'full') return { days: 1, of: 1 };
  return option === 'none' ? { days: 0, of: 1 } : { days, of };
}
