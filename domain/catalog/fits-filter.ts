import type { Customer, PaymentInfo } from '../customer/customer.ts';
import type { PaymentType } from './catalog.ts';
import type { Filter } from './promotion.ts';

/** What filters look at. What is not known fits no list. */
export type FilteredCustomer = {
  readonly customerType?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  readonly paymentType?: PaymentType;
  readonly paymentMethod?: PaymentInfo['method'];
  readonly attributes?: Customer['attributes'];
};

/** Is something for this customer? All that the filter names must fit, each by any of its values; a list without values admits all. */
export function fitsFilter(filter: Filter, customer: FilteredCustomer): boolean {
  const admits = (values: readonly string[] | undefined, value: string | undefined) =>
    values === undefined || values.length === 0 || (value !== undefined && values.includes(value));
  return (
    admits(filter.customerTypes, customer.customerType) &&
    admits(filter.countries, customer.country) &&
    admits(filter.paymentTypes, customer.paymentType) &&
    admits(filter.paymentMethods, customer.paymentMethod) &&
    Object.entries(filter.attributes ?? {}).every(([name, values]) => admits(values, customer.attributes?.[name]))
  );
}
