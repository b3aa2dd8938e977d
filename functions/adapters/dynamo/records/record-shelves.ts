import type { RecordKind } from '../../../records.ts';
import type { Connection } from '../connection.ts';
import { activityShelf } from '../entities/activity-entity.ts';
import { billShelf } from '../entities/bill-entity.ts';
import { billingProfileShelf } from '../entities/billing-profile-entity.ts';
import { catalogShelf } from '../entities/catalog-entity.ts';
import { catalogRevisionShelf } from '../entities/catalog-revision-entity.ts';
import { codeAttemptsShelf } from '../entities/code-attempts-entity.ts';
import { communicationShelf } from '../entities/communication-entity.ts';
import { contactShelf } from '../entities/contact-entity.ts';
import { couponCountShelf } from '../entities/coupon-count-entity.ts';
import { couponRedemptionShelf } from '../entities/coupon-redemption-entity.ts';
import { customerShelf } from '../entities/customer-entity.ts';
import { emailClaimShelf } from '../entities/email-claim-entity.ts';
import { idempotencyShelf } from '../entities/idempotency-entity.ts';
import { invoiceShelf } from '../entities/invoice-entity.ts';
import { invoiceSequenceShelf } from '../entities/invoice-sequence-entity.ts';
import { jobLeaseShelf } from '../entities/job-lease-entity.ts';
import { jobResultShelf } from '../entities/job-result-entity.ts';
import { jobRunShelf } from '../entities/job-run-entity.ts';
import { notificationShelf } from '../entities/notification-entity.ts';
import { outboxShelf } from '../entities/outbox-entity.ts';
import { paymentShelf } from '../entities/payment-entity.ts';
import { paymentInfoShelf } from '../entities/payment-info-entity.ts';
import { searchTokenShelf } from '../entities/search-token-entity.ts';
import { serviceClaimShelf } from '../entities/service-claim-entity.ts';
import { sharingGroupShelf } from '../entities/sharing-group-entity.ts';
import { siteClockShelf } from '../entities/site-clock-entity.ts';
import { siteShelf } from '../entities/site-entity.ts';
import { subscriptionShelf } from '../entities/subscription-entity.ts';
import { suspenseShelf } from '../entities/suspense-entity.ts';
import { voucherShelf } from '../entities/voucher-entity.ts';
import { voucherRedemptionShelf } from '../entities/voucher-redemption-entity.ts';
import { voucherSeriesShelf } from '../entities/voucher-series-entity.ts';
import { webhookEndpointShelf } from '../entities/webhook-endpoint-entity.ts';
import type { Shelf } from './shelf.ts';

export type EveryShelf = { readonly [K in RecordKind]: () => Shelf<K> };

/**
 * Every kind's shelf by its name; forget one and it does not compile. Each is made when it is first asked for: a function works
 * with a few kinds, and making all of them would cost a cold start 40 ms.
 */
export const recordShelves = (connection: Connection, systemNow: () => number = Date.now) =>
  ({
    site: once(() => siteShelf(connection)),
    siteClock: once(() => siteClockShelf(connection)),
    catalog: once(() => catalogShelf(connection)),
    catalogRevision: once(() => catalogRevisionShelf(connection)),
    customer: once(() => customerShelf(connection)),
    contact: once(() => contactShelf(connection)),
    paymentInfo: once(() => paymentInfoShelf(connection)),
    activity: once(() => activityShelf(connection)),
    communication: once(() => communicationShelf(connection)),
    emailClaim: once(() => emailClaimShelf(connection)),
    searchToken: once(() => searchTokenShelf(connection)),
    subscription: once(() => subscriptionShelf(connection)),
    serviceClaim: once(() => serviceClaimShelf(connection)),
    sharingGroup: once(() => sharingGroupShelf(connection)),
    billingProfile: once(() => billingProfileShelf(connection)),
    bill: once(() => billShelf(connection)),
    invoice: once(() => invoiceShelf(connection)),
    invoiceSequence: once(() => invoiceSequenceShelf(connection)),
    payment: once(() => paymentShelf(connection)),
    jobRun: once(() => jobRunShelf(connection)),
    jobLease: once(() => jobLeaseShelf(connection)),
    jobResult: once(() => jobResultShelf(connection)),
    suspense: once(() => suspenseShelf(connection)),
    outbox: once(() => outboxShelf(connection, systemNow)),
    notification: once(() => notificationShelf(connection)),
    webhookEndpoint: once(() => webhookEndpointShelf(connection)),
    voucher: once(() => voucherShelf(connection)),
    voucherRedemption: once(() => voucherRedemptionShelf(connection)),
    voucherSeries: once(() => voucherSeriesShelf(connection)),
    codeAttempts: once(() => codeAttemptsShelf(connection)),
    couponRedemption: once(() => couponRedemptionShelf(connection)),
    couponCount: once(() => couponCountShelf(connection)),
    idempotency: once(() => idempotencyShelf(connection)),
  }) satisfies EveryShelf;

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
};
