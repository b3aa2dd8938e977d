import type { Customer } from '../../../domain/customer/customer.ts';
import { deactivate, reactivate } from '../../../domain/customer/customer-status.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { invariant, type Result } from '../../../domain/result.ts';
import type { Ledgers, Records, SiteTime } from '../../ports.ts';
import type { Call } from '../call.ts';

export type StatusReads = {
  readonly records: Records;
  readonly ledgers: Pick<Ledgers, 'load'>;
  readonly siteTime: Pick<SiteTime, 'site'>;
};

/** Makes a customer active or inactive. Its contracts must become so with it: an inactive one renews nothing and rates no usage. */
export async function changeCustomerStatus(
  reads: StatusReads,
  { siteId, now }: Pick<Call, 'siteId' | 'now'>,
  customer: Customer,
  status: 'active' | 'inactive',
): Promise<Result<Customer, Refusal>> {
  const { customerId } = customer;
  const { items: subscriptions } = await reads.records.find('subscriptionsOfCustomer', siteId, { customerId });
  const site = await reads.siteTime.site(siteId);
  invariant(site !== null, `site ${siteId} exists`);
  return status === 'active' ? reactivate(customer) : deactivate(customer, { site, subscriptions, now });
}
