import type { Notification } from '../../../domain/notification/notification.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Change } from '../../ports.ts';

/**
 * The request to deliver notifications as they stand, for the commit that writes them: no notification without its request, no request
 * without its notification. All are of one site. See requestId.
 */
export function deliveryRequest(at: Instant, notifications: readonly Notification[]): readonly Change[] {
  const [first] = notifications;
  if (first === undefined) return [];
  const { siteId } = first;
  return [
    {
      put: 'outbox',
      value: {
        siteId,
        outboxId: requestId(first),
        at,
        message: {
          type: 'notifications.requested.v1',
          notifications: notifications.map((one) => ({ notificationId: one.notificationId, request: one.request })),
        },
        version: 0,
      },
    },
  ];
}

/** The number of the first notification's request makes the outbox record's own: no two requests share it. */
export const requestId = ({ notificationId, request }: Notification): string =>
  `notification-${notificationId}-${request}`;
