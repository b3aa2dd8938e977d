import type { Instant } from '../../time/instant.ts';
import type { Subscription, SubscriptionTerm } from '../subscription.ts';

/** When a term is to be renewed. Null: never. */
export const renewalOf = ({ renewal, commitmentEnd }: SubscriptionTerm): Instant | null =>
  renewal.type === 'same' || renewal.type === 'term' ? commitmentEnd : null;

/** When the next commitment of a subscription is to be renewed. Null: none is; who has given notice renews nothing. */
export function nextRenewal({ status, cancelledAt, term, addOnTerms = [] }: Subscription): Instant | null {
  if (status !== 'active' || cancelledAt !== null) return null;
  let next: Instant | null = null;
  for (const one of [...(term === undefined ? [] : [term]), ...addOnTerms]) {
    const due = renewalOf(one);
    if (due !== null && (next === null || due < next)) next = due;
  }
  return next;
}
