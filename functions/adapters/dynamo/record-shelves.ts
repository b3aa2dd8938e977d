import type { RecordKind } from '../../ports.ts';
import type { Connection } from './connection.ts';
import { activityShelf } from './entities/activity-entity.ts';
import { billShelf } from './entities/bill-entity.ts';
import { billingProfileShelf } from './entities/billing-profile-entity.ts';
import { catalogShelf } from './entities/catalog-entity.ts';
import { communicationShelf } from './entities/communication-entity.ts';
import { contactShelf } from './entities/contact-entity.ts';
import { customerShelf } from './entities/customer-entity.ts';
import { emailClaimShelf } from './entities/email-claim-entity.ts';
import { idempotencyShelf } from './entities/idempotency-entity.ts';
import { invoiceShelf } from './entities/invoice-entity.ts';
import { invoiceSequenceShelf } from './entities/invoice-sequence-entity.ts';
import { jobLeaseShelf } from './entities/job-lease-entity.ts';
import { jobResultShelf } from './entities/job-result-entity.ts';
import { jobRunShelf } from './entities/job-run-entity.ts';
import { outboxShelf } from './entities/outbox-entity.ts';
import { paymentShelf } from './entities/payment-entity.ts';
import { paymentInfoShelf } from './entities/payment-info-entity.ts';
import { searchTokenShelf } from './entities/search-token-entity.ts';
import { serviceClaimShelf } from './entities/service-claim-entity.ts';
import { siteClockShelf } from './entities/site-clock-entity.ts';
import { siteShelf } from './entities/site-entity.ts';
import { subscriptionShelf } from './entities/subscription-entity.ts';
import { suspenseShelf } from './entities/suspense-entity.ts';
import type { Shelf } from './shelf.ts';

export type EveryShelf = { readonly [K in RecordKind]: Shelf<K> };

/** Every kind's shelf by its name. Forget one and it does not compile. */
export const recordShelves = (connection: Connection, systemNow: () => number = Date.now) =>
  ({
    site: siteShelf(connection),
    siteClock: siteClockShelf(connection),
    catalog: catalogShelf(connection),
    customer: customerShelf(connection),
    contact: contactShelf(connection),
    paymentInfo: paymentInfoShelf(connection),
    activity: activityShelf(connection),
    communication: communicationShelf(connection),
    emailClaim: emailClaimShelf(connection),
    searchToken: searchTokenShelf(connection),
    subscription: subscriptionShelf(connection),
    serviceClaim: serviceClaimShelf(connection),
    billingProfile: billingProfileShelf(connection),
    bill: billShelf(connection),
    invoice: invoiceShelf(connection),
    invoiceSequence: invoiceSequenceShelf(connection),
    payment: paymentShelf(connection),
    jobRun: jobRunShelf(connection),
    jobLease: jobLeaseShelf(connection),
    jobResult: jobResultShelf(connection),
    suspense: suspenseShelf(connection),
    outbox: outboxShelf(connection, systemNow),
    idempotency: idempotencyShelf(connection),
  }) satisfies EveryShelf;
