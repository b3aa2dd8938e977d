import type { Refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { cancelGroup, changeGroup, type ShareChange, withGroup } from '../../../domain/sharing/change-group.ts';
import type { SharingGroup } from '../../../domain/subscription/subscription.ts';
import { type Instant, instantText } from '../../../domain/time/instant.ts';
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

type Ports = Pick<SharingPorts, 'records' | 'ledgers' | 'commit' | 'randomId'>;

/** What is done to a group, in a word, and how. `version`: only to the one that the caller read. */
type GroupDeed = {
  readonly groupId: string;
  readonly version: number | null;
  readonly action: 'edited' | 'cancelled';
  readonly change: (group: SharingGroup, now: Instant) => Result<SharingGroup, Refusal>;
};

/** Edits status and validity of the version that the caller read. Members keep their memberships. */
export const editSharingGroup =
  (ports: Ports) =>
  (
    call: SharingCall,
    { groupId, version, change }: { readonly groupId: string; readonly version: number; readonly change: ShareChange },
  ): Promise<Result<GroupState, Refusal>> =>
    onGroup(ports, call, {
      ...{ groupId, version },
      action: 'edited',
      change: (group, now) => changeGroup(group, change, now),
    });

/** Ends a group for good. Nothing is shared from now on; what was shared is not rated again. */
export const cancelSharingGroup =
  (ports: Ports) =>
  (call: SharingCall, groupId: string): Promise<Result<GroupState, Refusal>> =>
    onGroup(ports, call, { groupId, version: null, action: 'cancelled', change: cancelGroup });

const onGroup = (
  ports: Ports,
  call: SharingCall,
  { groupId, version, action, change }: GroupDeed,
): Promise<Result<GroupState, Refusal>> =>
  retryConflicts(`change of sharing group ${groupId}`, async () => {
    const found = await loadGroup(ports, call.siteId, groupId);
    if (!found.ok) return found;
    const { record, group, owner } = found.value;
    const stale = version === null ? null : changedMeanwhile(record, version);
    if (stale !== null) return err(stale);
    const changed = change(group, call.now);
    if (!changed.ok) return changed;
    const contract = withGroup(owner.account.profile, changed.value);
    const state = stateAfter(found.value, contract);
    const outcome = await ports.commit([
      ...contractChange(owner.account, contract),
      { put: 'sharingGroup', value: record },
      activity(ports, call, {
        customerId: owner.customer.customerId,
        action: `sharing.${action}`,
        objectType: 'sharingGroup',
        objectId: groupId,
        summary: `Sharing group ${groupId} "${group.name}" ${action}`,
        before: shown(group),
        after: shown(changed.value),
      }),
      ...call.remember(200, state),
    ]);
    return outcome === 'done' ? ok(state) : null;
  });

const shown = ({ status, from, to }: SharingGroup) => ({ status, from: instantText(from), to: instantText(to) });
