import type { Queries, QueryName, RecordKind, RecordTypes } from '../../../functions/records.ts';

type Answer<Q extends QueryName> = {
  readonly kind: Queries[Q]['gives'];
  readonly matches: (value: RecordTypes[Queries[Q]['gives']], args: Queries[Q]['args']) => boolean;
  /** Records come in this order. */
  readonly by: (value: RecordTypes[Queries[Q]['gives']]) => string | number;
  readonly newestFirst?: true;
};

const ofCustomer = (value: { customerId: string }, args: { customerId: string }) =>
  value.customerId === args.customerId;
const numeric = (id: string) => id.padStart(20, '0');

/** Each question with the records that answer it and their order. */
export const ANSWERS: { readonly [Q in QueryName]: Answer<Q> } = {
  catalogOfKind: { kind: 'catalog', matches: (value, { kind }) => value.kind === kind, by: ({ code }) => code },
  wholeCatalog: { kind: 'catalog', matches: () => true, by: ({ kind, code }) => `${kind} ${code}` },
  catalogRevisions: {
    kind: 'catalogRevision',
    matches: (value, { kind }) => kind === undefined || value.kind === kind,
    by: ({ catalogVersion, kind, code }) => `${numeric(`${catalogVersion}`)}#${kind}#${code}`,
    newestFirst: true,
  },
  revisionsOfObject: {
    kind: 'catalogRevision',
    matches: (value, { kind, code }) => value.kind === kind && value.code === code,
    by: ({ catalogVersion }) => catalogVersion,
    newestFirst: true,
  },
  customersOfSite: { kind: 'customer', matches: () => true, by: ({ customerId }) => numeric(customerId) },
  customersByToken: {
    kind: 'searchToken',
    matches: ({ token }, { prefix }) => token.startsWith(prefix),
    by: ({ token, customerId }) => `${token} ${numeric(customerId)}`,
  },
  contactsOfCustomer: { kind: 'contact', matches: ofCustomer, by: ({ tag }) => tag },
  subscriptionsOfCustomer: {
    kind: 'subscription',
    matches: ofCustomer,
    by: ({ subscriptionId }) => numeric(subscriptionId),
  },
  billingProfilesOfCustomer: {
    kind: 'billingProfile',
    matches: ofCustomer,
    by: ({ billingProfileId }) => numeric(billingProfileId),
  },
  billsOfCustomer: { kind: 'bill', matches: ofCustomer, by: ({ billId }) => numeric(billId) },
  invoicesOfCustomer: { kind: 'invoice', matches: ofCustomer, by: ({ billId }) => numeric(billId) },
  paymentsOfCustomer: { kind: 'payment', matches: ofCustomer, by: ({ paymentId }) => numeric(paymentId) },
  communicationsOfCustomer: { kind: 'communication', matches: ofCustomer, by: ({ at }) => at, newestFirst: true },
  activitiesOfCustomer: { kind: 'activity', matches: ofCustomer, by: ({ at }) => at, newestFirst: true },
  subscriptionById: {
    kind: 'subscription',
    matches: (value, args) => value.subscriptionId === args.subscriptionId,
    by: ({ subscriptionId }) => subscriptionId,
  },
  billingProfileById: {
    kind: 'billingProfile',
    matches: (value, args) => value.billingProfileId === args.billingProfileId,
    by: ({ billingProfileId }) => billingProfileId,
  },
  billById: { kind: 'bill', matches: (value, args) => value.billId === args.billId, by: ({ billId }) => billId },
  invoiceById: {
    kind: 'invoice',
    matches: (value, args) => value.invoiceId === args.invoiceId,
    by: ({ invoiceId }) => invoiceId,
  },
  parkedBillingProfiles: {
    kind: 'billingProfile',
    matches: ({ parked }) => parked !== null,
    by: ({ billingProfileId }) => numeric(billingProfileId),
  },
  jobRunsOfSite: {
    kind: 'jobRun',
    matches: (value, { job }) => job === undefined || value.job === job,
    by: ({ runId }) => numeric(runId),
    newestFirst: true,
  },
  notificationsOfCustomer: {
    kind: 'notification',
    matches: (value, { customerId }) => value.customerId === customerId,
    by: ({ at, notificationId }) => `${new Date(at).toISOString()}#${notificationId}`,
    newestFirst: true,
  },
  notificationsOfSite: {
    kind: 'notification',
    matches: (value, { state }) => value.state === state,
    by: ({ at, notificationId }) => `${new Date(at).toISOString()}#${notificationId}`,
    newestFirst: true,
  },
  vouchersOfBatch: { kind: 'voucher', matches: ({ batch }, args) => batch === args.batch, by: ({ serial }) => serial },
  redemptionsOfVoucher: {
    kind: 'voucherRedemption',
    matches: ({ code }, args) => code === args.code,
    by: ({ customerId }) => numeric(customerId),
  },
  webhookEndpointsOfSite: { kind: 'webhookEndpoint', matches: () => true, by: ({ code }) => code },
  resultsOfRun: { kind: 'jobResult', matches: (value, args) => value.runId === args.runId, by: ({ ref }) => ref },
  suspenseOfSite: {
    kind: 'suspense',
    matches: (value, { status, reason, serviceType, identifier, from = 0, to = Number.POSITIVE_INFINITY }) =>
      value.status === status &&
      (reason === undefined || value.reason === reason) &&
      (serviceType === undefined || value.serviceType === serviceType) &&
      (identifier === undefined || value.identifier === identifier) &&
      from <= value.receivedAt &&
      value.receivedAt < to,
    by: ({ receivedAt }) => receivedAt,
    newestFirst: true,
  },
};

/** All records of the answer, in order. `all` gives the site's records of a kind. */
export function answer<Q extends QueryName>(
  query: Q,
  args: Queries[Q]['args'],
  all: <K extends RecordKind>(kind: K) => readonly RecordTypes[K][],
): RecordTypes[Queries[Q]['gives']][] {
  const { kind, matches, by, newestFirst } = ANSWERS[query];
  const found = all<Queries[Q]['gives']>(kind).filter((value) => matches(value, args));
  const direction = newestFirst ? -1 : 1;
  return found.toSorted((a, b) => {
    const [left, right] = [by(a), by(b)];
    return left === right ? 0 : direction * (left < right ? -1 : 1);
  });
}
