import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type Api, answerOf } from '../../lib/api.ts';

const PAGE = 20;
const LIVE_MS = 5000;

export const tallyQuery = (api: Api) =>
  queryOptions({
    queryKey: ['usage-tally'],
    queryFn: () => answerOf(api.GET('/v1/usage-tally')),
    refetchInterval: LIVE_MS,
  });

export const suspenseQuery = (api: Api, cursor?: string) =>
  queryOptions({
    queryKey: ['suspense', cursor],
    queryFn: () =>
      answerOf(
        api.GET('/v1/suspense', { params: { query: { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) } } }),
      ),
    placeholderData: keepPreviousData,
  });

export const suspendedQuery = (api: Api, suspenseId: string) =>
  queryOptions({
    queryKey: ['suspense', 'one', suspenseId],
    queryFn: () => answerOf(api.GET('/v1/suspense/{suspenseId}', { params: { path: { suspenseId } } })),
  });
