import type * as z from 'zod';
import type {
  Bill,
  BillRow,
  Clock,
  Customer,
  Explanation,
  GroupBalances,
  Overview,
  Service,
  Site,
  Subscription,
  Suspense,
  UsageEvent,
} from '../../../console/src/lib/answers.ts';
import type { bundleAnswer } from '../../../functions/http/contract/catalog/bundle.ts';
import type { customerTypeAnswer } from '../../../functions/http/contract/catalog/customer-type.ts';
import type { productAnswer } from '../../../functions/http/contract/catalog/product.ts';
import type { serviceTypeAnswer } from '../../../functions/http/contract/catalog/service-type.ts';
import type { notificationDetails } from '../../../functions/http/contract/notifications/notification.ts';

type Product = z.input<typeof productAnswer>;
type Bundle = z.input<typeof bundleAnswer>;
type Notification = z.input<typeof notificationDetails>;
type ServiceType = z.input<typeof serviceTypeAnswer>;
type CustomerType = z.input<typeof customerTypeAnswer>;

/** Answers of the API for tests of the console, typed by the contract. */
export const aSite = (part: Partial<Site> = {}): Site => ({
  name: 'Test site',
  zone: 'UTC',
  currency: 'EUR',
  locale: 'en-GB',
  seller: { name: 'Seller', address: ['Street 1'], email: 'seller@example.com' },
  invoicePrefix: '',
  dueDays: 14,
  closureDays: 30,
  maxEventAgeDays: 90,
  uiLanguage: 'en',
  systemLanguage: 'en',
  selfCareEnabled: false,
  quarantineDays: 30,
  paymentConfiguration: { strategy: 'OLDEST_DUE_FIRST', overpayment: 'CREDIT_BALANCE', underpayment: 'KEEP_OPEN' },
  environment: 'sandbox',
  catalogVersion: 1,
  ...part,
});

export const aClock = (part: Partial<Clock> = {}): Clock => ({
  now: '2026-11-21T06:00:00Z',
  moving: false,
  target: null,
  waitingFor: null,
  movable: true,
  ...part,
});

export const aCustomer = (part: Partial<Customer> = {}): Customer => ({
  customerId: '1001',
  code: 'ana',
  status: 'active',
  type: 'residential',
  name: 'Ana Weber',
  email: 'ana@example.com',
  paymentMethod: 'invoice',
  attributes: {},
  activeSubscriptions: 1,
  activeServices: 1,
  createdAt: '2026-01-01T00:00:00Z',
  inactiveSince: null,
  closureDueAt: null,
  closedAt: null,
  ...part,
});

export const aCustomerType = (part: Partial<CustomerType> = {}): CustomerType => ({
  code: 'residential',
  name: 'Residential',
  ...part,
});

export const anOverview = (part: Partial<Overview> = {}): Overview => ({
  customer: aCustomer(),
  balances: [{ currency: 'EUR', current: '8.4', open: '12.5', due: '12.5', credit: '0' }],
  revenue: [],
  latestInvoice: null,
  activeSubscriptions: 1,
  activeServices: 1,
  ...part,
});

export const aBillRow = (part: Partial<BillRow> = {}): BillRow => ({
  billId: '4110',
  customerId: '1001',
  billingProfileId: '2001',
  status: 'billing',
  kind: 'regular',
  currency: 'EUR',
  from: '2026-10-01T00:00:00Z',
  to: '2026-11-01T00:00:00Z',
  net: '10.25',
  tax: '2.25',
  total: '12.5',
  due: '12.5',
  finalisedAt: '2026-11-01T00:30:00Z',
  dueAt: '2026-11-15T23:59:59Z',
  closedAt: null,
  invoiceId: '5001',
  ...part,
});

export const anActiveBill = (part: Partial<BillRow> = {}): BillRow =>
  aBillRow({
    billId: '4111',
    status: 'active',
    from: '2026-11-01T00:00:00Z',
    to: '2026-12-01T00:00:00Z',
    total: '8.4',
    due: '0',
    finalisedAt: null,
    dueAt: null,
    invoiceId: null,
    ...part,
  });

export const aBill = (part: Partial<Bill> = {}): Bill => ({
  ...aBillRow(),
  lines: [],
  taxes: [],
  rounding: '0',
  creditApplied: '0',
  paid: '0',
  collection: null,
  ...part,
});

export const aServiceType = (part: Partial<ServiceType> = {}): ServiceType => ({
  code: 'ev-charging',
  name: 'EV charging',
  mandatoryFields: [{ name: 'end', type: 'instant' }],
  optionalFields: [{ name: 'kwh', type: 'decimal' }],
  quantity: { from: 'duration', endField: 'end' },
  unit: 'min',
  unitSize: '60',
  increment: '5',
  quarantineDays: 0,
  ...part,
});

export const aService = (part: Partial<Service> = {}): Service => ({
  serviceId: '3001',
  subscriptionId: '2501',
  balanceGroupId: '2101',
  serviceType: 'ev-charging',
  serviceTypeName: 'EV charging',
  identifier: 'DRIVER-1',
  status: 'active',
  validFrom: '2026-01-01T00:00:00Z',
  validTo: '9999-01-01T00:00:00Z',
  ...part,
});

export const anEvent = (part: Partial<UsageEvent> = {}): UsageEvent => ({
  seq: 7,
  eventId: '1366563',
  at: '2026-10-18T15:40:26Z',
  recordedAt: '2026-10-18T17:45:10Z',
  balanceGroupId: '2101',
  serviceId: '3001',
  serviceType: 'ev-charging',
  identifier: 'DRIVER-1',
  product: 'charging-time',
  productName: 'Charging time',
  quantity: '125',
  unit: 'min',
  currency: 'EUR',
  net: '0.5',
  tax: '0',
  amount: '0.5',
  impacts: [],
  fields: { end: '2026-10-18T17:45:00Z', kwh: '7.78' },
  cycle: '2026-10-01T00:00:00Z',
  billId: null,
  ...part,
});

export const aProduct = (part: Partial<Product> = {}): Product => ({
  code: 'calls',
  name: 'Calls',
  type: 'usage',
  resource: 'EUR',
  billItem: 'calls',
  serviceType: 'voice',
  prorationOnPurchase: 'prorate',
  prorationOnCancel: 'prorate',
  versions: [{ validFrom: '2026-01-01T00:00:00Z', price: { model: 'per-unit', unitPrice: '0.15' } }],
  ...part,
});

export const aBundle = (part: Partial<Bundle> = {}): Bundle => ({
  code: 'data-pack',
  name: 'Data pack',
  validFrom: '2026-01-01T00:00:00Z',
  validTo: '9999-01-01T00:00:00Z',
  items: [{ product: 'five-gigabytes', quantity: '1', optional: false }],
  ...part,
});

export const aSubscription = (part: Partial<Subscription> = {}): Subscription => ({
  subscriptionId: '2501',
  name: 'Val M',
  plan: 'val-m',
  planName: 'Val M',
  status: 'active',
  billingProfileId: '2001',
  balanceGroupId: '2101',
  validFrom: '2026-01-01T00:00:00Z',
  validTo: '9999-01-01T00:00:00Z',
  cancelledAt: null,
  transition: null,
  products: [],
  discounts: [],
  services: [],
  ...part,
});

export const aSuspense = (part: Partial<Suspense> = {}): Suspense => ({
  suspenseId: 's1',
  status: 'open',
  reason: 'UNKNOWN_SERVICE',
  detail: 'No voice service has the identifier 38640999999.',
  receivedAt: '2026-11-21T05:00:00Z',
  payload: '{"id":"1"}',
  serviceType: 'voice',
  identifier: '38640999999',
  ...part,
});

export const someBalances = (part: Partial<GroupBalances> = {}): GroupBalances => ({
  balanceGroupId: '2101',
  customerId: '1001',
  billingProfileId: '2001',
  name: 'Main',
  status: 'active',
  paymentType: 'postpaid',
  resource: 'EUR',
  currency: 'EUR',
  cycles: {
    active: { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' },
    next: { from: '2026-12-01T00:00:00Z', to: '2027-01-01T00:00:00Z' },
  },
  balances: [],
  unbilled: [],
  counters: [],
  reached: [],
  events: 0,
  entries: 1,
  ...part,
});

export const anExplanation = (part: Partial<Explanation> = {}): Explanation => ({
  balanceGroupId: '2101',
  entry: {
    seq: 7,
    kind: 'usage',
    id: '1366563',
    at: '2026-10-18T15:40:26Z',
    recordedAt: '2026-10-18T17:45:10Z',
    serviceId: '3001',
    product: 'charging-time',
    quantity: '125',
    impacts: [],
    billId: null,
  },
  catalogVersion: 3,
  reproduced: true,
  steps: [],
  sentences: [],
  corrections: [],
  ...part,
});

export const aNotification = (part: Partial<Notification> = {}): Notification => ({
  notificationId: 'n1',
  customerId: '1001',
  balanceGroupId: '2101',
  subscriptionId: null,
  at: '2026-11-20T10:00:00Z',
  type: 'threshold.reached',
  rule: 'running-out',
  resource: 'MB',
  threshold: { type: 'percent', value: '80', amount: '-200' },
  total: '-150',
  floor: '-1000',
  limit: '0',
  channel: 'webhook',
  template: null,
  endpoint: 'care',
  sentTo: 'https://care.example.com',
  state: 'given_up',
  nextAttemptAt: null,
  attempts: [
    { at: '2026-11-20T10:00:01Z', outcome: 'failed', durationMs: 40, status: 500, error: 'The receiver answered 500' },
  ],
  ...part,
});
