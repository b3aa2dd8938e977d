import { queryOptions, useQuery } from '@tanstack/react-query';
import { type Api, answerOf, useApi } from './api.ts';

export const siteQuery = (api: Api) =>
  queryOptions({ queryKey: ['site'], queryFn: () => answerOf(api.GET('/v1/site')), staleTime: 5 * 60_000 });

export const clockQuery = (api: Api) =>
  queryOptions({ queryKey: ['clock'], queryFn: () => answerOf(api.GET('/v1/site/clock')), staleTime: 15_000 });

/** The site's time: what is overdue or long ago is measured by it. Undefined until known. */
export function useSiteNow(): string | undefined {
  const api = useApi();
  return useQuery(clockQuery(api)).data?.now;
}
