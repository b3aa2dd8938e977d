import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type * as z from 'zod';
import type { reratingBody, whatIfBody } from '../../../../functions/http/contract/usage/rerating.ts';
import { type Api, answerOf } from '../../lib/api.ts';

const PAGE = 20;
const LIVE_MS = 1000;
const ALL = { params: { query: { limit: 200 } } } as const;
const CATALOG_MS = 60_000;

export type ReratingOrder = z.input<typeof reratingBody>;
export type WhatIfQuestion = z.input<typeof whatIfBody>;

const place = (cursor: string | undefined) => ({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });

type Running = { readonly run: { readonly state: string } };
/** A run that goes on is looked at again and again. */
const whileRunning = (data: Running | undefined): number | false => (data?.run.state === 'running' ? LIVE_MS : false);

export const reratingsQuery = (api: Api, cursor?: string) =>
  queryOptions({
    queryKey: ['re-ratings', 'list', cursor],
    queryFn: () => answerOf(api.GET('/v1/re-ratings', { params: { query: place(cursor) } })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some(({ run }) => run.state === 'running') ? LIVE_MS : false),
  });

export const reratingQuery = (api: Api, runId: string, cursor?: string) =>
  queryOptions({
    queryKey: ['re-ratings', 'one', runId, cursor],
    queryFn: () => answerOf(api.GET('/v1/re-ratings/{runId}', { params: { path: { runId }, query: place(cursor) } })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => whileRunning(state.data),
  });

type CorrectionsOf = { readonly runId: string; readonly balanceGroupId: string; readonly cursor?: string | undefined };

export const correctionsQuery = (api: Api, { runId, balanceGroupId, cursor }: CorrectionsOf) =>
  queryOptions({
    queryKey: ['re-ratings', 'corrections', runId, balanceGroupId, cursor],
    queryFn: () =>
      answerOf(
        api.GET('/v1/re-ratings/{runId}/balance-groups/{balanceGroupId}/corrections', {
          params: { path: { runId, balanceGroupId }, query: place(cursor) },
        }),
      ),
    placeholderData: keepPreviousData,
  });

/** One customer's comparison comes at once; it is asked for when there is a question. */
export const whatIfQuery = (api: Api, question: WhatIfQuestion | null) =>
  queryOptions({
    queryKey: ['what-if', 'customer', question],
    queryFn: async () => {
      if (question === null) return null;
      const answer = await answerOf(api.POST('/v1/what-if', { body: question }));
      return 'runId' in answer ? null : answer;
    },
    enabled: question !== null,
    staleTime: CATALOG_MS,
    retry: false,
  });

export const whatIfRunQuery = (api: Api, runId: string, cursor?: string) =>
  queryOptions({
    queryKey: ['what-if', 'run', runId, cursor],
    queryFn: () => answerOf(api.GET('/v1/what-if/{runId}', { params: { path: { runId }, query: place(cursor) } })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => whileRunning(state.data),
  });

export const plansQuery = (api: Api) =>
  queryOptions({
    queryKey: ['catalog', 'plans', 'all'],
    queryFn: () => answerOf(api.GET('/v1/plans', ALL)),
    staleTime: CATALOG_MS,
  });

export const usageProductsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['catalog', 'products', 'usage'],
    queryFn: async () => (await answerOf(api.GET('/v1/products', ALL))).items.filter(({ type }) => type === 'usage'),
    staleTime: CATALOG_MS,
  });

export const customerQuery = (api: Api, customerId: string) =>
  queryOptions({
    queryKey: ['customers', 'one', customerId],
    queryFn: () => answerOf(api.GET('/v1/customers/{customerId}', { params: { path: { customerId } } })),
    enabled: customerId !== '',
    retry: false,
    staleTime: CATALOG_MS,
  });

/** One event to be tried, and never kept. */
export type EventToTry = {
  readonly site: string;
  readonly serviceType: string;
  readonly identifier: string;
  readonly at: string;
  readonly fields: Readonly<Record<string, string>>;
};

export const dryRunQuery = (api: Api, event: EventToTry | null) =>
  queryOptions({
    queryKey: ['dry-run', event],
    queryFn: () => {
      if (event === null) return { results: [] };
      const { site, serviceType, identifier, at, fields } = event;
      return answerOf(
        api.POST('/v1/usage-events/rate', {
          body: {
            ...{ specversion: '1.0', type: 'billow.usage.v1', id: crypto.randomUUID(), source: 'console' },
            ...{ time: at, site, servicetype: serviceType, subject: identifier, data: fields },
          },
        }),
      );
    },
    enabled: event !== null,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
