import type { Refusal } from '../../../domain/refusal.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { type Joining, joinGroup } from '../../../domain/sharing/join-group.ts';
import { activity } from '../activity.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import {
  contractChange,
  type GroupState,
  loadGroup,
  memberAccount,
  type SharingCall,
  type SharingPorts,
  stateAfter,
} from './load-group.ts';
import { membershipActivities } from './membership-activities.ts';

export type JoinRequest = Joining & {
  readonly groupId: string;
  readonly customerId: string;
  /** The only one of the customer, if not given. */
  readonly balanceGroupId?: string;
};

/** Lets a customer use what a group shares: both contracts in one commit. */
export const joinSharingGroup =
  (ports: Pick<SharingPorts, 'records' | 'ledgers' | 'commit' | 'randomId'>) =>
  async (call: SharingCall, request: JoinRequest): Promise<Result<GroupState, Refusal>> => {
    const { groupId, customerId, balanceGroupId, ...joining } = request;
    return retryConflicts(`customer ${customerId} joins sharing group ${groupId}`, async () => {
      const found = await loadGroup(ports, call.siteId, groupId);
      if (!found.ok) return found;
      const { record, group, owner } = found.value;
      const wanted = { customerId, ...(balanceGroupId === undefined ? {} : { balanceGroupId }) };
      const member = await memberAccount(ports, call.siteId, wanted);
      if (!member.ok) return member;
      const { customer, account } = member.value;
      const joined = joinGroup(joining, {
        group,
        owner: { customer: owner.customer, profile: owner.account.profile },
        member: { customer, profile: account.profile },
        now: call.now,
        at: '',
      });
      if (!joined.ok) return joined;
      const state = stateAfter(found.value, joined.value.owner);
      const outcome = await ports.commit([
        ...contractChange(owner.account, joined.value.owner),
        ...contractChange(account, joined.value.member),
        { put: 'sharingGroup', value: record },
        ...membershipActivities(found.value, customer, { action: 'joined', before: group, after: state.group }).map(
          (deed) => activity(ports, call, deed),
        ),
        ...call.remember(201, state),
      ]);
      return outcome === 'done' ? ok(state) : null;
    });
  };
