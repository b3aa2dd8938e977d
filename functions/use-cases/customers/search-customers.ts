import type { Customer } from '../../../domain/customer/customer.ts';
import { searchText, searchTokens } from '../../../domain/customer/search-tokens.ts';
import type { Records } from '../../ports.ts';
import type { SearchToken } from '../../records.ts';
import { everyItem } from '../every-item.ts';

/** How many matching words are looked at: a search that finds more needs another letter. */
const MOST_MATCHES = 2000;

export type CustomerFilter = {
  readonly status?: Customer['status'];
  readonly type?: string;
  readonly paymentMethod?: Customer['paymentMethod'];
};
type Found = { readonly items: readonly Customer[]; readonly nextOffset: number | null };
type Ports = { readonly records: Records };

/** Closed customers are only shown when they are asked for. */
export const passes = (customer: Customer, { status, type, paymentMethod }: CustomerFilter): boolean =>
  (status === undefined ? customer.status !== 'closed' : customer.status === status) &&
  (type === undefined || customer.type === type) &&
  (paymentMethod === undefined || customer.paymentMethod === paymentMethod);

/** The words of a search; a customer must have one that begins with each. Longest first: it finds the fewest. */
export const searchedWords = (text: string): readonly string[] =>
  [...new Set(searchText(text).split(/[^\p{L}\p{N}]+/u))]
    .filter((word) => word !== '')
    .toSorted((a, b) => b.length - a.length);

async function matchesOf({ records }: Ports, siteId: string, prefix: string): Promise<Map<string, SearchToken>> {
  const matches = new Map<string, SearchToken>();
  let looked = 0;
  for await (const token of everyItem({ records }, 'customersByToken', siteId, { prefix })) {
    if (!matches.has(token.customerId)) matches.set(token.customerId, token);
    looked += 1;
    if (looked >= MOST_MATCHES) break;
  }
  return matches;
}

async function candidates(ports: Ports, siteId: string, words: readonly string[]): Promise<readonly SearchToken[]> {
  const [first, ...others] = words;
  if (first === undefined) return [];
  let found = [...(await matchesOf(ports, siteId, first)).values()];
  for (const word of others) {
    const shown = ({ name, email }: SearchToken) => searchTokens([name, email]).some((token) => token.startsWith(word));
    const elsewhere = found.every(shown) ? null : await matchesOf(ports, siteId, word);
    found = found.filter((match) => shown(match) || elsewhere?.has(match.customerId) === true);
  }
  return found.toSorted((a, b) => a.name.localeCompare(b.name) || a.customerId.localeCompare(b.customerId));
}

/**
 * Customers that have all the words, by name. `offset` counts candidates, so that a page goes on where the one before ended
 * even when filters leave some out.
 */
export const searchCustomers =
  (ports: Ports) =>
  async (
    siteId: string,
    {
      words,
      filter,
      offset,
      limit,
    }: { words: readonly string[]; filter: CustomerFilter; offset: number; limit: number },
  ): Promise<Found> => {
    const found = await candidates(ports, siteId, words);
    const items: Customer[] = [];
    let next = offset;
    while (items.length < limit && next < found.length) {
      const batch = found.slice(next, next + limit - items.length);
      const customers = await Promise.all(
        batch.map(({ customerId }) => ports.records.get('customer', siteId, { customerId })),
      );
      for (const customer of customers) if (customer !== null && passes(customer, filter)) items.push(customer);
      next += batch.length;
    }
    return { items, nextOffset: next < found.length ? next : null };
  };
