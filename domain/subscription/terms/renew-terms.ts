import type { PriceBook } from '../../catalog/price-book.ts';
import type { Instant } from '../../time/instant.ts';
import type { Subscription, SubscriptionTerm } from '../subscription.ts';
import { nextRenewal, renewalOf } from './next-renewal.ts';
import { renewTerm, type TermCalendar } from './take-on-term.ts';

/** The subscription with every commitment renewed whose time is over, however long ago that was. Null: none is. */
export function renewTerms(
  subscription: Subscription,
  { calendar, book, now }: { readonly calendar: TermCalendar; readonly book: PriceBook; readonly now: Instant },
): Subscription | null {
  const due = nextRenewal(subscription);
  if (due === null || due > now) return null;
  const renew = <T extends SubscriptionTerm>(term: T): T => {
    let renewed = term;
    let end = renewalOf(renewed);
    while (end !== null && end <= now) {
      renewed = { ...renewed, ...renewTerm(calendar, renewed, book) };
      end = renewalOf(renewed);
    }
    return renewed;
  };
  const { term, addOnTerms } = subscription;
  return {
    ...subscription,
    ...(term === undefined ? {} : { term: renew(term) }),
    ...(addOnTerms === undefined ? {} : { addOnTerms: addOnTerms.map(renew) }),
  };
}
