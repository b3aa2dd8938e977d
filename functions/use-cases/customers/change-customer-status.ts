import type { Customer } from '../../../domain/customer/customer.ts';
import { deactivate, reactivate } from '../../../domain/customer/customer-status.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { invariant, ok, type Result } from '../../../domain/result.ts';
import type { RatingProfile } from '../../../domain/subscription/subscription.ts';
import type { Change, Ledgers, Records, SiteTime } from '../../ports.ts';
import { loadAccounts } from '../billing/load-accounts.ts';
import type { Call } from '../call.ts';

export type StatusReads = {
  readonly records: Records;
  readonly ledgers: Pick<Ledgers, 'load'>;
  readonly siteTime: Pick<SiteTime, 'site'>;
};

/** The customer after the change of status, and what to write beside it. */
export type StatusChange = { readonly customer: Customer; readonly changes: readonly Change[] };

/** Makes a customer active or inactive, and its contracts with it: an inactive one renews nothing and rates no usage. */
export async function changeCustomerStatus(
  reads: StatusReads,
  { siteId, now }: Pick<Call, 'siteId' | 'now'>,
  customer: Customer,
  status: 'active' | 'inactive',
): Promise<Result<StatusChange, Refusal>> {
  const { customerId } = customer;
  const { items: subscriptions } = await reads.records.find('subscriptionsOfCustomer', siteId, { customerId });
  const site = await reads.siteTime.site(siteId);
  invariant(site !== null, `site ${siteId} exists`);
  const changed = status === 'active' ? reactivate(customer) : deactivate(customer, { site, subscriptions, now });
  if (!changed.ok) return changed;
  return ok({ customer: changed.value, changes: await contractChanges(reads, siteId, customerId, status) });
}

/** The status of every contract of a customer. Ledgers are written with them, so that usage rated at this moment sees it. */
export async function contractChanges(
  reads: Pick<StatusReads, 'records' | 'ledgers'>,
  siteId: string,
  customerId: string,
  status: RatingProfile['status'],
): Promise<readonly Change[]> {
  const accounts = await loadAccounts(reads)(siteId, customerId);
  return accounts.flatMap(({ head, profile }): readonly Change[] => [
    { put: 'ledger', value: { before: head, after: head } },
    { put: 'ratingProfile', value: { ...profile, status }, before: profile },
  ]);
}
