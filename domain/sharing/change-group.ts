import { type Refusal, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import type { RatingProfile, SharingGroup } from '../subscription/subscription.ts';
import type { Instant } from '../time/instant.ts';
import { later } from '../time/order.ts';
import { checkValidity } from './check-validity.ts';

export type ShareChange = {
  readonly status?: 'active' | 'inactive';
  readonly validFrom?: Instant;
  readonly validTo?: Instant;
};

/** Status and validity, for events from here on: what was shared stays as it is. */
export function changeGroup(
  group: SharingGroup,
  { status, validFrom = group.from, validTo = group.to }: ShareChange,
  now: Instant,
): Result<SharingGroup, Refusal> {
  if (group.status === 'cancelled') return err(CANCELLED);
  const refused = validTo === group.to && validFrom === group.from ? null : refuseTime(validFrom, validTo, now);
  if (refused !== null) return err(refused);
  return ok({ ...group, status: status ?? group.status, from: validFrom, to: validTo });
}

const CANCELLED = refusal('sharing.state', 'This sharing group is cancelled. Create another one.');

const refuseTime = (from: Instant, to: Instant, now: Instant) => checkValidity({ from, to }, { now, at: '' });

/** Ends a group for good, as of now. */
export function cancelGroup(group: SharingGroup, now: Instant): Result<SharingGroup, Refusal> {
  return group.status === 'cancelled' ? err(CANCELLED) : ok(cancelledAt(group, now));
}

const cancelledAt = (group: SharingGroup, at: Instant): SharingGroup => ({
  ...group,
  status: 'cancelled',
  to: group.to < at ? group.to : later(group.from, at),
});

/** What a subscription shared ends with it. */
export function endGroupsOf(
  profile: RatingProfile,
  isEnded: (subscriptionId: string) => boolean,
  at: Instant,
): RatingProfile {
  const { sharingGroups: groups = [] } = profile;
  const concerns = ({ status, subscriptionId }: SharingGroup) => status !== 'cancelled' && isEnded(subscriptionId);
  if (!groups.some(concerns)) return profile;
  return { ...profile, sharingGroups: groups.map((group) => (concerns(group) ? cancelledAt(group, at) : group)) };
}

/** A contract with one of its groups as it is now. */
export const withGroup = (profile: RatingProfile, group: SharingGroup): RatingProfile => ({
  ...profile,
  sharingGroups: (profile.sharingGroups ?? []).map((one) => (one.groupId === group.groupId ? group : one)),
});
