import { type AttributeValues, attributeProblems } from '../../../domain/catalog/rules/check-attributes.ts';
import type { Customer } from '../../../domain/customer/customer.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Change, PriceBooks } from '../../ports.ts';
import { activity } from '../activity.ts';
import type { Call } from '../call.ts';
import { holdObjects } from '../catalog/hold-objects.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { changeCustomerStatus } from './change-customer-status.ts';
import type { CustomerPorts } from './close-customer.ts';
import { contractChanges } from './contract-changes.ts';

export type UpdatePorts = CustomerPorts & { readonly priceBooks: Pick<PriceBooks, 'fresh'> };

export type CustomerChange = {
  readonly type?: string;
  readonly status?: 'active' | 'inactive';
  /** Replaces all attributes. */
  readonly attributes?: AttributeValues;
};

type UpdateCall = Pick<Call, 'siteId' | 'actor' | 'now'>;

/**
 * Edits type, status and attributes of the version that the caller read. A closed account is not edited any more. Contracts are told: event
 * generators and filters read attributes there.
 */
export const updateCustomer =
  (ports: UpdatePorts) =>
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
      const { attributes = {} } = change;
      const taken = Object.keys(attributes).map((code) => ({ kind: 'customAttribute', code }) as const);
      if (!(await holdObjects(ports, call.siteId, taken))) return null;
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
  ports: UpdatePorts,
  call: UpdateCall,
  customer: Customer,
  { type = customer.type, status, attributes = customer.attributes }: CustomerChange,
): Promise<Result<{ readonly customer: Customer; readonly changes: readonly Change[] }, Refusal>> {
  const { siteId } = call;
  const { customerId } = customer;
  if (type !== customer.type) {
    const known = await ports.records.get('catalog', siteId, { kind: 'customerType', code: type });
    const message = `There is no customer type ${type}. Choose another.`;
    if (known === null) return err(refusal('catalog.reference_missing', message, [{ pointer: '/type', message }]));
  }
  const isSame = sameValues(attributes, customer.attributes);
  const refused = isSame ? null : await refuseAttributes(ports, siteId, attributes);
  if (refused !== null) return err(refused);
  const edited: Customer = { ...customer, type, attributes };
  const changed =
    status === undefined || status === customer.status
      ? ok(edited)
      : await changeCustomerStatus(ports, call, edited, status);
  if (!changed.ok) return changed;
  if (isSame && changed.value.status === customer.status) return ok({ customer: changed.value, changes: [] });
  const changes = await contractChanges(ports, { siteId, customerId }, (profile, billingProfile) => ({
    ...profile,
    ...(changed.value.status === customer.status ? {} : { status: changed.value.status }),
    ...(isSame ? {} : { attributes: { ...attributes, ...billingProfile.attributes } }),
  }));
  return ok({ customer: changed.value, changes });
}

const sameValues = (left: AttributeValues, right: AttributeValues): boolean => {
  const entries = Object.entries(left);
  return entries.length === Object.keys(right).length && entries.every(([code, value]) => right[code] === value);
};

/** Refuses attributes that the catalog does not have, or not so. */
async function refuseAttributes(
  { priceBooks }: UpdatePorts,
  siteId: string,
  attributes: AttributeValues,
): Promise<Refusal | null> {
  const { customAttributes } = await priceBooks.fresh(siteId);
  const place = { entity: 'customer', definitions: customAttributes.values(), pointer: '/attributes' } as const;
  const problems = attributeProblems(attributes, place);
  return problems.length === 0 ? null : refusal('request.invalid', 'Correct the fields listed under errors.', problems);
}
