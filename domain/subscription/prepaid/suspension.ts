import type { Instant } from '../../time/instant.ts';
import { earlier, later } from '../../time/order.ts';
import type { PurchasedProduct, RatingProfile, Subscription } from '../subscription.ts';

/** True while a purchase waits for the money that its renewal costs. */
export const isSuspended = ({ suspendedAt }: Pick<PurchasedProduct, 'suspendedAt'>, at: Instant): boolean =>
  suspendedAt !== undefined && suspendedAt <= at;

/** Nothing is charged for the time of a suspension: what is in arrear, and minimums, go as far as to its beginning. */
export const toSuspension = ({ validTo, suspendedAt }: Pick<PurchasedProduct, 'validTo' | 'suspendedAt'>): Instant =>
  suspendedAt === undefined ? validTo : earlier(validTo, suspendedAt);

export const suspend = (purchase: PurchasedProduct, at: Instant): PurchasedProduct => ({
  ...purchase,
  suspendedAt: later(at, purchase.validFrom),
});

/**
 * A purchase goes on, as of now: what it was charged for stays, the time of the suspension is never charged. One that could not begin
 * begins now. One whose suspension was still to come has never stopped.
 */
export function goOn({ suspendedAt, ...purchase }: PurchasedProduct, now: Instant): PurchasedProduct {
  if (purchase.status === 'pending') {
    const validFrom = later(purchase.validFrom, now);
    return { ...purchase, validFrom, chargedThrough: validFrom };
  }
  const hasStopped = suspendedAt !== undefined && suspendedAt <= now;
  return hasStopped && purchase.chargedThrough < now ? { ...purchase, chargedThrough: now, resumedAt: now } : purchase;
}

/** A subscription is suspended with its plan; an add-on that waits for money by itself does not suspend it. */
export function suspensionOf(
  { subscriptionId, status }: Pick<Subscription, 'subscriptionId' | 'status'>,
  { purchases }: Pick<RatingProfile, 'purchases'>,
  now: Instant,
): Instant | null {
  if (status !== 'active') return null;
  const waiting = purchases.find(
    (one) => one.subscriptionId === subscriptionId && one.addOn !== true && isWaiting(one) && isSuspended(one, now),
  );
  return waiting?.suspendedAt ?? null;
}

/** Suspended now or as of a time to come, and not over. */
export const isWaiting = ({ status, suspendedAt }: Pick<PurchasedProduct, 'status' | 'suspendedAt'>): boolean =>
  suspendedAt !== undefined && (status === 'active' || status === 'pending');
