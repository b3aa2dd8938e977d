import type { PriceBook } from '../catalog/price-book.ts';
import type { Head } from '../ledger/head.ts';
import { limitsOf } from '../rating/limits/credit-limits.ts';
import { changedRenewals } from '../subscription/prepaid/changed-renewals.ts';
import type { RatingProfile } from '../subscription/subscription.ts';
import type { Instant } from '../time/instant.ts';
import { limitFacts } from './limit-facts.ts';
import { newNotification } from './new-notification.ts';
import type { Notification } from './notification.ts';
import { rulesFor } from './rules-for.ts';
import { targetsOf } from './targets-of.ts';

/** What a commit does to a contract's renewals, and the ledger as it leaves it. */
export type RenewalStep = {
  readonly before: RatingProfile;
  readonly after: RatingProfile;
  readonly head: Head;
  readonly book: PriceBook;
  readonly now: Instant;
};

/**
 * Tells that a prepaid subscription, or one of its add-ons, is suspended because the money in hand does not cover its renewal, and that it
 * goes on: one notification for each rule, publisher and address. Ids come from what happened, so a commit that is tried again tells the same.
 */
export function renewalsOf({ before, after, head, book, now }: RenewalStep): readonly Notification[] {
  const { resource, balanceGroupId } = after;
  return changedRenewals(before, after, now).flatMap(({ change, subscriptionId, bundles, at }) => {
    const event = `renewal.${change}` as const;
    const limit = limitsOf(book, after).find((candidate) => candidate.resource === resource);
    const facts = limitFacts({ buckets: head.buckets, book, limit, resource, now });
    const occasion = `${balanceGroupId}-${change}-${subscriptionId}-${bundles.join('-')}-${at}`;
    return rulesFor(book, { event, resource })
      .flatMap((rule) => targetsOf(rule).map((target) => ({ rule: rule.code, target })))
      .map((to, index) => ({
        ...newNotification({
          ...to,
          notificationId: `${occasion}-${index + 1}`,
          profile: after,
          at: now,
          type: event,
          facts,
          service: null,
        }),
        subscriptionId,
      }));
  });
}
