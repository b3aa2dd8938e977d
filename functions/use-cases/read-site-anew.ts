import type { PriceBooks, SiteTime } from '../ports.ts';

/**
 * How a worker begins a batch: time and catalog of the site are read anew, once for all messages. A worker may still keep a clock from
 * before the step that made its work due, and would find it not due, or a catalog from before the change that the work waited for.
 */
export const readSiteAnew =
  (ports: { readonly siteTime: Pick<SiteTime, 'refresh'>; readonly priceBooks?: Pick<PriceBooks, 'fresh'> }) =>
  async (siteId: string): Promise<void> => {
    await Promise.all([ports.siteTime.refresh(siteId), ports.priceBooks?.fresh(siteId)]);
  };
