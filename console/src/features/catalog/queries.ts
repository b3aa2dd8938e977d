import { queryOptions } from '@tanstack/react-query';
import { type Api, answerOf } from '../../lib/api.ts';

const ALL = { params: { query: { limit: 200 } } } as const;
const staleTime = 60_000;

export const resourcesQuery = (api: Api) =>
  queryOptions({
    queryKey: ['catalog', 'resources'],
    queryFn: () => answerOf(api.GET('/v1/resources', ALL)),
    staleTime,
  });

export const bundlesQuery = (api: Api) =>
  queryOptions({ queryKey: ['catalog', 'bundles'], queryFn: () => answerOf(api.GET('/v1/bundles', ALL)), staleTime });

export const plansQuery = (api: Api) =>
  queryOptions({ queryKey: ['catalog', 'plans'], queryFn: () => answerOf(api.GET('/v1/plans', ALL)), staleTime });

export const productsQuery = (api: Api) =>
  queryOptions({ queryKey: ['catalog', 'products'], queryFn: () => answerOf(api.GET('/v1/products', ALL)), staleTime });
