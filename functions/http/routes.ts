/**
 * Every route of the API, as data: which door answers it and which roles it admits. Import-free on purpose: the
 * deployed API, the local API, the doors and the OpenAPI document are all built from this one table.
 */
export type Role =
  | 'admin'
  | 'system'
  | 'operations'
  | 'customer-service'
  | 'pricing'
  | 'business-process'
  | 'finance'
  | 'marketing';

export type Door = 'catalog' | 'customers' | 'onboarding' | 'billing' | 'usage' | 'operations' | 'documents';

export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly door: Door;
  /** Unique; names the contract and the use case. */
  readonly operation: string;
  /** `admin` may do everything and is not repeated here. */
  readonly roles: readonly Role[];
  /** No authorizer: the document itself, or a link that carries its own secret. */
  readonly public?: true;
};

/** The catalog objects of one shape of route: list, create, get, replace, delete. */
export const CATALOG_KINDS = [
  { kind: 'resource', path: 'resources', name: 'Resource', plural: 'Resources' },
  { kind: 'eventType', path: 'event-types', name: 'EventType', plural: 'EventTypes' },
  { kind: 'serviceType', path: 'service-types', name: 'ServiceType', plural: 'ServiceTypes' },
  { kind: 'billItem', path: 'bill-items', name: 'BillItem', plural: 'BillItems' },
  { kind: 'tax', path: 'taxes', name: 'Tax', plural: 'Taxes' },
  { kind: 'customerType', path: 'customer-types', name: 'CustomerType', plural: 'CustomerTypes' },
  { kind: 'product', path: 'products', name: 'Product', plural: 'Products' },
  { kind: 'bundle', path: 'bundles', name: 'Bundle', plural: 'Bundles' },
  { kind: 'plan', path: 'plans', name: 'Plan', plural: 'Plans' },
] as const;

const EVERY_ROLE = [
  'system',
  'operations',
  'customer-service',
  'pricing',
  'business-process',
  'finance',
  'marketing',
] as const satisfies readonly Role[];
const CATALOG_WRITERS = ['pricing', 'business-process'] as const satisfies readonly Role[];
const CUSTOMER_READERS = ['customer-service', 'finance', 'operations'] as const satisfies readonly Role[];
const CUSTOMER_WRITERS = ['customer-service'] as const satisfies readonly Role[];
const MONEY_READERS = ['customer-service', 'finance', 'operations'] as const satisfies readonly Role[];
const OPERATORS = ['operations'] as const satisfies readonly Role[];

const catalogRoutes = CATALOG_KINDS.flatMap(({ path, name, plural }) => {
  const of = `/v1/${path}`;
  const one = `/v1/${path}/{code}`;
  return [
    { method: 'GET', path: of, door: 'catalog', operation: `list${plural}`, roles: EVERY_ROLE },
    { method: 'POST', path: of, door: 'catalog', operation: `create${name}`, roles: CATALOG_WRITERS },
    { method: 'GET', path: one, door: 'catalog', operation: `get${name}`, roles: EVERY_ROLE },
    { method: 'PUT', path: one, door: 'catalog', operation: `update${name}`, roles: CATALOG_WRITERS },
    { method: 'DELETE', path: one, door: 'catalog', operation: `delete${name}`, roles: CATALOG_WRITERS },
  ] as const satisfies readonly Route[];
});

const namedRoutes = [
  // Site and its test clock
  { method: 'GET', path: '/v1/site', door: 'operations', operation: 'getSite', roles: EVERY_ROLE },
  { method: 'PATCH', path: '/v1/site', door: 'operations', operation: 'updateSite', roles: ['system'] },
  { method: 'GET', path: '/v1/site/clock', door: 'operations', operation: 'getClock', roles: EVERY_ROLE },
  { method: 'POST', path: '/v1/site/clock/advance', door: 'operations', operation: 'advanceClock', roles: OPERATORS },

  // Jobs
  { method: 'GET', path: '/v1/jobs', door: 'operations', operation: 'listJobs', roles: EVERY_ROLE },
  { method: 'POST', path: '/v1/jobs/{job}/runs', door: 'operations', operation: 'startJobRun', roles: OPERATORS },
  { method: 'GET', path: '/v1/job-runs', door: 'operations', operation: 'listJobRuns', roles: EVERY_ROLE },
  { method: 'GET', path: '/v1/job-runs/{runId}', door: 'operations', operation: 'getJobRun', roles: EVERY_ROLE },
  {
    method: 'GET',
    path: '/v1/parked-billing-profiles',
    door: 'operations',
    operation: 'listParkedBillingProfiles',
    roles: MONEY_READERS,
  },
  {
    method: 'GET',
    path: '/v1/dead-letters',
    door: 'operations',
    operation: 'listDeadLetters',
    roles: EVERY_ROLE,
  },
  {
    method: 'POST',
    path: '/v1/dead-letters/{queue}/redrive',
    door: 'operations',
    operation: 'redriveDeadLetters',
    roles: OPERATORS,
  },

  // Usage
  { method: 'POST', path: '/v1/usage-events', door: 'usage', operation: 'sendUsageEvents', roles: OPERATORS },
  { method: 'GET', path: '/v1/usage-tally', door: 'usage', operation: 'getUsageTally', roles: EVERY_ROLE },
  { method: 'GET', path: '/v1/suspense', door: 'usage', operation: 'listSuspense', roles: MONEY_READERS },
  { method: 'GET', path: '/v1/suspense/{suspenseId}', door: 'usage', operation: 'getSuspense', roles: MONEY_READERS },
  {
    method: 'POST',
    path: '/v1/suspense/{suspenseId}/retry',
    door: 'usage',
    operation: 'retrySuspense',
    roles: OPERATORS,
  },
  {
    method: 'POST',
    path: '/v1/suspense/{suspenseId}/discard',
    door: 'usage',
    operation: 'discardSuspense',
    roles: OPERATORS,
  },

  // Onboarding
  {
    method: 'POST',
    path: '/v1/onboarding',
    door: 'onboarding',
    operation: 'onboardCustomer',
    roles: CUSTOMER_WRITERS,
  },
  {
    method: 'POST',
    path: '/v1/onboarding/preview',
    door: 'onboarding',
    operation: 'previewOnboarding',
    roles: CUSTOMER_WRITERS,
  },

  // Customers
  { method: 'GET', path: '/v1/customers', door: 'customers', operation: 'listCustomers', roles: CUSTOMER_READERS },
  {
    method: 'GET',
    path: '/v1/customers/{customerId}',
    door: 'customers',
    operation: 'getCustomer',
    roles: CUSTOMER_READERS,
  },
  {
    method: 'PATCH',
    path: '/v1/customers/{customerId}',
    door: 'customers',
    operation: 'updateCustomer',
    roles: CUSTOMER_WRITERS,
  },
  {
    method: 'POST',
    path: '/v1/customers/{customerId}/close',
    door: 'customers',
    operation: 'closeCustomer',
    roles: CUSTOMER_WRITERS,
  },
  {
    method: 'GET',
    path: '/v1/customers/{customerId}/overview',
    door: 'customers',
    operation: 'getCustomerOverview',
    roles: CUSTOMER_READERS,
  },
  {
    method: 'GET',
    path: '/v1/customers/{customerId}/contacts',
    door: 'customers',
    operation: 'listContacts',
    roles: CUSTOMER_READERS,
  },
  {
    method: 'GET',
    path: '/v1/customers/{customerId}/payment-info',
    door: 'customers',
    operation: 'getPaymentInfo',
    roles: CUSTOMER_READERS,
  },
  {
    method: 'GET',
    path: '/v1/customers/{customerId}/subscriptions',
    door: 'customers',
    operation: 'listSubscriptions',
    roles: CUSTOMER_READERS,
  },
  {
    method: 'GET',
    path: '/v1/customers/{customerId}/services',
    door: 'customers',
    operation: 'listServices',
    roles: CUSTOMER_READERS,
  },
  {
    method: 'GET',
    path: '/v1/customers/{customerId}/balances',
    door: 'customers',
    operation: 'listCustomerBalances',
    roles: CUSTOMER_READERS,
  },
  {
    method: 'GET',
    path: '/v1/customers/{customerId}/events',
    door: 'customers',
    operation: 'listCustomerEvents',
    roles: CUSTOMER_READERS,
  },
  {
    method: 'GET',
    path: '/v1/customers/{customerId}/bills',
    door: 'customers',
    operation: 'listCustomerBills',
    roles: CUSTOMER_READERS,
  },
  {
    method: 'GET',
    path: '/v1/customers/{customerId}/transactions',
    door: 'customers',
    operation: 'listTransactions',
    roles: CUSTOMER_READERS,
  },
  {
    method: 'GET',
    path: '/v1/customers/{customerId}/communications',
    door: 'customers',
    operation: 'listCommunications',
    roles: CUSTOMER_READERS,
  },
  {
    method: 'GET',
    path: '/v1/customers/{customerId}/activities',
    door: 'customers',
    operation: 'listActivities',
    roles: CUSTOMER_READERS,
  },
  {
    method: 'GET',
    path: '/v1/balance-groups/{balanceGroupId}/balances',
    door: 'customers',
    operation: 'listBalances',
    roles: CUSTOMER_READERS,
  },
  {
    method: 'GET',
    path: '/v1/balance-groups/{balanceGroupId}/entries',
    door: 'customers',
    operation: 'listEntries',
    roles: CUSTOMER_READERS,
  },
  {
    method: 'POST',
    path: '/v1/subscriptions/{subscriptionId}/cancel',
    door: 'customers',
    operation: 'cancelSubscription',
    roles: CUSTOMER_WRITERS,
  },
  {
    method: 'POST',
    path: '/v1/subscriptions/{subscriptionId}/plan-transition',
    door: 'customers',
    operation: 'requestPlanTransition',
    roles: CUSTOMER_WRITERS,
  },

  // Billing
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

  // Documents
  { method: 'GET', path: '/v1/openapi.json', door: 'documents', operation: 'getOpenApi', roles: [], public: true },
  {
    method: 'GET',
    path: '/v1/documents/{token}',
    door: 'documents',
    operation: 'openDocument',
    roles: [],
    public: true,
  },
] as const satisfies readonly Route[];

export const ROUTES = [...catalogRoutes, ...namedRoutes] as const satisfies readonly Route[];

export type Operation = (typeof ROUTES)[number]['operation'];
