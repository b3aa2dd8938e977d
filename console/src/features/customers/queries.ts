import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type Api, answerOf } from '../../lib/api.ts';

export type CustomersFilter = {
  readonly q?: string | undefined;
  readonly status?: 'active' | 'inactive' | 'closed' | undefined;
  readonly type?: string | undefined;
  readonly method?: 'invoice' | 'credit_card' | 'direct_debit' | undefined;
  readonly cursor?: string | undefined;
};

/** One page of customers. The page before stays while the next one loads. */
export const customersQuery = (api: Api, { q, status, type, method, cursor }: CustomersFilter, limit: number) =>
  queryOptions({
    queryKey: ['customers', { q, status, type, method, cursor, limit }],
    queryFn: () =>
      answerOf(
        api.GET('/v1/customers', {
          params: {
            query: {
              limit,
              ...(q ? { q } : {}),
              ...(status ? { status } : {}),
              ...(type ? { type } : {}),
              ...(method ? { paymentMethod: method } : {}),
              ...(cursor ? { cursor } : {}),
            },
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });

const MOST_HITS = 8;

/** Customers for the palette; an id finds its customer, too. */
export const findCustomersQuery = (api: Api, words: string) =>
  queryOptions({
    queryKey: ['customers', 'find', words],
    queryFn: async () => {
      const [byId, byWords] = await Promise.all([
        /^\d{1,15}$/.test(words)
          ? answerOf(api.GET('/v1/customers/{customerId}', { params: { path: { customerId: words } } })).catch(
              () => null,
            )
          : null,
        answerOf(api.GET('/v1/customers', { params: { query: { q: words, limit: MOST_HITS } } })),
      ]);
      const rest = byWords.items.filter(({ customerId }) => customerId !== byId?.customerId);
      return byId === null ? rest : [byId, ...rest];
    },
    placeholderData: keepPreviousData,
  });

export const customerTypesQuery = (api: Api) =>
  queryOptions({
    queryKey: ['catalog', 'customer-types'],
    queryFn: () => answerOf(api.GET('/v1/customer-types', { params: { query: { limit: 200 } } })),
    staleTime: 5 * 60_000,
  });

/** What customers, billing profiles and products can be told of beside what they are. */
export const customAttributesQuery = (api: Api) =>
  queryOptions({
    queryKey: ['catalog', 'custom-attributes'],
    queryFn: () => answerOf(api.GET('/v1/custom-attributes', { params: { query: { limit: 200 } } })),
    staleTime: 60_000,
  });
