import type { DiscountFilter } from '../../catalog/discount.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import { type Dec, dec } from '../../money/decimal.ts';
import type { SharingGroup } from '../../subscription/subscription.ts';
import { covers, type Instant } from '../../time/instant.ts';
import type { RatedAccount, RatingContext } from '../rating-context.ts';

/** One thing that a group's owner takes over: charges that fit the filter, by so many percent, or units of a resource. */
export type PolicyRule =
  | { readonly takes: 'charges'; readonly filter: DiscountFilter; readonly percent: Dec }
  | { readonly takes: 'units'; readonly filter: DiscountFilter; readonly resource: string };

export type LiveGroup = {
  readonly groupId: string;
  readonly balanceGroupId: string;
  readonly owner: RatedAccount;
  readonly rules: readonly PolicyRule[];
};

/**
 * Sharing groups that stand in for an event, by the time of joining. Both sides must be active and valid when it happened, and the
 * policy's discounts bought with the owner's subscription, which must not wait for money: its owner is served nothing then, and so nobody on its behalf. One hop only: an owner who is a member elsewhere passes nothing on. Groups of one
 * balance group are one, with the rules of all, under the name of the one joined first: an event finds its units, its money and its limits once.
 */
export function liveGroups({ contract, owners, book }: RatingContext, at: Instant): readonly LiveGroup[] {
  const { memberships = [], balanceGroupId } = contract.profile;
  if (owners === undefined || memberships.length === 0) return [];
  const groups = new Map<string, LiveGroup>();
  for (const { groupId, ownerBalanceGroupId, status, from, to } of memberships) {
    const owner = owners.get(ownerBalanceGroupId);
    if (owner === undefined || status !== 'active' || !covers({ from, to }, at)) continue;
    const { profile } = owner.contract;
    const group = profile.sharingGroups?.find((one) => one.groupId === groupId);
    if (group === undefined || profile.status === 'closed' || !standsFor(group, balanceGroupId, at)) continue;
    const suspendedAt = owner.contract.suspendedSubscriptions.get(group.subscriptionId);
    if (suspendedAt !== undefined && suspendedAt <= at) continue;
    const rules = rulesOf(owner, group, { book, at });
    if (rules.length === 0) continue;
    const same = groups.get(ownerBalanceGroupId);
    groups.set(
      ownerBalanceGroupId,
      same === undefined
        ? { groupId, balanceGroupId: ownerBalanceGroupId, owner, rules }
        : { ...same, rules: [...same.rules, ...rules] },
    );
  }
  return [...groups.values()];
}

const standsFor = (group: SharingGroup, balanceGroupId: string, at: Instant): boolean =>
  group.status === 'active' &&
  covers(group, at) &&
  group.members.some(
    (member) => member.balanceGroupId === balanceGroupId && member.status === 'active' && covers(member, at),
  );

function rulesOf(
  { contract }: RatedAccount,
  { subscriptionId, policy }: SharingGroup,
  { book, at }: { readonly book: PriceBook; readonly at: Instant },
): readonly PolicyRule[] {
  const bought = contract.discountsOfSubscription.get(subscriptionId) ?? [];
  return policy.discounts.flatMap((code) => {
    const discount = book.discounts.get(code);
    const isHeld = bought.some((one) => one.discount === code && covers({ from: one.validFrom, to: one.validTo }, at));
    if (discount === undefined || !isHeld) return [];
    return discount.rules.flatMap(({ filter, effect }): readonly PolicyRule[] => {
      const units = (filter.resources ?? []).filter((resource) => book.resources.get(resource)?.kind === 'unit');
      if (effect.type === 'consume') return [{ takes: 'units', filter, resource: effect.resource }];
      if (effect.type !== 'percentage') return [];
      return [
        ...units.map((resource): PolicyRule => ({ takes: 'units', filter, resource })),
        { takes: 'charges', filter, percent: dec(effect.value) },
      ];
    });
  });
}
