import { type ContractIndex, indexContract } from '../rating/contract-index.ts';
import type { RatingProfile, SharingGroup, SharingMembership } from '../subscription/subscription.ts';
import { covers, type Instant } from '../time/instant.ts';

/** A past event: when it was, and whether a sharing owner had taken a part of it over. */
export type PastEvent = { readonly at: Instant; readonly wasShared: boolean };

/**
 * The contract for looking back: what was bought counts as begun, since its grants lie in the ledger by now. Validity alone decides what
 * an event meets, as it does when usage is rated for the first time. So it is with sharing that ended since: it was there until its end. What
 * only rests now had not rested when an event was shared. The same contract again for events that meet the same.
 */
export function asBought(profile: RatingProfile): (event: PastEvent) => ContractIndex {
  const bought: RatingProfile = {
    ...profile,
    purchases: profile.purchases.map((purchase) =>
      purchase.status === 'pending' ? { ...purchase, status: 'active' } : purchase,
    ),
  };
  const { sharingGroups = [], memberships = [] } = bought;
  if (sharingGroups.length === 0 && memberships.length === 0) {
    const only = indexContract(bought);
    return () => only;
  }
  const known = new Map<string, ContractIndex>();
  return (event) => {
    const groups = sharingGroups.map((group) => groupAt(group, event));
    const own = memberships.map((membership) => standingAt(membership, event));
    const key = JSON.stringify([
      groups.map(({ status, members }) => [status, members.map(statusOf)]),
      own.map(statusOf),
    ]);
    const found = known.get(key) ?? indexContract({ ...bought, sharingGroups: groups, memberships: own });
    known.set(key, found);
    return found;
  };
}

const statusOf = ({ status }: Pick<SharingMembership, 'status'>): string => status;

const groupAt = (group: SharingGroup, event: PastEvent): SharingGroup => ({
  ...standingAt(group, event),
  members: group.members.map((member) => standingAt(member, event)),
});

/** Whoever leaves or cancels ends the validity: before that it was active, or rested. */
function standingAt<T extends Pick<SharingGroup, 'from' | 'to'> & { readonly status: string }>(
  standing: T,
  { at, wasShared }: PastEvent,
): T | (T & { readonly status: 'active' }) {
  const { status } = standing;
  const isEnded = status === 'removed' || status === 'cancelled';
  const wasActive = isEnded ? covers(standing, at) : status === 'inactive' && wasShared;
  return wasActive ? { ...standing, status: 'active' } : standing;
}
