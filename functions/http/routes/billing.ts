import { MONEY_READERS } from './roles.ts';
import type { Route } from './route.ts';

/** Billing profiles, bills, payments, invoices. */
export const billingRoutes = [
  {
    method: 'GET',
    path: '/v1/billing-profiles/{billingProfileId}',
    door: 'billing',
    operation: 'getBillingProfile',
    roles: MONEY_READERS,
  },
  {
    method: 'POST',
    path: '/v1/billing-profiles/{billingProfileId}/run-billing',
    door: 'billing',
    operation: 'runBilling',
    roles: ['finance', 'operations', 'customer-service'],
  },
  {
    method: 'POST',
    path: '/v1/billing-profiles/{billingProfileId}/preview-invoice',
    door: 'billing',
    operation: 'previewInvoice',
    roles: MONEY_READERS,
  },
  { method: 'GET', path: '/v1/bills/{billId}', door: 'billing', operation: 'getBill', roles: MONEY_READERS },
  {
    method: 'POST',
    path: '/v1/bills/{billId}/payments',
    door: 'billing',
    operation: 'recordPayment',
    roles: ['finance', 'customer-service'],
  },
  { method: 'GET', path: '/v1/invoices/{invoiceId}', door: 'billing', operation: 'getInvoice', roles: MONEY_READERS },
  {
    method: 'GET',
    path: '/v1/invoices/{invoiceId}/documents',
    door: 'billing',
    operation: 'getInvoiceDocuments',
    roles: MONEY_READERS,
  },
] as const satisfies readonly Route[];
