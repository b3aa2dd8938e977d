import type { Records } from '../../ports.ts';
import { allItems } from '../every-item.ts';

/** Every balance group of a customer. */
export async function balanceGroupsOf(
  ports: { readonly records: Pick<Records, 'find'> },
  siteId: string,
  customerId: string,
): Promise<readonly string[]> {
  const profiles = await allItems(ports, 'billingProfilesOfCustomer', siteId, { customerId });
  return profiles.flatMap(({ balanceGroups }) => balanceGroups);
}
