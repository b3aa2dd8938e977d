import type { PriceBook } from '../catalog/price-book.ts';
import type { Instant } from '../time/instant.ts';
import { earlier } from '../time/order.ts';
import type { Subscription, SubscriptionTerm } from './subscription.ts';
import { renewalOf, renewTerm, type TermCalendar } from './take-on-term.ts';

/** When the next commitment of a subscription is to be renewed. Null: none is; who has given notice renews nothing. */
export function nextRenewal({ status, cancelledAt, term, addOnTerms = [] }: Subscription): Instant | null {
  if (status !== 'active' || cancelledAt !== null) return null;
  let next: Instant | null = null;
  for (const one of [...(term === undefined ? [] : [term]), ...addOnTerms]) {
    const due = renewalOf(one);
    if (due !== null) next = next === null ? due : earlier(next, due);
  }
  return next;
}

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
