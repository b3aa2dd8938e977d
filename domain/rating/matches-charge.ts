import type { DiscountFilter } from '../catalog/discount.ts';

/** What a filter looks at. `currency`: the customer's, which a filter that names no resource means. */
export type FilteredCharge = {
  readonly chargeTag: string | null;
  readonly resourceTag: string | null;
  readonly product: string;
  readonly serviceType: string | null;
  readonly resource: string;
  readonly currency: string;
};

const isIn = (list: readonly string[] | undefined, value: string | null): boolean =>
  list === undefined || list.length === 0 || (value !== null && list.includes(value));

/** All that a filter names must fit, each list by any of its codes. */
export const matchesCharge = (filter: DiscountFilter, charge: FilteredCharge): boolean =>
  isIn(filter.chargeTags, charge.chargeTag) &&
  isIn(filter.resourceTags, charge.resourceTag) &&
  isIn(filter.products, charge.product) &&
  isIn(filter.serviceTypes, charge.serviceType) &&
  (filter.resources === undefined || filter.resources.length === 0
    ? charge.resource === charge.currency
    : filter.resources.includes(charge.resource));
