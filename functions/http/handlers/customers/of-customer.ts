import type { Customer } from '../../../../domain/customer/customer.ts';
import { type Refusal, refusal } from '../../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../../domain/result.ts';
import type { Records } from '../../../ports.ts';
import type { Call } from '../../../use-cases/call.ts';

export const noSuch = (what: string): Refusal => refusal('request.not_found', `There is no such ${what}.`);

/** The customer, or the refusal that a site gives about customers of other sites, too. */
export async function customerOf(
  records: Pick<Records, 'get'>,
  { siteId }: Pick<Call, 'siteId'>,
  customerId: string,
): Promise<Result<Customer, Refusal>> {
  const customer = await records.get('customer', siteId, { customerId });
  return customer === null ? err(noSuch('customer')) : ok(customer);
}
