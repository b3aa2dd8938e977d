import type { Customer } from '../../../domain/customer/customer.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { activity } from '../activity.ts';
import type { Call } from '../call.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { changeCustomerStatus, type StatusChange } from './change-customer-status.ts';
import type { CustomerPorts } from './close-customer.ts';

export type CustomerChange = {
  readonly type?: string;
  readonly status?: 'active' | 'inactive';
  /** Replaces all attributes. */
  readonly attributes?: Readonly<Record<string, string>>;
};

type UpdateCall = Pick<Call, 'siteId' | 'actor' | 'now'>;

/** Edits type, status and attributes of the version that the caller read. A closed account is not edited any more. */
export const updateCustomer =
  (ports: CustomerPorts) =>
  async (
    call: UpdateCall,
    {
      customerId,
      version,
      change,
    }: { readonly customerId: string; readonly version: number; readonly change: CustomerChange },
  ): Promise<Result<Customer, Refusal>> =>
    retryConflicts(`update of customer ${customerId}`, async () => {
      const customer = await ports.records.get('customer', call.siteId, { customerId });
      if (customer === null) return err(refusal('request.not_found', 'There is no such customer.'));
      if (customer.version !== version) {
        return err(refusal('request.changed_meanwhile', 'Somebody changed the customer meanwhile. Read it again.'));
      }
      if (customer.status === 'closed') {
        return err(refusal('customer.state', 'This account is closed and cannot be edited.'));
      }
      const edited = await edit(ports, call, customer, change);
      if (!edited.ok) return edited;
      const after = edited.value.customer;
      const outcome = await ports.commit([
        { put: 'customer', value: after },
        ...edited.value.changes,
        activity(ports, call, {
          customerId,
          action: 'customer.edited',
          objectType: 'customer',
          objectId: customerId,
          summary: `Customer ${customerId} edited`,
          before: shownOf(customer),
          after: shownOf(after),
        }),
      ]);
      return outcome === 'done' ? ok({ ...after, version: version + 1 }) : null;
    });

const shownOf = ({ type, status, attributes }: Customer) => ({ type, status, attributes });

async function edit(
  ports: CustomerPorts,
  call: UpdateCall,
  customer: Customer,
  { type = customer.type, status, attributes = customer.attributes }: CustomerChange,
): Promise<Result<StatusChange, Refusal>> {
  if (type !== customer.type) {
    const known = await ports.records.get('catalog', call.siteId, { kind: 'customerType', code: type });
    const message = `There is no customer type ${type}. Choose another.`;
    if (known === null) return err(refusal('catalog.reference_missing', message, [{ pointer: '/type', message }]));
  }
  const edited: Customer = { ...customer, type, attributes };
  if (status === undefined || status === customer.status) return ok({ customer: edited, changes: [] });
  return changeCustomerStatus(ports, call, edited, status);
}
