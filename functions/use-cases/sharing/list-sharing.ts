import type { Customer } from '../../../domain/customer/customer.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { invariant, ok, type Result } from '../../../domain/result.ts';
import type { SharingGroup, SharingMembership } from '../../../domain/subscription/subscription.ts';
import { loadAccounts } from '../billing/load-accounts.ts';
import { type GroupState, loadGroup, type SharingReads } from './load-group.ts';

/** Names of the customers of groups, by their numbers. */
export type Names = ReadonlyMap<string, string>;

export type ListedMembership = {
  readonly membership: SharingMembership;
  readonly balanceGroupId: string;
  readonly group: SharingGroup;
  readonly owner: Customer;
};

export type CustomerSharing = {
  readonly owned: readonly SharingGroup[];
  /** In the order of joining, which is the order in which owners stand in. */
  readonly memberships: readonly ListedMembership[];
  readonly names: Names;
};

/** What a customer shares with others, and what others share with the customer. */
export const customerSharing =
  (reads: SharingReads) =>
  async (siteId: string, customer: Customer): Promise<CustomerSharing> => {
    const accounts = await loadAccounts(reads)(siteId, customer.customerId);
    const owned = accounts.flatMap(({ profile }) => profile.sharingGroups ?? []);
    const listed = await Promise.all(
      accounts.flatMap(({ profile: { balanceGroupId, memberships = [] } }) =>
        memberships.map(async (membership): Promise<ListedMembership> => {
          const found = await loadGroup(reads, siteId, membership.groupId);
          invariant(found.ok, `sharing group ${membership.groupId} exists`);
          const { group, owner } = found.value;
          return { membership, balanceGroupId, group, owner: owner.customer };
        }),
      ),
    );
    return { owned, memberships: listed, names: await memberNames(reads, siteId, owned) };
  };

/** One group, with its version and the names of its members. */
export const showSharingGroup =
  (reads: SharingReads) =>
  async (siteId: string, groupId: string): Promise<Result<GroupState & { readonly names: Names }, Refusal>> => {
    const found = await loadGroup(reads, siteId, groupId);
    if (!found.ok) return found;
    const { group, owner, record } = found.value;
    const names = await memberNames(reads, siteId, [group]);
    return ok({ group, owner: owner.customer, version: record.version, names });
  };

export async function memberNames(
  { records }: Pick<SharingReads, 'records'>,
  siteId: string,
  groups: readonly SharingGroup[],
): Promise<Names> {
  const ids = [...new Set(groups.flatMap(({ members }) => members.map(({ customerId }) => customerId)))];
  const customers = await Promise.all(ids.map((customerId) => records.get('customer', siteId, { customerId })));
  return new Map(customers.flatMap((one) => (one === null ? [] : [[one.customerId, one.name] as const])));
}
