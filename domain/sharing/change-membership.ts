import { type Refusal, refusal } from '../refusal.ts';
import { err, invariant, ok, type Result } from '../result.ts';
import type { RatingProfile, SharingGroup, SharingMembership } from '../subscription/subscription.ts';
import type { Instant, Period } from '../time/instant.ts';
import { earlier, later } from '../time/order.ts';
import { type ShareChange, withGroup } from './change-group.ts';
import { checkValidity } from './check-validity.ts';
import type { BothSides } from './join-group.ts';

type Standing = Period & Pick<SharingMembership, 'status'>;

/** Status and validity of a membership, for events from here on. Both sides say the same. */
export function changeMembership(
  { status, validFrom, validTo }: ShareChange,
  sides: BothSides & { readonly group: SharingGroup; readonly now: Instant },
): Result<BothSides, Refusal> {
  const found = standingOf(sides);
  if (!found.ok) return found;
  const { from, to } = found.value;
  const period = { from: validFrom ?? from, to: validTo ?? to };
  const isMoved = period.from !== from || period.to !== to;
  const refused = isMoved ? checkValidity(period, { now: sides.now, at: '' }) : null;
  return refused === null ? ok(both(sides, { ...period, status: status ?? found.value.status })) : err(refused);
}

/** Takes a member out, as of now. What was shared is not rated again. */
export function leaveGroup(
  sides: BothSides & { readonly group: SharingGroup; readonly now: Instant },
): Result<BothSides, Refusal> {
  const found = standingOf(sides);
  if (!found.ok) return found;
  const { from, to } = found.value;
  return ok(both(sides, { from, to: later(from, earlier(to, sides.now)), status: 'removed' }));
}

function standingOf({ group, member }: BothSides & { readonly group: SharingGroup }): Result<Standing, Refusal> {
  const found = group.members.find(({ customerId }) => customerId === member.customerId);
  if (found === undefined) return err(refusal('request.not_found', 'The group has no such member.'));
  return found.status === 'removed' ? err(refusal('sharing.state', 'This customer has left the group.')) : ok(found);
}

function both({ group, owner, member }: BothSides & { readonly group: SharingGroup }, standing: Standing): BothSides {
  const { groupId } = group;
  const memberships = member.memberships ?? [];
  invariant(
    memberships.some((one) => one.groupId === groupId),
    `member ${member.customerId} of sharing group ${groupId} knows of it`,
  );
  const ofMember = <M extends { readonly customerId: string }>(one: M): M =>
    one.customerId === member.customerId ? { ...one, ...standing } : one;
  return {
    owner: withGroup(owner, { ...group, members: group.members.map(ofMember) }),
    member: withMemberships(
      member,
      memberships.map((one) => (one.groupId === groupId ? { ...one, ...standing } : one)),
    ),
  };
}

const withMemberships = (profile: RatingProfile, memberships: readonly SharingMembership[]): RatingProfile => ({
  ...profile,
  memberships,
});
