import type { Notification } from '../../../domain/notification/notification.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Change } from '../../ports.ts';
import { deliveryRequest, requestId } from './delivery-request.ts';

/** A commit has room for so many records of notifications beside everything else that it may hold. */
const MOST_RECORDS = 24;
/** So many lie in one outbox record, deflated: they fit into its 400 KB however much they differ. */
const MOST_IN_OUTBOX = 400;

/**
 * The changes that tell notifications, for the commit of their cause: their records and one request for delivery. Where these would not
 * fit, outbox records that hold the notifications themselves; who dispatches the outbox makes the records. None is left out either way.
 * All are new and of one site.
 */
export function notificationChanges(at: Instant, notifications: readonly Notification[]): readonly Change[] {
  if (notifications.length <= MOST_RECORDS) {
    return [
      ...notifications.map((value): Change => ({ put: 'notification', value })),
      ...deliveryRequest(at, notifications),
    ];
  }
  const changes: Change[] = [];
  for (let from = 0; from < notifications.length; from += MOST_IN_OUTBOX) {
    changes.push(...made(at, notifications.slice(from, from + MOST_IN_OUTBOX)));
  }
  return changes;
}

function made(at: Instant, notifications: readonly Notification[]): readonly Change[] {
  const [first] = notifications;
  if (first === undefined) return [];
  const { siteId } = first;
  const message = { type: 'notifications.made.v1', notifications } as const;
  return [{ put: 'outbox', value: { siteId, outboxId: requestId(first), at, message, version: 0 } }];
}
