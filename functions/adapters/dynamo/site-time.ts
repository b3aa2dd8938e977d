import type { Site, SiteClock } from '../../../domain/customer/customer.ts';
import type { SiteTime } from '../../ports.ts';
import type { Connection } from './connection.ts';
import { isSiteId, siteClockKey, siteKey } from './keys.ts';
import { readItem } from './read-item.ts';

/** How long settings and a sandbox's clock may be taken from memory. */
const SITE_KEPT_MS = 5_000;
const CLOCK_KEPT_MS = 1_000;

type Kept<T> = { readonly value: T; readonly until: number };

/**
 * A site's settings and its time: the system's, or a sandbox's own clock once it was set. Both are kept in memory for
 * moments; `refresh` reads them again, because a clock that an operator has just moved must not make an event look like the future.
 *
 * No ElectroDB here: the rating worker imports it.
 */
export function dynamoSiteTime(
  connection: Connection,
  { systemNow = Date.now }: { systemNow?: () => number } = {},
): SiteTime {
  const sites = new Map<string, Kept<Site>>();
  const clocks = new Map<string, Kept<SiteClock | null>>();

  const site = async (siteId: string): Promise<Site | null> => {
    const kept = sites.get(siteId);
    if (kept !== undefined && systemNow() < kept.until) return kept.value;
    // A message may name any text as its site.
    const item = isSiteId(siteId) ? await readItem<{ data: Site }>(connection, siteKey(siteId)) : null;
    const value = item?.data ?? null;
    if (value !== null) sites.set(siteId, { value, until: systemNow() + SITE_KEPT_MS });
    return value;
  };

  const clock = async (siteId: string): Promise<SiteClock | null> => {
    const kept = clocks.get(siteId);
    if (kept !== undefined && systemNow() < kept.until) return kept.value;
    const item = await readItem<{ data: SiteClock }>(connection, siteClockKey(siteId));
    const value = item?.data ?? null;
    clocks.set(siteId, { value, until: systemNow() + CLOCK_KEPT_MS });
    return value;
  };

  return {
    site,
    now: async (siteId) => {
      const settings = await site(siteId);
      if (settings === null) throw new Error(`There is no site ${JSON.stringify(siteId)}.`);
      if (settings.environment === 'production') return systemNow();
      return (await clock(siteId))?.now ?? systemNow();
    },
    refresh: async (siteId) => {
      sites.delete(siteId);
      clocks.delete(siteId);
      const settings = await site(siteId);
      if (settings?.environment === 'sandbox') await clock(siteId);
    },
  };
}
