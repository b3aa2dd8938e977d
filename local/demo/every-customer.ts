import { type DemoApi, orThrow } from './demo-api.ts';

/** Ids of all customers, page by page. */
export async function* everyCustomer(api: DemoApi): AsyncGenerator<string> {
  let cursor: string | null = null;
  do {
    const page: { items: { customerId: string }[]; nextCursor: string | null } = orThrow(
      'customers',
      await api.GET('/v1/customers', { params: { query: { limit: 100, ...(cursor === null ? {} : { cursor }) } } }),
    );
    for (const { customerId } of page.items) yield customerId;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

/** All bills of a customer. */
export async function billsOf(api: DemoApi, customerId: string) {
  const found = orThrow(
    'bills',
    await api.GET('/v1/customers/{customerId}/bills', { params: { path: { customerId }, query: { limit: 100 } } }),
  );
  return found.items;
}
