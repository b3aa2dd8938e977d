import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, invariant, ok, type Result } from '../../../domain/result.ts';
import type { ShareChange } from '../../../domain/sharing/change-group.ts';
import { changeMembership, leaveGroup } from '../../../domain/sharing/change-membership.ts';
import type { BothSides } from '../../../domain/sharing/join-group.ts';
import type { SharingGroup } from '../../../domain/subscription/subscription.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import { activity } from '../activity.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import {
  changedMeanwhile,
  contractChange,
  type GroupState,
  loadGroup,
  type SharingCall,
  type SharingPorts,
  stateAfter,
} from './load-group.ts';
import { membershipActivities } from './membership-activities.ts';

type Ports = Pick<SharingPorts, 'records' | 'ledgers' | 'commit' | 'randomId'>;
type Place = { readonly groupId: string; readonly customerId: string };

/** What is done to a member. `version`: only to the group that the caller read. */
type MemberDeed = Place & {
  readonly version: number | null;
  readonly action: 'edited' | 'left';
  readonly change: (
    sides: BothSides & { readonly group: SharingGroup; readonly now: Instant },
  ) => Result<BothSides, Refusal>;
};

/** Edits status and validity of a membership, on both sides. `version` is the group's that the caller read. */
export const editSharingMember =
  (ports: Ports) =>
  (
    call: SharingCall,
    { change, ...place }: Place & { readonly version: number; readonly change: ShareChange },
  ): Promise<Result<GroupState, Refusal>> =>
    onMember(ports, call, { ...place, action: 'edited', change: (sides) => changeMembership(change, sides) });

/** Takes a member out of a group; the customer may join again. */
export const removeSharingMember =
  (ports: Ports) =>
  (call: SharingCall, place: Place): Promise<Result<GroupState, Refusal>> =>
    onMember(ports, call, { ...place, version: null, action: 'left', change: leaveGroup });

const onMember = (
  ports: Ports,
  call: SharingCall,
  { groupId, customerId, version, action, change }: MemberDeed,
): Promise<Result<GroupState, Refusal>> =>
  retryConflicts(`member ${customerId} of sharing group ${groupId}`, async () => {
    const { siteId, now } = call;
    const found = await loadGroup(ports, siteId, groupId);
    if (!found.ok) return found;
    const { record, group, owner } = found.value;
    const stale = version === null ? null : changedMeanwhile(record, version);
    if (stale !== null) return err(stale);
    const member = group.members.find((one) => one.customerId === customerId);
    if (member === undefined) return err(refusal('request.not_found', 'The group has no such member.'));
    const [customer, account] = await Promise.all([
      ports.records.get('customer', siteId, { customerId }),
      ports.ledgers.load(siteId, member.balanceGroupId),
    ]);
    invariant(customer !== null && account !== null, `member ${customerId} of sharing group ${groupId} exists`);
    const changed = change({ owner: owner.account.profile, member: account.profile, group, now });
    if (!changed.ok) return changed;
    const state = stateAfter(found.value, changed.value.owner);
    const outcome = await ports.commit([
      ...contractChange(owner.account, changed.value.owner),
      ...contractChange(account, changed.value.member),
      { put: 'sharingGroup', value: record },
      ...membershipActivities(found.value, customer, { action, before: group, after: state.group }).map((deed) =>
        activity(ports, call, deed),
      ),
      ...call.remember(200, state),
    ]);
    return outcome === 'done' ? ok(state) : null;
  });
