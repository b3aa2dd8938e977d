import type { PurchasedDiscount, RatingProfile } from '../../subscription/subscription.ts';

/**
 * A discount that is a policy says what members' usage the owner takes over. It takes nothing off the owner's own: else an owner who pays for
 * the family's calls would call for nothing.
 */
export const isPolicy = (
  { sharingGroups }: Pick<RatingProfile, 'sharingGroups'>,
  { subscriptionId, discount }: Pick<PurchasedDiscount, 'subscriptionId' | 'discount'>,
): boolean =>
  (sharingGroups ?? []).some(
    (group) =>
      group.status !== 'cancelled' &&
      group.subscriptionId === subscriptionId &&
      group.policy.discounts.includes(discount),
  );
