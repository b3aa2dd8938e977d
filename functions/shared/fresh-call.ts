import type { SiteTime } from '../ports.ts';
import type { Call } from '../use-cases/call.ts';

/**
 * The call with the site's time read anew. A clock that has just been moved may still be kept from before, and what depends on a cycle
 * being over must not be refused for that.
 */
export async function freshCall<C extends Pick<Call, 'siteId' | 'now'>>(
  { siteTime }: { readonly siteTime: Pick<SiteTime, 'refresh' | 'now'> },
  call: C,
): Promise<C> {
  await siteTime.refresh(call.siteId);
  return { ...call, now: await siteTime.now(call.siteId) };
}
