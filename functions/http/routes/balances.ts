import { CUSTOMER_READERS, FINANCE_WRITERS } from './roles.ts';
import type { Route } from './route.ts';

/** What customers may owe, what they have in hand, and which tax meets them. */
export const balancesRoutes = [
  {
    method: 'GET',
    path: '/v1/customers/{customerId}/tax-status',
    door: 'customers',
    operation: 'getTaxStatus',
    roles: CUSTOMER_READERS,
  },
  {
    method: 'PUT',
    path: '/v1/customers/{customerId}/tax-exemption',
    door: 'customers',
    operation: 'setTaxExemption',
    roles: FINANCE_WRITERS,
  },
] as const satisfies readonly Route[];
