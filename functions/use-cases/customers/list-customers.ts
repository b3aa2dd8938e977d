import type { Customer } from '../../../domain/customer/customer.ts';
import type { Page, Records } from '../../ports.ts';
import { type CustomerFilter, passes } from './search-customers.ts';

/** A filter that few customers pass gives short pages rather than a slow one. */
const MOST_READS = 20;

/** Customers by id. Reads on until the page is full: never more than is still wanted, so that no customer is passed over. */
export const listCustomers =
  ({ records }: { readonly records: Records }) =>
  async (
    siteId: string,
    { filter, limit, cursor }: { filter: CustomerFilter; limit: number; cursor?: string | undefined },
  ): Promise<Page<Customer>> => {
    const items: Customer[] = [];
    let nextCursor: string | null = cursor ?? null;
    for (let reads = 0; reads < MOST_READS && items.length < limit; reads++) {
      const page: Page<Customer> = await records.find(
        'customersOfSite',
        siteId,
        {},
        { limit: limit - items.length, cursor: nextCursor },
      );
      items.push(...page.items.filter((customer) => passes(customer, filter)));
      nextCursor = page.nextCursor;
      if (nextCursor === null) break;
    }
    return { items, nextCursor };
  };
