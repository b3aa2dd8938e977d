import { type Refusal, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import type { Subscription } from '../subscription/subscription.ts';
import type { Instant } from '../time/instant.ts';
import { startOfDayAfter } from '../time/zone-calendar.ts';
import type { Customer, Site } from './customer.ts';

type Deactivation = {
  readonly site: Pick<Site, 'zone' | 'closureDays'>;
  /** All of the customer's. */
  readonly subscriptions: readonly Subscription[];
  readonly now: Instant;
};

/**
 * Closing an account only makes it inactive, and only when nothing runs; the account closure job closes it for good once the site's
 * days have passed.
 */
export function deactivate(customer: Customer, { site, subscriptions, now }: Deactivation): Result<Customer, Refusal> {
  if (customer.status !== 'active') {
    return err(refusal('customer.state', `This customer is ${customer.status} already.`));
  }
  const running = subscriptions.filter(({ status }) => status === 'active' || status === 'pending');
  if (running.length > 0) {
    const names = running.map(({ subscriptionId, name, status }) => `${subscriptionId} ${name} (${status})`).join(', ');
    return err(refusal('customer.has_active', `Cancel the running subscriptions first: ${names}.`));
  }
  const closureDueAt = startOfDayAfter(site.zone, now, site.closureDays);
  return ok({ ...customer, status: 'inactive', inactiveSince: now, closureDueAt });
}

/** An inactive customer may come back; a closed one may not. */
export function reactivate(customer: Customer): Result<Customer, Refusal> {
  return customer.status === 'inactive'
    ? ok({ ...customer, status: 'active', inactiveSince: null, closureDueAt: null })
    : err(refusal('customer.state', `This customer is ${customer.status} and cannot be made active.`));
}
