import type { Bill, BillingProfile, Invoice, InvoiceSequence, Payment } from '../domain/billing/bill.ts';
import type { CatalogKind, CatalogObjects } from '../domain/catalog/catalog.ts';
import type { CatalogRevision } from '../domain/catalog/catalog-revision.ts';
import type {
  Activity,
  Communication,
  Contact,
  Customer,
  PaymentInfo,
  Site,
  SiteClock,
  Versioned,
} from '../domain/customer/customer.ts';
import type { JobLease, JobResult, JobRun, RunKind } from '../domain/jobs/job.ts';
import type { Notification, NotificationState } from '../domain/notification/notification.ts';
import type { WebhookEndpoint } from '../domain/notification/webhook-endpoint.ts';
import type { CouponCount, CouponRedemption } from '../domain/promotion/coupon-redemption.ts';
import type { CodeAttempts } from '../domain/promotion/throttle-codes.ts';
import type { Voucher, VoucherRedemption, VoucherSeries } from '../domain/promotion/voucher.ts';
import type { SharingGroupRecord } from '../domain/sharing/sharing-group-record.ts';
import type { ServiceClaim, Subscription } from '../domain/subscription/subscription.ts';
import type { Instant } from '../domain/time/instant.ts';

/** One catalog object as stored. */
export type CatalogRecord = Versioned & {
  readonly siteId: string;
  readonly kind: CatalogKind;
  readonly code: string;
  readonly object: CatalogObjects[CatalogKind];
  /** Something that is no catalog object was made to name it: from then on it is not deleted and keeps its meaning. */
  readonly isHeld?: true;
};

/** A message that must leave the system: written in the same commit as its cause, sent by the stream. */
export type OutboxRecord = Versioned & {
  readonly siteId: string;
  readonly outboxId: string;
  readonly at: Instant;
  readonly message:
    | { readonly type: 'mail.requested.v1'; readonly customerId: string; readonly communicationId: string }
    | { readonly type: 'notifications.requested.v1'; readonly notifications: readonly DeliveryRequest[] }
    /** More than their commit has room for: whoever reads it makes their records, then asks for their delivery. */
    | { readonly type: 'notifications.made.v1'; readonly notifications: readonly Notification[] }
    /** More than their commit has room for; until they are given back, nobody else can take them. */
    | { readonly type: 'identifiers.released.v1'; readonly identifiers: readonly ReleasedIdentifier[] };
};

/** An identifier that a service had until `at`, and what giving it back depends on: see releaseIdentifier. */
export type ReleasedIdentifier = {
  readonly identifier: string;
  readonly serviceId: string;
  readonly at: Instant;
  readonly quarantineDays: number;
  readonly zone: string;
};

/** Which notification is to be delivered, and by which of its requests: see Notification. */
export type DeliveryRequest = Pick<Notification, 'notificationId' | 'request'>;

/** A usage message that could not be rated, with the reason; editable, retryable, never lost. */
export type SuspenseRecord = Versioned & {
  readonly siteId: string;
  readonly suspenseId: string;
  readonly reason: string;
  readonly detail: string;
  /** The message as it came, or as somebody corrected it. */
  readonly payload: string;
  readonly status: 'open' | 'retried' | 'discarded';
  readonly receivedAt: Instant;
  readonly note?: string;
  /** The message as it came, once it was corrected. */
  readonly original?: string;
  /** What the message names, as far as it can be read. */
  readonly serviceType?: string;
  readonly identifier?: string;
};

/** What suspended messages are looked for by; all that is given must fit. Times are of arrival: from inclusive, to exclusive. */
export type SuspenseFilter = {
  readonly status: SuspenseRecord['status'];
  readonly reason?: string;
  readonly serviceType?: string;
  readonly identifier?: string;
  readonly from?: Instant;
  readonly to?: Instant;
};

export type EmailClaim = Versioned & { readonly siteId: string; readonly email: string; readonly customerId: string };

/** One word of a customer's name, address, e-mail or identifiers, for search while typing. */
export type SearchToken = Versioned & {
  readonly siteId: string;
  readonly token: string;
  readonly customerId: string;
  readonly name: string;
  readonly email: string;
  readonly status: string;
};

/** The answer that was given to an Idempotency-Key, kept with the hash of the request it answered. */
export type IdempotencyRecord = Versioned & {
  readonly siteId: string;
  readonly key: string;
  readonly requestHash: string;
  readonly status: number;
  readonly body: string;
  /** Epoch seconds; the table forgets it then. */
  readonly expiresAt: number;
};

/** How much usage came in, per day of arrival. A dashboard figure: the ledger is the truth. */
export type UsageTally = {
  readonly received: number;
  readonly rated: number;
  readonly duplicate: number;
  readonly suspended: number;
};

/** Every kind of record by its name. */
export type RecordTypes = {
  readonly site: Site;
  readonly siteClock: SiteClock;
  readonly catalog: CatalogRecord;
  readonly catalogRevision: CatalogRevision;
  readonly customer: Customer;
  readonly contact: Contact;
  readonly paymentInfo: PaymentInfo;
  readonly activity: Activity;
  readonly communication: Communication;
  readonly emailClaim: EmailClaim;
  readonly searchToken: SearchToken;
  readonly subscription: Subscription;
  readonly serviceClaim: ServiceClaim;
  readonly sharingGroup: SharingGroupRecord;
  readonly billingProfile: BillingProfile;
  readonly bill: Bill;
  readonly invoice: Invoice;
  readonly invoiceSequence: InvoiceSequence;
  readonly payment: Payment;
  readonly jobRun: JobRun;
  readonly jobLease: JobLease;
  readonly jobResult: JobResult;
  readonly suspense: SuspenseRecord;
  readonly outbox: OutboxRecord;
  readonly notification: Notification;
  readonly webhookEndpoint: WebhookEndpoint;
  readonly voucher: Voucher;
  readonly voucherRedemption: VoucherRedemption;
  readonly voucherSeries: VoucherSeries;
  readonly codeAttempts: CodeAttempts;
  readonly couponRedemption: CouponRedemption;
  readonly couponCount: CouponCount;
  readonly idempotency: IdempotencyRecord;
};
export type RecordKind = keyof RecordTypes;

/** What names one record of a kind, besides its site. */
export type RecordKeys = {
  readonly site: Record<never, never>;
  readonly siteClock: Record<never, never>;
  readonly catalog: { readonly kind: CatalogKind; readonly code: string };
  readonly catalogRevision: { readonly catalogVersion: number; readonly kind: CatalogKind; readonly code: string };
  readonly customer: { readonly customerId: string };
  readonly contact: { readonly customerId: string; readonly tag: string };
  readonly paymentInfo: { readonly customerId: string };
  readonly activity: { readonly customerId: string; readonly at: Instant; readonly activityId: string };
  readonly communication: { readonly customerId: string; readonly communicationId: string };
  readonly emailClaim: { readonly email: string };
  readonly searchToken: { readonly token: string; readonly customerId: string };
  readonly subscription: { readonly customerId: string; readonly subscriptionId: string };
  readonly serviceClaim: { readonly identifier: string };
  readonly sharingGroup: { readonly groupId: string };
  readonly billingProfile: { readonly customerId: string; readonly billingProfileId: string };
  readonly bill: { readonly customerId: string; readonly billId: string };
  readonly invoice: { readonly customerId: string; readonly billId: string };
  readonly invoiceSequence: { readonly year: string };
  readonly payment: { readonly customerId: string; readonly paymentId: string };
  readonly jobRun: { readonly runId: string };
  readonly jobLease: { readonly job: RunKind };
  readonly jobResult: { readonly runId: string; readonly ref: string };
  readonly suspense: { readonly suspenseId: string };
  readonly outbox: { readonly outboxId: string };
  readonly notification: { readonly notificationId: string };
  readonly webhookEndpoint: { readonly code: string };
  readonly voucher: { readonly code: string };
  readonly voucherRedemption: { readonly code: string; readonly customerId: string };
  readonly voucherSeries: { readonly batch: string };
  readonly codeAttempts: { readonly who: string };
  readonly couponRedemption: { readonly customerId: string; readonly coupon: string };
  readonly couponCount: { readonly coupon: string };
  readonly idempotency: { readonly key: string };
};

/** Every list and look-up, with what it is asked by and what it gives. Named for the question it answers. */
export type Queries = {
  readonly catalogOfKind: { args: { readonly kind: CatalogKind }; gives: 'catalog' };
  readonly wholeCatalog: { args: Record<never, never>; gives: 'catalog' };
  /** Newest first; of one kind, if it is given. */
  readonly catalogRevisions: { args: { readonly kind?: CatalogKind }; gives: 'catalogRevision' };
  /** Newest first. */
  readonly revisionsOfObject: { args: { readonly kind: CatalogKind; readonly code: string }; gives: 'catalogRevision' };
  readonly customersOfSite: { args: Record<never, never>; gives: 'customer' };
  readonly customersByToken: { args: { readonly prefix: string }; gives: 'searchToken' };
  readonly contactsOfCustomer: { args: { readonly customerId: string }; gives: 'contact' };
  readonly subscriptionsOfCustomer: { args: { readonly customerId: string }; gives: 'subscription' };
  readonly billingProfilesOfCustomer: { args: { readonly customerId: string }; gives: 'billingProfile' };
  readonly billsOfCustomer: { args: { readonly customerId: string }; gives: 'bill' };
  readonly invoicesOfCustomer: { args: { readonly customerId: string }; gives: 'invoice' };
  readonly paymentsOfCustomer: { args: { readonly customerId: string }; gives: 'payment' };
  readonly communicationsOfCustomer: { args: { readonly customerId: string }; gives: 'communication' };
  /** Newest first. */
  readonly activitiesOfCustomer: { args: { readonly customerId: string }; gives: 'activity' };
  readonly subscriptionById: { args: { readonly subscriptionId: string }; gives: 'subscription' };
  readonly billingProfileById: { args: { readonly billingProfileId: string }; gives: 'billingProfile' };
  readonly billById: { args: { readonly billId: string }; gives: 'bill' };
  readonly invoiceById: { args: { readonly invoiceId: string }; gives: 'invoice' };
  readonly parkedBillingProfiles: { args: Record<never, never>; gives: 'billingProfile' };
  /** Newest first; of one kind, if it is given. */
  readonly jobRunsOfSite: { args: { readonly job?: RunKind }; gives: 'jobRun' };
  readonly resultsOfRun: { args: { readonly runId: string }; gives: 'jobResult' };
  /** Newest first. */
  readonly suspenseOfSite: { args: SuspenseFilter; gives: 'suspense' };
  /** Newest first. */
  readonly notificationsOfCustomer: { args: { readonly customerId: string }; gives: 'notification' };
  /** Those in a state, newest first. */
  readonly notificationsOfSite: { args: { readonly state: NotificationState }; gives: 'notification' };
  readonly webhookEndpointsOfSite: { args: Record<never, never>; gives: 'webhookEndpoint' };
  /** In the order of their numbers. */
  readonly vouchersOfBatch: { args: { readonly batch: string }; gives: 'voucher' };
  readonly redemptionsOfVoucher: { args: { readonly code: string }; gives: 'voucherRedemption' };
};
export type QueryName = keyof Queries;
