import type { Site, SiteClock } from '../../../domain/customer/customer.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Change, Commit, Records } from '../../ports.ts';

/** What a site needs to begin; everything else has a default that an operator may change. */
export type SiteSetUp = Pick<Site, 'siteId' | 'name' | 'environment' | 'zone' | 'currency' | 'seller'> &
  Partial<Pick<Site, 'locale' | 'invoicePrefix' | 'dueDays' | 'closureDays' | 'maxEventAgeDays'>> & {
    /** Sandboxes: where the test clock begins. Without it the sandbox follows the real time until it is moved. */
    readonly clock?: Instant;
  };

const DEFAULTS = {
  locale: 'en-US',
  invoicePrefix: '',
  dueDays: 14,
  closureDays: 90,
  maxEventAgeDays: 400,
} as const;

/** Creates a site, or leaves the one that is there as it is: safe to run at every deployment. */
export const setUpSite =
  ({ records, commit }: { readonly records: Pick<Records, 'get'>; readonly commit: Commit }) =>
  async ({ clock, ...settings }: SiteSetUp): Promise<{ readonly created: boolean; readonly site: Site }> => {
    const { siteId } = settings;
    const known = await records.get('site', siteId, {});
    if (known !== null) return { created: false, site: known };
    const site: Site = { ...DEFAULTS, ...settings, catalogVersion: 0, version: 0 };
    const changes: Change[] = [{ put: 'site', value: site }];
    if (clock !== undefined && settings.environment === 'sandbox') {
      const value: SiteClock = { siteId, now: clock, target: null, waitingFor: null, version: 0 };
      changes.push({ put: 'siteClock', value });
    }
    if ((await commit(changes)) === 'done') return { created: true, site: { ...site, version: 1 } };
    const faster = await records.get('site', siteId, {});
    if (faster === null) throw new Error(`Site ${siteId} could not be created, and is not there`);
    return { created: false, site: faster };
  };
