import { CUSTOMER_READERS, FINANCE_WRITERS, MONEY_HANDLERS } from './roles.ts';
import type { Route } from './route.ts';

/** What customers may owe, what they have in hand, and which tax meets them. */
export const balancesRoutes = [
  {
    method: 'POST',
    path: '/v1/balance-groups/{balanceGroupId}/balances',
    door: 'customers',
    operation: 'createBalance',
    roles: MONEY_HANDLERS,
  },
  {
    method: 'GET',
    path: '/v1/balance-groups/{balanceGroupId}/limits',
    door: 'customers',
    operation: 'getLimits',
    roles: CUSTOMER_READERS,
  },
  {
    method: 'PUT',
    path: '/v1/balance-groups/{balanceGroupId}/credit-profile',
    door: 'customers',
    operation: 'setCreditProfile',
    roles: MONEY_HANDLERS,
  },
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
