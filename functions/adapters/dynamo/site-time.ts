import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Site, SiteClock } from '../../../domain/customer/customer.ts';
import type { SiteTime } from '../../ports.ts';
import type { Connection } from './connection.ts';
import { type ItemKey, isSiteId, siteClockKey, siteKey } from './keys.ts';

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
  { client, table }: Connection,
  { systemNow = Date.now }: { systemNow?: () => number } = {},
): SiteTime {
  const sites = new Map<string, Kept<Site>>();
  const clocks = new Map<string, Kept<SiteClock | null>>();

  const read = async ({ pk, sk }: ItemKey) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { pk, sk }, ConsistentRead: true }));
    return Item?.['data'] ?? null;
  };

  const site = async (siteId: string): Promise<Site | null> => {
    const kept = sites.get(siteId);
    if (kept !== undefined && systemNow() < kept.until) return kept.value;
    // A message may name any text as its site.
    const value: Site | null = isSiteId(siteId) ? await read(siteKey(siteId)) : null;
    if (value !== null) sites.set(siteId, { value, until: systemNow() + SITE_KEPT_MS });
    return value;
  };

  const clock = async (siteId: string): Promise<SiteClock | null> => {
    const kept = clocks.get(siteId);
    if (kept !== undefined && systemNow() < kept.until) return kept.value;
    const value: SiteClock | null = await read(siteClockKey(siteId));
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
