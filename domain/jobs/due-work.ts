import type { Bill, BillingProfile } from '../billing/bill.ts';
import type { Customer } from '../customer/customer.ts';
import type { RatingProfile, Subscription } from '../subscription/subscription.ts';
import { nextRenewal } from '../subscription/terms/next-renewal.ts';
import { FOREVER, type Instant } from '../time/instant.ts';
import type { Job } from './job.ts';

/** The one next thing that a job must do with a record, and when. Null: nothing, ever. */
export type Due = { readonly job: Job; readonly dueAt: Instant; readonly ref: string };

/** A live profile with a cycle is billed when its active bill's period is over. */
export const dueOfBillingProfile = (profile: BillingProfile): Due | null =>
  profile.status === 'active' && profile.cycleRule !== null
    ? { job: 'billing', dueAt: profile.activeBill.to, ref: profile.billingProfileId }
    : null;

/** A finalised bill is invoiced first, then collected. Zero bills get no invoice; prepaid ones neither. */
export function dueOfBill(bill: Bill): Due | null {
  if (bill.finalisedAt === null) return null;
  if (bill.invoiceId === null) {
    return bill.total === '0' || bill.withoutInvoice
      ? null
      : { job: 'invoicing', dueAt: bill.finalisedAt, ref: bill.billId };
  }
  if (bill.status !== 'billing' || bill.collection === null || bill.collection.nextAt === null) return null;
  return { job: 'payment-collection', dueAt: bill.collection.nextAt, ref: bill.billId };
}

/** Its move to another plan, or the renewal of a commitment with the purchases of its balance group: whichever comes first. */
export function dueOfSubscription(subscription: Subscription): Due | null {
  const { status, transition, subscriptionId, balanceGroupId } = subscription;
  const renewal = nextRenewal(subscription);
  const move = status === 'active' && transition !== null && transition.error === undefined ? transition : null;
  if (renewal !== null && (move === null || renewal <= move.effectiveAt)) {
    return { job: 'purchase-verification', dueAt: renewal, ref: balanceGroupId };
  }
  return move === null ? null : { job: 'plan-transition', dueAt: move.effectiveAt, ref: subscriptionId };
}

/** The next purchase of a product or a discount that starts or ends. */
export function dueOfRatingProfile(profile: RatingProfile): Due | null {
  let dueAt = FOREVER;
  for (const purchase of [...profile.purchases, ...(profile.discounts ?? [])]) {
    const { status, validFrom, validTo } = purchase;
    // What could not be paid when it was to begin waits for money, not for a job.
    const isWaiting = 'suspendedAt' in purchase;
    if (status === 'pending' && !isWaiting && validFrom < dueAt) dueAt = validFrom;
    if ((status === 'active' || (status === 'pending' && isWaiting)) && validTo < dueAt) dueAt = validTo;
  }
  return dueAt === FOREVER ? null : { job: 'purchase-verification', dueAt, ref: profile.balanceGroupId };
}

export const dueOfCustomer = (customer: Customer): Due | null =>
  customer.status === 'inactive' && customer.closureDueAt !== null
    ? { job: 'account-closure', dueAt: customer.closureDueAt, ref: customer.customerId }
    : null;
