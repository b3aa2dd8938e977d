import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type Api, answerOf, versionedOf } from '../../lib/api.ts';
import type { ExplainedEntry } from './events/explained-entry.ts';

const PAGE = 20;

/** Everything about one customer has a key that begins with this: a change makes all of it be asked for anew. */
export const customerKey = (customerId: string) => ['customer', customerId] as const;

const place = (cursor: string | undefined) => ({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });

export const overviewQuery = (api: Api, customerId: string) =>
  queryOptions({
    queryKey: [...customerKey(customerId), 'overview'],
    queryFn: () => answerOf(api.GET('/v1/customers/{customerId}/overview', { params: { path: { customerId } } })),
  });

export const billsQuery = (api: Api, customerId: string, cursor?: string) =>
  queryOptions({
    queryKey: [...customerKey(customerId), 'bills', cursor],
    queryFn: () =>
      answerOf(api.GET('/v1/customers/{customerId}/bills', { params: { path: { customerId }, query: place(cursor) } })),
    placeholderData: keepPreviousData,
  });

export const billQuery = (api: Api, customerId: string, billId: string) =>
  queryOptions({
    queryKey: [...customerKey(customerId), 'bill', billId],
    queryFn: () => answerOf(api.GET('/v1/bills/{billId}', { params: { path: { billId } } })),
  });

export const invoiceQuery = (api: Api, customerId: string, invoiceId: string) =>
  queryOptions({
    queryKey: [...customerKey(customerId), 'invoice', invoiceId],
    queryFn: () => answerOf(api.GET('/v1/invoices/{invoiceId}', { params: { path: { invoiceId } } })),
  });

/** Links live for minutes: they are asked for when needed, and never kept. */
export const documentLinks = (api: Api, invoiceId: string) =>
  answerOf(api.GET('/v1/invoices/{invoiceId}/documents', { params: { path: { invoiceId } } }));

export const previewQuery = (api: Api, customerId: string, billingProfileId: string) =>
  queryOptions({
    queryKey: [...customerKey(customerId), 'preview', billingProfileId],
    queryFn: () =>
      answerOf(
        api.POST('/v1/billing-profiles/{billingProfileId}/preview-invoice', { params: { path: { billingProfileId } } }),
      ),
    staleTime: 0,
    gcTime: 0,
  });

export type EventsFilter = {
  readonly service?: string | undefined;
  /** Instants; from inclusive, to exclusive. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly cursor?: string | undefined;
};

export const eventsQuery = (api: Api, customerId: string, { service, from, to, cursor }: EventsFilter) =>
  queryOptions({
    queryKey: [...customerKey(customerId), 'events', { service, from, to, cursor }],
    queryFn: () =>
      answerOf(
        api.GET('/v1/customers/{customerId}/events', {
          params: {
            path: { customerId },
            query: {
              ...place(cursor),
              ...(service ? { service } : {}),
              ...(from ? { from } : {}),
              ...(to ? { to } : {}),
            },
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });

export const servicesQuery = (api: Api, customerId: string) =>
  queryOptions({
    queryKey: [...customerKey(customerId), 'services'],
    queryFn: () => answerOf(api.GET('/v1/customers/{customerId}/services', { params: { path: { customerId } } })),
  });

export const serviceTypesQuery = (api: Api) =>
  queryOptions({
    queryKey: ['catalog', 'service-types'],
    queryFn: () => answerOf(api.GET('/v1/service-types', { params: { query: { limit: 200 } } })),
    staleTime: 5 * 60_000,
  });

export const balancesQuery = (api: Api, customerId: string) =>
  queryOptions({
    queryKey: [...customerKey(customerId), 'balances'],
    queryFn: () => answerOf(api.GET('/v1/customers/{customerId}/balances', { params: { path: { customerId } } })),
  });

export const limitsQuery = (api: Api, customerId: string, balanceGroupId: string) =>
  queryOptions({
    queryKey: [...customerKey(customerId), 'limits', balanceGroupId],
    queryFn: () =>
      versionedOf(api.GET('/v1/balance-groups/{balanceGroupId}/limits', { params: { path: { balanceGroupId } } })),
  });

export const creditProfilesQuery = (api: Api) =>
  queryOptions({
    queryKey: ['catalog', 'credit-profiles', 'all'],
    queryFn: () => answerOf(api.GET('/v1/credit-profiles', { params: { query: { limit: 200 } } })),
    staleTime: 60_000,
  });

export const taxStatusQuery = (api: Api, customerId: string) =>
  queryOptions({
    queryKey: [...customerKey(customerId), 'tax-status'],
    queryFn: () => versionedOf(api.GET('/v1/customers/{customerId}/tax-status', { params: { path: { customerId } } })),
  });

type ReservationsOf = { readonly balanceGroupId: string; readonly cursor?: string | undefined };
/** Sessions come and go. */
const RESERVATIONS_MS = 10_000;

export const reservationsQuery = (api: Api, customerId: string, { balanceGroupId, cursor }: ReservationsOf) =>
  queryOptions({
    queryKey: [...customerKey(customerId), 'reservations', balanceGroupId, cursor],
    queryFn: () =>
      answerOf(
        api.GET('/v1/balance-groups/{balanceGroupId}/reservations', {
          params: { path: { balanceGroupId }, query: place(cursor) },
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: RESERVATIONS_MS,
  });

export const customerNotificationsQuery = (api: Api, customerId: string, cursor?: string) =>
  queryOptions({
    queryKey: [...customerKey(customerId), 'notifications', cursor],
    queryFn: () =>
      answerOf(
        api.GET('/v1/customers/{customerId}/notifications', {
          params: { path: { customerId }, query: place(cursor) },
        }),
      ),
    placeholderData: keepPreviousData,
  });

export const subscriptionsQuery = (api: Api, customerId: string) =>
  queryOptions({
    queryKey: [...customerKey(customerId), 'subscriptions'],
    queryFn: () =>
      answerOf(
        api.GET('/v1/customers/{customerId}/subscriptions', {
          params: { path: { customerId }, query: { limit: 100 } },
        }),
      ),
  });

export const transactionsQuery = (api: Api, customerId: string, cursor?: string) =>
  queryOptions({
    queryKey: [...customerKey(customerId), 'transactions', cursor],
    queryFn: () =>
      answerOf(
        api.GET('/v1/customers/{customerId}/transactions', { params: { path: { customerId }, query: place(cursor) } }),
      ),
    placeholderData: keepPreviousData,
  });

export const paymentInfoQuery = (api: Api, customerId: string) =>
  queryOptions({
    queryKey: [...customerKey(customerId), 'payment-info'],
    queryFn: () => answerOf(api.GET('/v1/customers/{customerId}/payment-info', { params: { path: { customerId } } })),
  });

export const contactsQuery = (api: Api, customerId: string) =>
  queryOptions({
    queryKey: [...customerKey(customerId), 'contacts'],
    queryFn: () =>
      answerOf(
        api.GET('/v1/customers/{customerId}/contacts', { params: { path: { customerId }, query: { limit: 100 } } }),
      ),
  });

export const communicationsQuery = (api: Api, customerId: string, cursor?: string) =>
  queryOptions({
    queryKey: [...customerKey(customerId), 'communications', cursor],
    queryFn: () =>
      answerOf(
        api.GET('/v1/customers/{customerId}/communications', {
          params: { path: { customerId }, query: place(cursor) },
        }),
      ),
    placeholderData: keepPreviousData,
  });

export const activitiesQuery = (api: Api, customerId: string, cursor?: string, limit = PAGE) =>
  queryOptions({
    queryKey: [...customerKey(customerId), 'activities', cursor, limit],
    queryFn: () =>
      answerOf(
        api.GET('/v1/customers/{customerId}/activities', {
          params: { path: { customerId }, query: { ...place(cursor), limit } },
        }),
      ),
    placeholderData: keepPreviousData,
  });

export const explanationQuery = (api: Api, customerId: string, { balanceGroupId, seq, at }: ExplainedEntry) =>
  queryOptions({
    queryKey: [...customerKey(customerId), 'explanation', balanceGroupId, seq],
    queryFn: () =>
      answerOf(
        api.GET('/v1/balance-groups/{balanceGroupId}/entries/{seq}/explanation', {
          params: { path: { balanceGroupId, seq }, query: { at } },
        }),
      ),
  });
