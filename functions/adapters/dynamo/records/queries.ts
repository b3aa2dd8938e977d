import type { Page } from '../../../ports.ts';
import type { Queries, QueryName, RecordTypes } from '../../../records.ts';
import type { Connection } from '../connection.ts';
import { idLinkKey, type LinkedKind } from '../keys.ts';
import { type LinkTarget, readLink } from '../read-link.ts';
import { askPage } from './ask-page.ts';
import type { recordShelves } from './record-shelves.ts';
import type { Ask } from './shelf.ts';

type Given<Q extends QueryName> = RecordTypes[Queries[Q]['gives']];
type Answer<Q extends QueryName> = (
  siteId: string,
  args: Queries[Q]['args'],
  paging: { readonly limit?: number; readonly cursor?: string | null },
) => Promise<Page<Given<Q>>>;
export type Answers = { readonly [Q in QueryName]: Answer<Q> };

/** How each question of the ports is answered. Forget one and it does not compile. */
export function dynamoQueries(connection: Connection, shelves: ReturnType<typeof recordShelves>): Answers {
  const list =
    <Q extends QueryName>(query: Q, ask: () => Ask<Q>): Answer<Q> =>
    (siteId, args, paging) =>
      askPage(connection, ask()(siteId, args), { siteId, question: JSON.stringify([query, args]) }, paging);

  const linked = async <T>(
    { siteId, kind, id }: { siteId: string; kind: LinkedKind; id: string },
    read: (target: LinkTarget) => Promise<T | null>,
  ): Promise<Page<T>> => {
    const target = await readLink(connection, idLinkKey(siteId, kind, id));
    const record = target === null ? null : await read(target);
    return { items: record === null ? [] : [record], nextCursor: null };
  };

  const storedRuns = list('jobRunsOfSite', () => shelves.jobRun().ofSite);

  return {
    catalogOfKind: list('catalogOfKind', () => shelves.catalog().ofKind),
    wholeCatalog: list('wholeCatalog', () => shelves.catalog().whole),
    catalogRevisions: list('catalogRevisions', () => shelves.catalogRevision().ofSite),
    revisionsOfObject: list('revisionsOfObject', () => shelves.catalogRevision().ofObject),
    customersOfSite: list('customersOfSite', () => shelves.customer().ofSite),
    customersByToken: list('customersByToken', () => shelves.searchToken().byPrefix),
    contactsOfCustomer: list('contactsOfCustomer', () => shelves.contact().ofCustomer),
    subscriptionsOfCustomer: list('subscriptionsOfCustomer', () => shelves.subscription().ofCustomer),
    billingProfilesOfCustomer: list('billingProfilesOfCustomer', () => shelves.billingProfile().ofCustomer),
    billsOfCustomer: list('billsOfCustomer', () => shelves.bill().ofCustomer),
    invoicesOfCustomer: list('invoicesOfCustomer', () => shelves.invoice().ofCustomer),
    paymentsOfCustomer: list('paymentsOfCustomer', () => shelves.payment().ofCustomer),
    communicationsOfCustomer: list('communicationsOfCustomer', () => shelves.communication().ofCustomer),
    activitiesOfCustomer: list('activitiesOfCustomer', () => shelves.activity().ofCustomer),
    parkedBillingProfiles: list('parkedBillingProfiles', () => shelves.billingProfile().parked),
    notificationsOfCustomer: list('notificationsOfCustomer', () => shelves.notification().ofCustomer),
    notificationsOfSite: list('notificationsOfSite', () => shelves.notification().inState),
    vouchersOfBatch: list('vouchersOfBatch', () => shelves.voucher().ofBatch),
    redemptionsOfVoucher: list('redemptionsOfVoucher', () => shelves.voucherRedemption().ofVoucher),
    webhookEndpointsOfSite: list('webhookEndpointsOfSite', () => shelves.webhookEndpoint().ofSite),
    resultsOfRun: list('resultsOfRun', () => shelves.jobResult().ofRun),
    suspenseOfSite: list('suspenseOfSite', () => shelves.suspense().ofSite),

    jobRunsOfSite: async (siteId, args, paging) => {
      const { items, nextCursor } = await storedRuns(siteId, args, paging);
      // The counts of a running run lie beside it, and not on the index.
      const counted = items.map(async (run) =>
        run.state === 'running' ? ((await shelves.jobRun().get(siteId, run)) ?? run) : run,
      );
      return { items: await Promise.all(counted), nextCursor };
    },

    subscriptionById: (siteId, { subscriptionId }) =>
      linked({ siteId, kind: 'subscription', id: subscriptionId }, ({ customerId }) =>
        shelves.subscription().get(siteId, { customerId, subscriptionId }),
      ),
    billingProfileById: (siteId, { billingProfileId }) =>
      linked({ siteId, kind: 'billingProfile', id: billingProfileId }, ({ customerId }) =>
        shelves.billingProfile().get(siteId, { customerId, billingProfileId }),
      ),
    billById: (siteId, { billId }) =>
      linked({ siteId, kind: 'bill', id: billId }, ({ customerId }) =>
        shelves.bill().get(siteId, { customerId, billId }),
      ),
    invoiceById: (siteId, { invoiceId }) =>
      linked({ siteId, kind: 'invoice', id: invoiceId }, ({ customerId, billId = '' }) =>
        shelves.invoice().get(siteId, { customerId, billId }),
      ),
  };
}
