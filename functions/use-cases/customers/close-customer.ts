import type { Customer } from '../../../domain/customer/customer.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Change, Commit, RandomId } from '../../ports.ts';
import { activity } from '../activity.ts';
import type { Call } from '../call.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { changeCustomerStatus, type StatusReads } from './change-customer-status.ts';
import { contractChanges } from './contract-changes.ts';

export type CustomerPorts = StatusReads & { readonly commit: Commit; readonly randomId: RandomId };

export type CloseCall = Pick<Call, 'siteId' | 'actor' | 'now'> & {
  readonly remember: (status: number, customer: Customer) => readonly Change[];
};

/**
 * The "Close account" of an operator: the customer becomes inactive, if nothing is active any more. The account closure job closes
 * the account when the site's days have passed.
 */
export const closeCustomer =
  (ports: CustomerPorts) =>
  async (
    call: CloseCall,
    { customerId, reason }: { readonly customerId: string; readonly reason?: string },
  ): Promise<Result<Customer, Refusal>> =>
    retryConflicts(`closing of customer ${customerId}`, async () => {
      const customer = await ports.records.get('customer', call.siteId, { customerId });
      if (customer === null) return err(refusal('request.not_found', 'There is no such customer.'));
      const changed = await changeCustomerStatus(ports, call, customer, 'inactive');
      if (!changed.ok) return changed;
      const { status } = changed.value;
      const stored = { ...changed.value, version: customer.version + 1 };
      const outcome = await ports.commit([
        { put: 'customer', value: changed.value },
        ...(await contractChanges(ports, customer, (profile) => ({ ...profile, status }))),
        activity(ports, call, {
          customerId,
          action: 'customer.deactivated',
          objectType: 'customer',
          objectId: customerId,
          summary: `Customer ${customerId} closed by an operator${reason === undefined ? '' : `: ${reason}`}`,
          before: { status: customer.status },
          after: { status: 'inactive' },
        }),
        ...call.remember(200, stored),
      ]);
      return outcome === 'done' ? ok(stored) : null;
    });
