import type { SiteTime } from '../ports.ts';
import type { Call } from './call.ts';

/**
 * A call that the system makes on its own. The site's time is read anew: a worker may still keep a clock from before the step that
 * made its work due, and would find it not due.
 */
export async function systemCall(
  { siteTime }: { readonly siteTime: Pick<SiteTime, 'refresh' | 'now'> },
  siteId: string,
): Promise<Call> {
  await siteTime.refresh(siteId);
  return { siteId, actor: 'system', now: await siteTime.now(siteId), remember: () => [] };
}
