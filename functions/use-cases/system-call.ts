import type { SiteTime } from '../ports.ts';
import type { Call } from './call.ts';

/** A call that the system makes on its own, at the site's time. Workers have read it anew when their batch began. */
export const systemCall = async (
  { siteTime }: { readonly siteTime: Pick<SiteTime, 'now'> },
  siteId: string,
): Promise<Call> => ({ siteId, actor: 'system', now: await siteTime.now(siteId), remember: () => [] });
