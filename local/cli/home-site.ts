import * as z from 'zod';
import { DEMOS, type DemoName } from '../demo/demos.ts';
import type { Stack } from '../runtime/stack.ts';

const EMPTY_SITE = {
  name: 'Sandbox',
  environment: 'sandbox',
  zone: 'UTC',
  currency: 'USD',
  seller: { name: 'Your company', address: ['1 Main Street'], email: 'billing@billow.dev' },
} as const;

/** Sets the home site up at the first start: with the demo's settings and clock, or empty and in the real time. */
export async function setUpHomeSite(stack: Stack, siteId: string, demo: DemoName | null): Promise<void> {
  await stack.invoke('set-up-site', { siteId, ...(demo === null ? EMPTY_SITE : DEMOS[demo].site) });
}

/** Whether the data folder was first started with this demo. */
export async function isDemoSite(stack: Stack, site: string, demo: DemoName): Promise<boolean> {
  const token = await stack.token({ role: 'admin', site });
  const answer = await fetch(`${stack.urls.api}/v1/site`, { headers: { authorization: `Bearer ${token}` } });
  return z.object({ name: z.string() }).parse(await answer.json()).name === DEMOS[demo].site.name;
}
