import * as z from 'zod';
import { DEMO_SITE } from '../demo/demo-site.ts';
import type { Stack } from '../runtime/stack.ts';

const EMPTY_SITE = {
  name: 'Sandbox',
  environment: 'sandbox',
  zone: 'UTC',
  currency: 'USD',
  seller: { name: 'Your company', address: ['1 Main Street'], email: 'billing@billow.dev' },
} as const;

/** Sets the home site up at the first start: with the demo's settings and clock, or empty and in the real time. */
export async function setUpHomeSite(stack: Stack, siteId: string, demo: boolean): Promise<void> {
  await stack.invoke('set-up-site', { siteId, ...(demo ? DEMO_SITE : EMPTY_SITE) });
}

/** Whether the data folder was first started with the demo. */
export async function isDemoSite(stack: Stack, site: string): Promise<boolean> {
  const token = await stack.token({ role: 'admin', site });
  const answer = await fetch(`${stack.urls.api}/v1/site`, { headers: { authorization: `Bearer ${token}` } });
  return z.object({ name: z.string() }).parse(await answer.json()).name === DEMO_SITE.name;
}
