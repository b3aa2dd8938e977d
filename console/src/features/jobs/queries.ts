import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { JobRun } from '../../lib/answers.ts';
import { type Api, answerOf } from '../../lib/api.ts';

/** While something runs, lists look again this often. */
const LIVE_MS = 2000;
/** Schedules and the sandbox clock start runs, too: lists look for them. */
const IDLE_MS = 10_000;
const PAGE = 20;

const isRunning = ({ state }: Pick<JobRun, 'state'>): boolean => state === 'running';

export const jobsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['jobs'],
    queryFn: () => answerOf(api.GET('/v1/jobs')),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ latestRun }) => latestRun !== null && isRunning(latestRun)) ? LIVE_MS : IDLE_MS,
  });

export const runsQuery = (api: Api, cursor?: string, limit = PAGE) =>
  queryOptions({
    queryKey: ['job-runs', cursor, limit],
    queryFn: () =>
      answerOf(api.GET('/v1/job-runs', { params: { query: { limit, ...(cursor === undefined ? {} : { cursor }) } } })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some(isRunning) ? LIVE_MS : IDLE_MS),
  });

export const runQuery = (api: Api, runId: string, cursor?: string) =>
  queryOptions({
    queryKey: ['job-run', runId, cursor],
    queryFn: () =>
      answerOf(
        api.GET('/v1/job-runs/{runId}', {
          params: { path: { runId }, query: { limit: 50, ...(cursor === undefined ? {} : { cursor }) } },
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data !== undefined && isRunning(state.data) ? LIVE_MS / 2 : false),
  });

export const parkedQuery = (api: Api) =>
  queryOptions({
    queryKey: ['parked'],
    queryFn: () => answerOf(api.GET('/v1/parked-billing-profiles', { params: { query: { limit: 20 } } })),
  });
