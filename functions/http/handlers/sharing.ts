import { decimalText } from '../../../domain/money/decimal.ts';
import type { SharingGroup } from '../../../domain/subscription/subscription.ts';
import { instantText, type Period } from '../../../domain/time/instant.ts';
import type { Ledgers, SiteTime } from '../../ports.ts';
import { answer, type Wire } from '../../shared/answer.ts';
import { freshCall } from '../../shared/fresh-call.ts';
import type { DoorHandlers } from '../../shared/handler.ts';
import { rememberAs } from '../../shared/idempotency.ts';
import { cancelSharingGroup, editSharingGroup } from '../../use-cases/sharing/change-sharing-group.ts';
import { editSharingMember, removeSharingMember } from '../../use-cases/sharing/change-sharing-member.ts';
import { createSharingGroup } from '../../use-cases/sharing/create-sharing-group.ts';
import { joinSharingGroup } from '../../use-cases/sharing/join-sharing-group.ts';
import {
  customerSharing,
  type ListedMembership,
  type Names,
  showSharingGroup,
} from '../../use-cases/sharing/list-sharing.ts';
import type { GroupState, SharingPorts } from '../../use-cases/sharing/load-group.ts';
import { type GroupUsage, sharingUsage } from '../../use-cases/sharing/sharing-usage.ts';
import type { customersContract } from '../contract/customers.ts';
import type {
  customerSharingAnswer,
  sharingGroupAnswer,
  sharingUsageAnswer,
} from '../contract/sharing/sharing-group.ts';
import type { sharingContract } from '../contract/sharing.ts';
import { customerOf } from './customers/of-customer.ts';

type Handlers = Pick<DoorHandlers<'customers', typeof customersContract>, keyof typeof sharingContract>;

/** What the customers door does about sharing groups. */
export function sharingHandlers(
  ports: SharingPorts & { readonly siteTime: SiteTime; readonly ledgers: Pick<Ledgers, 'load' | 'sealedEntries'> },
): Handlers {
  const create = createSharingGroup(ports);
  const edit = editSharingGroup(ports);
  const cancel = cancelSharingGroup(ports);
  const join = joinSharingGroup(ports);
  const editMember = editSharingMember(ports);
  const removeMember = removeSharingMember(ports);
  const list = customerSharing(ports);
  const show = showSharingGroup(ports);
  const usage = sharingUsage(ports);
  return {
    listSharingGroups: async (call, { path: { customerId } }) => {
      const customer = await customerOf(ports.records, call, customerId);
      if (!customer.ok) return customer;
      const { owned, memberships, names } = await list(call.siteId, customer.value);
      return answer(200, {
        owned: owned.map((group) => groupWire(group, names)),
        memberships: memberships.map(membershipWire),
      } satisfies Wire<typeof customerSharingAnswer>);
    },

    createSharingGroup: async (call, { path: { customerId }, body }) => {
      const created = await create(rememberAs(await freshCall(ports, call), stateWire), { customerId, ...body });
      if (!created.ok) return created;
      const headers = { location: `/v1/sharing-groups/${created.value.group.groupId}` };
      return answer(201, stateWire(created.value), { version: created.value.version, headers });
    },

    getSharingGroup: async ({ siteId }, { path: { groupId } }) => {
      const shown = await show(siteId, groupId);
      return shown.ok ? answer(200, stateWire(shown.value), { version: shown.value.version }) : shown;
    },

    getSharingUsage: async (call, { path: { groupId } }) => {
      const counted = await usage(call, groupId);
      return counted.ok ? answer(200, usageWire(counted.value)) : counted;
    },

    updateSharingGroup: async (call, { path: { groupId }, version, body: change }) => {
      const edited = await edit(rememberAs(await freshCall(ports, call), stateWire), { groupId, version, change });
      return edited.ok ? answer(200, stateWire(edited.value), { version: edited.value.version }) : edited;
    },

    cancelSharingGroup: async (call, { path: { groupId } }) => {
      const cancelled = await cancel(rememberAs(await freshCall(ports, call), stateWire), groupId);
      return cancelled.ok ? answer(200, stateWire(cancelled.value), { version: cancelled.value.version }) : cancelled;
    },

    addSharingMember: async (call, { path: { groupId }, body }) => {
      const joined = await join(rememberAs(await freshCall(ports, call), stateWire), { groupId, ...body });
      return joined.ok ? answer(201, stateWire(joined.value), { version: joined.value.version }) : joined;
    },

    updateSharingMember: async (call, { path, version, body: change }) => {
      const fresh = rememberAs(await freshCall(ports, call), stateWire);
      const edited = await editMember(fresh, { ...path, version, change });
      return edited.ok ? answer(200, stateWire(edited.value), { version: edited.value.version }) : edited;
    },

    removeSharingMember: async (call, { path }) => {
      const removed = await removeMember(rememberAs(await freshCall(ports, call), stateWire), path);
      return removed.ok ? answer(200, stateWire(removed.value), { version: removed.value.version }) : removed;
    },
  };
}

const validityWire = ({ from, to }: Period) => ({ validFrom: instantText(from), validTo: instantText(to) });
const NO_NAMES: Names = new Map();

const stateWire = ({
  group,
  owner: { customerId, name },
  names = NO_NAMES,
}: GroupState & { readonly names?: Names }): Wire<typeof sharingGroupAnswer> => ({
  ...groupWire(group, names),
  owner: { customerId, name },
});

const groupWire = (
  { groupId, name, subscriptionId, policy, status, members, ...group }: SharingGroup,
  names: Names,
): Wire<typeof customerSharingAnswer>['owned'][number] => ({
  ...{ groupId, name, subscriptionId, policy, status },
  ...validityWire(group),
  members: members.map(({ customerId, balanceGroupId, joinedAt, ...member }) => {
    const called = names.get(customerId);
    return {
      customerId,
      ...(called === undefined ? {} : { name: called }),
      balanceGroupId,
      status: member.status,
      ...validityWire(member),
      joinedAt: instantText(joinedAt),
    };
  }),
});

const membershipWire = ({
  membership,
  balanceGroupId,
  group,
  owner: { customerId, name },
}: ListedMembership): Wire<typeof customerSharingAnswer>['memberships'][number] => ({
  groupId: group.groupId,
  name: group.name,
  owner: { customerId, name },
  balanceGroupId,
  status: membership.status,
  ...validityWire(membership),
  joinedAt: instantText(membership.joinedAt),
  groupStatus: group.status,
});

const usageWire = ({ groupId, period, members }: GroupUsage): Wire<typeof sharingUsageAnswer> => ({
  groupId,
  from: instantText(period.from),
  to: instantText(period.to),
  members: members.map(({ used, ...member }) => ({
    ...member,
    used: [...used].map(([resource, amount]) => ({ resource, amount: decimalText(amount) })),
  })),
});
