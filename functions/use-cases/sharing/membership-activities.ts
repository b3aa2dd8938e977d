import type { Customer } from '../../../domain/customer/customer.ts';
import type { SharingGroup } from '../../../domain/subscription/subscription.ts';
import { instantText } from '../../../domain/time/instant.ts';
import type { Deed } from '../activity.ts';
import type { FoundGroup } from './load-group.ts';

const WORDS = { joined: 'joined', edited: 'was edited in', left: 'left' } as const;

/** What happened to a member, for the audit trails of both customers. */
export function membershipActivities(
  { group: { groupId, name }, owner }: Pick<FoundGroup, 'group' | 'owner'>,
  { customerId, name: who }: Pick<Customer, 'customerId' | 'name'>,
  { action, before, after }: { action: keyof typeof WORDS; before: SharingGroup; after: SharingGroup },
): readonly Deed[] {
  const deed = {
    action: `sharing.member_${action}`,
    objectType: 'sharingGroup',
    objectId: groupId,
    summary: `Customer ${customerId} (${who}) ${WORDS[action]} sharing group ${groupId} "${name}"`,
    before: shown(before, customerId),
    after: shown(after, customerId),
  };
  return [owner.customer.customerId, customerId].map((one) => ({ ...deed, customerId: one }));
}

function shown({ members }: SharingGroup, customerId: string): Readonly<Record<string, unknown>> {
  const member = members.find((one) => one.customerId === customerId);
  if (member === undefined) return { status: null };
  return { status: member.status, from: instantText(member.from), to: instantText(member.to) };
}
