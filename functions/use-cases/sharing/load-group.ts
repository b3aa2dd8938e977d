import type { Customer } from '../../../domain/customer/customer.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, invariant, ok, type Result } from '../../../domain/result.ts';
import type { SharingGroupRecord } from '../../../domain/sharing/sharing-group-record.ts';
import type { RatingProfile, SharingGroup } from '../../../domain/subscription/subscription.ts';
import type { Account, Change, Commit, Ledgers, PriceBooks, RandomId, Records, Sequences } from '../../ports.ts';
import { loadAccounts } from '../billing/load-accounts.ts';
import type { Call } from '../call.ts';

export type SharingReads = { readonly records: Records; readonly ledgers: Pick<Ledgers, 'load'> };
export type SharingPorts = SharingReads & {
  readonly priceBooks: Pick<PriceBooks, 'fresh'>;
  readonly commit: Commit;
  readonly randomId: RandomId;
  readonly sequences: Sequences;
};

/** A sharing group with what it is part of. */
export type FoundGroup = {
  readonly record: SharingGroupRecord;
  readonly group: SharingGroup;
  readonly owner: { readonly customer: Customer; readonly account: Account };
};

/** A group after a change, with the version of its record. */
export type GroupState = { readonly group: SharingGroup; readonly owner: Customer; readonly version: number };

export type SharingCall = Pick<Call, 'siteId' | 'actor' | 'now'> & {
  readonly remember: (status: number, result: GroupState) => readonly Change[];
};

/** A group by its number, from its owner's contract. */
export async function loadGroup(
  { records, ledgers }: { readonly records: Pick<Records, 'get'>; readonly ledgers: Pick<Ledgers, 'load'> },
  siteId: string,
  groupId: string,
): Promise<Result<FoundGroup, Refusal>> {
  const record = await records.get('sharingGroup', siteId, { groupId });
  if (record === null) return err(refusal('request.not_found', 'There is no such sharing group.'));
  const { ownerCustomerId, ownerBalanceGroupId } = record;
  const [customer, account] = await Promise.all([
    records.get('customer', siteId, { customerId: ownerCustomerId }),
    ledgers.load(siteId, ownerBalanceGroupId),
  ]);
  const group = account?.profile.sharingGroups?.find((one) => one.groupId === groupId);
  invariant(customer !== null && account !== null && group !== undefined, `the owner has sharing group ${groupId}`);
  return ok({ record, group, owner: { customer, account } });
}

/** Refuses a change of another version than the caller read. */
export const changedMeanwhile = ({ version }: SharingGroupRecord, read: number): Refusal | null =>
  version === read
    ? null
    : refusal('request.changed_meanwhile', 'Somebody changed the sharing group meanwhile. Read it again.');

/** The balance group with which a customer joins: the one that is named, or the only one. */
export async function memberAccount(
  reads: SharingReads,
  siteId: string,
  { customerId, balanceGroupId }: { readonly customerId: string; readonly balanceGroupId?: string },
): Promise<Result<{ readonly customer: Customer; readonly account: Account }, Refusal>> {
  const customer = await reads.records.get('customer', siteId, { customerId });
  if (customer === null) {
    const message = 'There is no such customer.';
    return err(refusal('request.invalid', message, [{ pointer: '/customerId', message }]));
  }
  const accounts = await loadAccounts(reads)(siteId, customerId);
  const [account, other] =
    balanceGroupId === undefined
      ? accounts
      : accounts.filter(({ profile }) => profile.balanceGroupId === balanceGroupId);
  if (account === undefined || other !== undefined) {
    const message =
      account === undefined ? 'The customer has no such balance group.' : 'Say which balance group of the customer.';
    return err(refusal('request.invalid', message, [{ pointer: '/balanceGroupId', message }]));
  }
  const { head, profile } = account;
  return ok({ customer, account: { head, profile } });
}

/** A contract that changed. Its ledger is written with it, so that usage rated at this moment sees it. */
export const contractChange = ({ head, profile }: Account, after: RatingProfile): readonly Change[] => [
  { put: 'ledger', value: { before: head, after: head } },
  { put: 'ratingProfile', value: after, before: profile },
];

/** The group as it is in its owner's contract afterwards. */
export function stateAfter({ record, group, owner }: FoundGroup, contract: RatingProfile): GroupState {
  const after = contract.sharingGroups?.find((one) => one.groupId === group.groupId);
  invariant(after !== undefined, `the owner keeps sharing group ${group.groupId}`);
  return { group: after, owner: owner.customer, version: record.version + 1 };
}
