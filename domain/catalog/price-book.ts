import type { Instant } from '../time/instant.ts';
import type {
  BillItem,
  Bundle,
  EventType,
  Plan,
  Product,
  ProductVersion,
  Resource,
  ServiceType,
  Tax,
} from './catalog.ts';

/**
 * The compiled, immutable form of a site's catalog that charging needs. Published under `version`: every change of the
 * catalog raises it, and workers keep one book per version in memory.
 */
export type PriceBook = {
  readonly siteId: string;
  readonly version: number;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly eventTypes: ReadonlyMap<string, EventType>;
  readonly serviceTypes: ReadonlyMap<string, ServiceType>;
  readonly taxes: ReadonlyMap<string, Tax>;
  readonly products: ReadonlyMap<string, Product>;
  readonly bundles: ReadonlyMap<string, Bundle>;
  readonly plans: ReadonlyMap<string, Plan>;
  readonly billItems: ReadonlyMap<string, BillItem>;
};

/** The version valid at a charge's reference time: cycle start for forward, cycle end for arrear, event start for usage. */
export function productVersionAt(product: Product, at: Instant): ProductVersion | null {
  let found: ProductVersion | null = null;
  for (const version of product.versions) {
    if (version.validFrom > at) break;
    found = version;
  }
  return found;
}
