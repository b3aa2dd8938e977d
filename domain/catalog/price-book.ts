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
import type { CreditProfile } from './credit-profile.ts';
import type { Discount } from './discount.ts';
import type { EventGenerator } from './event-generator.ts';
import type { TaxSupplier } from './finance.ts';
import type { Coupon, Filter, Term, VoucherBatch } from './promotion.ts';
import type { RatingSet, TariffCalendar } from './service-design.ts';
import type { CustomAttribute, NotificationRule } from './settings.ts';

/**
 * The compiled, immutable form of a site's catalog that charging needs. Published under `version`: every change of the
 * catalog raises it, and workers keep one book per version in memory.
 */
export type PriceBook = {
  readonly siteId: string;
  readonly version: number;
  /** The site's: where its days and tariffs begin. */
  readonly zone: string;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly eventTypes: ReadonlyMap<string, EventType>;
  readonly serviceTypes: ReadonlyMap<string, ServiceType>;
  readonly taxes: ReadonlyMap<string, Tax>;
  readonly products: ReadonlyMap<string, Product>;
  readonly bundles: ReadonlyMap<string, Bundle>;
  readonly plans: ReadonlyMap<string, Plan>;
  readonly billItems: ReadonlyMap<string, BillItem>;
  readonly taxSuppliers: ReadonlyMap<string, TaxSupplier>;
  readonly discounts: ReadonlyMap<string, Discount>;
  readonly ratingSets: ReadonlyMap<string, RatingSet>;
  readonly tariffCalendars: ReadonlyMap<string, TariffCalendar>;
  readonly creditProfiles: ReadonlyMap<string, CreditProfile>;
  readonly eventGenerators: ReadonlyMap<string, EventGenerator>;
  readonly terms: ReadonlyMap<string, Term>;
  readonly coupons: ReadonlyMap<string, Coupon>;
  readonly voucherBatches: ReadonlyMap<string, VoucherBatch>;
  readonly filters: ReadonlyMap<string, Filter>;
  readonly notificationRules: ReadonlyMap<string, NotificationRule>;
  readonly customAttributes: ReadonlyMap<string, CustomAttribute>;
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
