import type { SiteSettings } from '../../customer/site-settings.ts';
import type { ServiceType } from '../catalog.ts';
import type { CatalogIndex } from '../catalog-index.ts';
import type { CatalogObject } from '../compile-price-book.ts';
import { withUnitSize } from './unit-size.ts';

type Surroundings = { readonly catalog: CatalogIndex; readonly site: Pick<SiteSettings, 'quarantineDays'> };

const completeServiceType = (service: ServiceType, { catalog, site }: Surroundings): ServiceType => ({
  ...withUnitSize(service, catalog),
  quarantineDays: service.quarantineDays ?? site.quarantineDays ?? 0,
});

/** The object with everything that its site says of it: it is kept so, and readers need not look it up. */
export const completeObject = (object: CatalogObject, surroundings: Surroundings): CatalogObject =>
  object.kind === 'serviceType' ? { ...object, object: completeServiceType(object.object, surroundings) } : object;
