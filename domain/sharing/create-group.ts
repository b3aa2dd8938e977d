import type { PriceBook } from '../catalog/price-book.ts';
import type { Customer } from '../customer/customer.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import type { RatingProfile, SharingGroup, Subscription } from '../subscription/subscription.ts';
import { FOREVER, type Instant } from '../time/instant.ts';
import { later } from '../time/order.ts';
import { checkValidity } from './check-validity.ts';

export type NewGroup = {
  readonly name: string;
  readonly policy: SharingGroup['policy'];
  /** Now, if not given. */
  readonly validFrom?: Instant;
  /** For ever, if not given. */
  readonly validTo?: Instant;
  readonly status: 'active' | 'inactive';
};

/** Groups are read with every event of their owner and members. */
const MOST_GROUPS = 20;

/**
 * Makes the owner of a subscription the owner of a sharing group. What members may use is said by discounts that were bought with that very
 * subscription.
 */
export function createGroup(
  { name, policy, status, validFrom, validTo = FOREVER }: NewGroup,
  facts: {
    readonly owner: Customer;
    readonly subscription: Subscription;
    readonly profile: RatingProfile;
    readonly book: PriceBook;
    readonly groupId: string;
    readonly now: Instant;
  },
): Result<RatingProfile, Refusal> {
  const { owner, subscription, profile, groupId, now } = facts;
  if (owner.status !== 'active') return err(refusal('customer.inactive', 'Only an active customer can share.'));
  if (subscription.status !== 'active') {
    return err(refusal('subscription.state', 'Only what a running subscription has can be shared.'));
  }
  const from = validFrom ?? now;
  const refused = checkValidity({ from, to: validTo }, { now, at: '' });
  if (refused !== null) return err(refused);
  const bought = checkPolicy(policy.discounts, facts, later(from, now));
  if (!bought.ok) return bought;
  const groups = profile.sharingGroups ?? [];
  if (groups.filter((group) => group.status !== 'cancelled').length >= MOST_GROUPS) {
    return err(refusal('sharing.not_allowed', `A balance group owns at most ${MOST_GROUPS} sharing groups.`));
  }
  const { subscriptionId } = subscription;
  const group: SharingGroup = { groupId, name, subscriptionId, policy, status, from, to: validTo, members: [] };
  return ok({ ...profile, sharingGroups: [...groups, group] });
}

function checkPolicy(
  discounts: readonly string[],
  { subscription, profile, book }: { subscription: Subscription; profile: RatingProfile; book: PriceBook },
  at: Instant,
): Result<null, Refusal> {
  const problems = discounts.flatMap((code, index) => {
    const isHeld = (profile.discounts ?? []).some(
      ({ subscriptionId, discount, status, validTo }) =>
        subscriptionId === subscription.subscriptionId &&
        discount === code &&
        (status === 'active' || status === 'pending') &&
        validTo > at,
    );
    if (isHeld && book.discounts.has(code)) return [];
    return [{ pointer: `/policy/discounts/${index}`, message: `The subscription has no running discount ${code}.` }];
  });
  if (problems.length === 0) return ok(null);
  const detail = 'A policy is made of discounts that were bought with the subscription. Buy them first.';
  return err(refusal('sharing.discount_not_owned', detail, problems));
}
