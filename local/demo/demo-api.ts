import createClient from 'openapi-fetch';
import type { Paths } from '../../functions/http/contract/paths.ts';

/** The API as any operator's program would call it, with a fresh token for every call. */
export function demoApi(apiUrl: string, token: () => Promise<string>) {
  const client = createClient<Paths>({ baseUrl: apiUrl });
  client.use({
    onRequest: async ({ request }) => {
      request.headers.set('authorization', `Bearer ${await token()}`);
      return request;
    },
  });
  return client;
}
export type DemoApi = ReturnType<typeof demoApi>;

/** Makes repeated orders safe: the same key gets the same answer. */
export const once = (key: string) => ({ header: { 'idempotency-key': key } });

/** The answer, or the problem as an error. */
export function orThrow<T>(what: string, { data, error }: { data?: T; error?: unknown }): T {
  if (data !== undefined) return data;
  throw new Error(`${what}: ${JSON.stringify(error)}`);
}
