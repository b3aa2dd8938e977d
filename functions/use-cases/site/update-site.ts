import type { Site } from '../../../domain/customer/customer.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { isZone } from '../../../domain/time/zone-calendar.ts';
import type { Commit, Records } from '../../ports.ts';
import type { Call } from '../call.ts';

export type SiteChange = Partial<
  Pick<
    Site,
    'name' | 'zone' | 'currency' | 'locale' | 'seller' | 'invoicePrefix' | 'dueDays' | 'closureDays' | 'maxEventAgeDays'
  >
>;

/** Changes settings of the site. Its zone decides where cycles end, so it stays as it is once there are customers. */
export const updateSite =
  ({ records, commit }: { readonly records: Records; readonly commit: Commit }) =>
  async ({ siteId }: Pick<Call, 'siteId'>, version: number, change: SiteChange): Promise<Result<Site, Refusal>> => {
    const site = await records.get('site', siteId, {});
    if (site === null) return err(refusal('request.not_found', 'There is no such site.'));
    if (site.version !== version) return err(changedMeanwhile);
    if (change.zone !== undefined && change.zone !== site.zone) {
      const problem = await zoneProblem(records, siteId, change.zone);
      if (problem !== null) return err(refusal('request.invalid', problem, [{ pointer: '/zone', message: problem }]));
    }
    const value: Site = { ...site, ...change };
    if ((await commit([{ put: 'site', value }])) === 'conflict') return err(changedMeanwhile);
    return ok({ ...value, version: version + 1 });
  };

const changedMeanwhile = refusal('request.changed_meanwhile', 'Read the settings again and repeat your change.');

async function zoneProblem(records: Records, siteId: string, zone: string): Promise<string | null> {
  if (!isZone(zone)) return 'Give an IANA time zone, such as "Europe/Ljubljana".';
  const { items } = await records.find('customersOfSite', siteId, {}, { limit: 1 });
  return items.length === 0 ? null : 'The zone decides where cycles end. It cannot change once there are customers.';
}
