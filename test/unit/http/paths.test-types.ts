import createClient from 'openapi-fetch';
import type { Paths } from '../../../functions/http/contract/paths.ts';

/** Compiled, never run: what the typed client allows and what it does not. */
export async function programs(): Promise<unknown[]> {
  const client = createClient<Paths>({ baseUrl: 'https://api.example' });

  const list = await client.GET('/v1/customers', { params: { query: { q: 'ada', limit: 20, status: 'active' } } });
  const name: string | undefined = list.data?.items[0]?.name;
  // @ts-expect-error an answer has no such field
  list.data?.items[0]?.nick;
  const told: string | undefined = list.error?.code;

  await client.GET('/v1/customers');
  await client.GET('/v1/customers/{customerId}', { params: { path: { customerId: '1001' } } });
  // @ts-expect-error there is no such path
  await client.GET('/v1/customer');
  // @ts-expect-error the id is missing
  await client.GET('/v1/customers/{customerId}', {});
  // @ts-expect-error there is no such status
  await client.GET('/v1/customers', { params: { query: { status: 'gone' } } });
  // @ts-expect-error customers are not deleted
  await client.DELETE('/v1/customers/{customerId}', { params: { path: { customerId: '1001' } } });

  const body = { code: 'home', name: 'Home' };
  const created = await client.POST('/v1/customer-types', { body });
  const code: string | undefined = created.data?.code;
  // @ts-expect-error a name is needed
  await client.POST('/v1/customer-types', { body: { code: 'home' } });
  // @ts-expect-error a tax is not a customer type
  await client.POST('/v1/taxes', { body });
  // @ts-expect-error amounts are text
  await client.POST('/v1/taxes', { body: { ...body, percent: 19, validFrom: '2026-01-01T00:00:00Z' } });

  const path = { code: 'home' };
  await client.PUT('/v1/customer-types/{code}', { params: { path, header: { 'if-match': '"1"' } }, body });
  // @ts-expect-error a replacement names the version that it replaces
  await client.PUT('/v1/customer-types/{code}', { params: { path }, body });

  const subscription = { subscriptionId: '1001' };
  await client.POST('/v1/subscriptions/{subscriptionId}/cancel', { params: { path: subscription } });
  await client.POST('/v1/subscriptions/{subscriptionId}/cancel', {
    params: { path: subscription, header: { 'idempotency-key': 'k1' } },
    body: { effective: 'now' },
  });
  const balances = await client.GET('/v1/customers/{customerId}/balances', {
    params: { path: { customerId: '1001' } },
  });
  const totals: string[] | undefined = balances.data?.items.flatMap((group) =>
    group.balances.map(({ total }) => total),
  );
  return [name, told, code, totals];
}
