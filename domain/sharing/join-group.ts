import type { Customer } from '../customer/customer.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import type { RatingProfile, SharingGroup, SharingMembership } from '../subscription/subscription.ts';
import { FOREVER, type Instant, type Period } from '../time/instant.ts';
import { withGroup } from './change-group.ts';
import { checkValidity } from './check-validity.ts';

/** Contracts of both sides, as they are afterwards. */
export type BothSides = { readonly owner: RatingProfile; readonly member: RatingProfile };

export type Joining = {
  /** Now, if not given. */
  readonly validFrom?: Instant;
  /** For ever, if not given: a group that ends earlier ends it, too. */
  readonly validTo?: Instant;
  readonly status: 'active' | 'inactive';
};

type Side = { readonly customer: Pick<Customer, 'customerId' | 'status'>; readonly profile: RatingProfile };

/** Both are read with every event that may be shared. */
const MOST_MEMBERS = 100;
const MOST_MEMBERSHIPS = 10;

/**
 * Lets a balance group use what the owner of a sharing group shares, from now on. A customer may be in several groups: who was joined first
 * stands in first. An owner may be a member elsewhere, but passes nothing on. `at` points to the request's part about it.
 */
export function joinGroup(
  { validFrom, validTo = FOREVER, status }: Joining,
  {
    group,
    owner,
    member,
    now,
    at,
  }: {
    readonly group: SharingGroup;
    readonly owner: Side;
    readonly member: Side;
    readonly now: Instant;
    readonly at: string;
  },
): Result<BothSides, Refusal> {
  const period: Period = { from: validFrom ?? now, to: validTo };
  const refused =
    refuseGroup(group, owner, now) ?? refuseMember(group, { owner, member }) ?? checkValidity(period, { now, at });
  if (refused !== null) return err(refused);
  const { groupId } = group;
  const { customerId } = member.customer;
  const { balanceGroupId } = member.profile;
  const since = { ...period, status, joinedAt: now };
  const others = group.members.filter((one) => one.customerId !== customerId);
  const membership: SharingMembership = {
    ...{ groupId, ownerCustomerId: owner.customer.customerId, ownerBalanceGroupId: owner.profile.balanceGroupId },
    ...since,
  };
  const joined = { ...group, members: [...newest(others, MOST_MEMBERS - 1), { customerId, balanceGroupId, ...since }] };
  const kept = (member.profile.memberships ?? []).filter((one) => one.groupId !== groupId);
  return ok({
    owner: withGroup(owner.profile, joined),
    member: { ...member.profile, memberships: [...newest(kept, MOST_MEMBERSHIPS - 1), membership] },
  });
}

function refuseGroup(group: SharingGroup, owner: Side, now: Instant): Refusal | null {
  if (group.status === 'cancelled' || group.to <= now) {
    return refusal('sharing.state', 'This sharing group is over. Choose another one.');
  }
  if (owner.customer.status !== 'active') return refusal('customer.inactive', 'The owner of the group is not active.');
  if (group.members.filter(isIn).length < MOST_MEMBERS) return null;
  return refusal('sharing.not_allowed', `A sharing group has at most ${MOST_MEMBERS} members.`);
}

function refuseMember(
  group: SharingGroup,
  { owner, member }: { readonly owner: Side; readonly member: Side },
): Refusal | null {
  const { customerId, status } = member.customer;
  if (status !== 'active') return refusal('customer.inactive', 'Only an active customer can join a sharing group.');
  if (customerId === owner.customer.customerId) {
    return refusal('sharing.not_allowed', 'The owner of a sharing group cannot be a member of it.');
  }
  if (group.members.some((one) => one.customerId === customerId && isIn(one))) {
    return refusal('sharing.already_member', 'This customer is in the sharing group already.');
  }
  if (member.profile.resource !== owner.profile.resource) {
    const [own, theirs] = [member.profile.resource, owner.profile.resource];
    return refusal('sharing.not_allowed', `The owner is billed in ${theirs}, this customer in ${own}.`);
  }
  if ((member.profile.memberships ?? []).filter(isIn).length < MOST_MEMBERSHIPS) return null;
  return refusal('sharing.not_allowed', `A customer is in at most ${MOST_MEMBERSHIPS} sharing groups.`);
}

const isIn = ({ status }: Pick<SharingMembership, 'status'>): boolean => status !== 'removed';

/** As many as fit: those who are in, and the last ones who left. */
function newest<M extends Pick<SharingMembership, 'status'>>(all: readonly M[], most: number): readonly M[] {
  let tooMany = all.length - most;
  return all.filter((one) => {
    if (tooMany <= 0 || isIn(one)) return true;
    tooMany -= 1;
    return false;
  });
}
