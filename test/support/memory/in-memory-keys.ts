import type { RecordKeys, RecordKind, RecordTypes } from '../../../functions/records.ts';

type KeyOf = { readonly [K in RecordKind]: (key: RecordKeys[K]) => readonly (string | number)[] };

/** What names a record of each kind inside its site; every record carries its own key's fields. */
const KEY_OF: KeyOf = {
  site: () => [],
  siteClock: () => [],
  catalog: ({ kind, code }) => [kind, code],
  catalogRevision: ({ catalogVersion, kind, code }) => [catalogVersion, kind, code],
  customer: ({ customerId }) => [customerId],
  contact: ({ customerId, tag }) => [customerId, tag],
  paymentInfo: ({ customerId }) => [customerId],
  activity: ({ customerId, at, activityId }) => [customerId, at, activityId],
  emailClaim: ({ email }) => [email],
  communication: ({ customerId, communicationId }) => [customerId, communicationId],
  searchToken: ({ token, customerId }) => [token, customerId],
  subscription: ({ customerId, subscriptionId }) => [customerId, subscriptionId],
  serviceClaim: ({ identifier }) => [identifier],
  sharingGroup: ({ groupId }) => [groupId],
  billingProfile: ({ customerId, billingProfileId }) => [customerId, billingProfileId],
  bill: ({ customerId, billId }) => [customerId, billId],
  invoice: ({ customerId, billId }) => [customerId, billId],
  invoiceSequence: ({ year }) => [year],
  payment: ({ customerId, paymentId }) => [customerId, paymentId],
  jobRun: ({ runId }) => [runId],
  jobLease: ({ job }) => [job],
  jobResult: ({ runId, ref }) => [runId, ref],
  suspense: ({ suspenseId }) => [suspenseId],
  outbox: ({ outboxId }) => [outboxId],
  notification: ({ notificationId }) => [notificationId],
  webhookEndpoint: ({ code }) => [code],
  voucher: ({ code }) => [code],
  voucherRedemption: ({ code, customerId }) => [code, customerId],
  voucherSeries: ({ batch }) => [batch],
  codeAttempts: ({ who }) => [who],
  couponRedemption: ({ customerId, coupon }) => [customerId, coupon],
  couponCount: ({ coupon }) => [coupon],
  idempotency: ({ key }) => [key],
};

export const recordKey = <K extends RecordKind>(kind: K, siteId: string, key: RecordKeys[K]): string =>
  JSON.stringify([kind, siteId, ...KEY_OF[kind](key)]);

export const keyOfRecord = <K extends RecordKind>(kind: K, value: RecordTypes[K]): string =>
  recordKey(kind, value.siteId, value as unknown as RecordKeys[K]);
