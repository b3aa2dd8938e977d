import type { Site } from '../../../domain/customer/customer.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { isZone } from '../../../domain/time/zone-calendar.ts';
import type { Commit, Records } from '../../ports.ts';
import type { Call } from '../call.ts';

/** Settings that a site can do without. */
type Clearable = 'country' | 'logo' | 'urlPrefix' | 'defaultTaxSupplier';

/** The settings that change. Null takes one away. */
export type SiteChange = Partial<Omit<Site, Clearable | 'siteId' | 'environment' | 'catalogVersion' | 'version'>> & {
  readonly [K in Clearable]?: Exclude<Site[K], undefined> | null;
};

/** Changes settings of the site. Its zone decides where cycles end, so it stays as it is once there are customers. */
export const updateSite =
  ({ records, commit }: { readonly records: Records; readonly commit: Commit }) =>
  async ({ siteId }: Pick<Call, 'siteId'>, version: number, change: SiteChange): Promise<Result<Site, Refusal>> => {
    const site = await records.get('site', siteId, {});
    if (site === null) return err(refusal('request.not_found', 'There is no such site.'));
    if (site.version !== version) return err(changedMeanwhile);
    const refused = (await refuseZone(records, site, change)) ?? (await refuseSupplier(records, siteId, change));
    if (refused !== null) return err(refused);
    const value = changed(site, change);
    if ((await commit([{ put: 'site', value }])) === 'conflict') return err(changedMeanwhile);
    return ok({ ...value, version: version + 1 });
  };

function changed(site: Site, change: SiteChange): Site {
  const { country: _, logo: __, urlPrefix: ___, defaultTaxSupplier: ____, ...kept } = site;
  const {
    country = site.country ?? null,
    logo = site.logo ?? null,
    urlPrefix = site.urlPrefix ?? null,
    defaultTaxSupplier = site.defaultTaxSupplier ?? null,
    ...others
  } = change;
  return {
    ...kept,
    ...others,
    ...(country === null ? {} : { country }),
    ...(logo === null ? {} : { logo }),
    ...(urlPrefix === null ? {} : { urlPrefix }),
    ...(defaultTaxSupplier === null ? {} : { defaultTaxSupplier }),
  };
}

const changedMeanwhile = refusal('request.changed_meanwhile', 'Read the settings again and repeat your change.');

async function refuseZone(records: Records, site: Site, { zone }: SiteChange): Promise<Refusal | null> {
  if (zone === undefined || zone === site.zone) return null;
  const refuse = (code: 'request.invalid' | 'site.zone_fixed', message: string) =>
    refusal(code, message, [{ pointer: '/zone', message }]);
  if (!isZone(zone)) return refuse('request.invalid', 'Give an IANA time zone, such as "Europe/Ljubljana".');
  const { items } = await records.find('customersOfSite', site.siteId, {}, { limit: 1 });
  if (items.length === 0) return null;
  return refuse('site.zone_fixed', 'The zone decides where cycles end. It cannot change once there are customers.');
}

/** A supplier that is the site's default is not deleted: deleting it changes the site's version, too. */
async function refuseSupplier(records: Records, siteId: string, change: SiteChange): Promise<Refusal | null> {
  const code = change.defaultTaxSupplier ?? null;
  if (code === null || (await records.get('catalog', siteId, { kind: 'taxSupplier', code })) !== null) return null;
  const errors = [{ pointer: '/defaultTaxSupplier', message: `There is no tax supplier "${code}". Create it first.` }];
  return refusal('catalog.reference_missing', `Create it first: tax supplier "${code}".`, errors);
}
