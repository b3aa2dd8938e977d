import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Suspense } from '../../lib/answers.ts';
import { type Api, answerOf } from '../../lib/api.ts';

const PAGE = 20;
const LIVE_MS = 5000;

export const tallyQuery = (api: Api) =>
  queryOptions({
    queryKey: ['usage-tally'],
    queryFn: () => answerOf(api.GET('/v1/usage-tally')),
    refetchInterval: LIVE_MS,
  });

export type SuspenseFilter = {
  readonly status?: Suspense['status'] | undefined;
  readonly reason?: string | undefined;
  readonly identifier?: string | undefined;
  readonly cursor?: string | undefined;
};

export const suspenseQuery = (api: Api, { status, reason, identifier, cursor }: SuspenseFilter = {}) =>
  queryOptions({
    queryKey: ['suspense', 'list', { status, reason, identifier, cursor }],
    queryFn: () =>
      answerOf(
        api.GET('/v1/suspense', {
          params: {
            query: {
              limit: PAGE,
              ...(status === undefined ? {} : { status }),
              ...(reason === undefined ? {} : { reason }),
              ...(identifier === undefined ? {} : { identifier }),
              ...(cursor === undefined ? {} : { cursor }),
            },
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });

/** How many open ones there are, by reason. */
export const suspenseSummaryQuery = (api: Api) =>
  queryOptions({
    queryKey: ['suspense', 'summary'],
    queryFn: () => answerOf(api.GET('/v1/suspense/summary')),
    refetchInterval: LIVE_MS,
  });

export const suspendedQuery = (api: Api, suspenseId: string) =>
  queryOptions({
    queryKey: ['suspense', 'one', suspenseId],
    queryFn: () => answerOf(api.GET('/v1/suspense/{suspenseId}', { params: { path: { suspenseId } } })),
  });
