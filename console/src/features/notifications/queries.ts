import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type * as z from 'zod';
import type {
  endpointAnswer,
  notificationAnswer,
} from '../../../../functions/http/contract/notifications/notification.ts';
import { type Api, answerOf } from '../../lib/api.ts';

export type Notification = z.input<typeof notificationAnswer>;
export type Endpoint = z.input<typeof endpointAnswer>;

const PAGE = 20;

type NotificationsFilter = {
  readonly state?: Notification['state'] | undefined;
  readonly cursor?: string | undefined;
};

/** Those given up, unless another state is asked for. */
export const notificationsQuery = (api: Api, { state, cursor }: NotificationsFilter) =>
  queryOptions({
    queryKey: ['notifications', 'list', { state, cursor }],
    queryFn: () =>
      answerOf(
        api.GET('/v1/notifications', {
          params: {
            query: {
              limit: PAGE,
              ...(state === undefined ? {} : { state }),
              ...(cursor === undefined ? {} : { cursor }),
            },
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });

export const notificationQuery = (api: Api, notificationId: string) =>
  queryOptions({
    queryKey: ['notifications', 'one', notificationId],
    queryFn: () => answerOf(api.GET('/v1/notifications/{notificationId}', { params: { path: { notificationId } } })),
  });

export const endpointsQuery = (api: Api, cursor?: string) =>
  queryOptions({
    queryKey: ['webhook-endpoints', cursor],
    queryFn: () =>
      answerOf(
        api.GET('/v1/webhook-endpoints', {
          params: { query: { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
