import type { LimitFacts, Notification } from '../../../domain/notification/notification.ts';
import { invariant } from '../../../domain/result.ts';
import { instantText } from '../../../domain/time/instant.ts';
import type { NotificationEvent } from '../../../events/notification-event.ts';

/** What a webhook says of a notification; the same bytes however often it is sent. */
export function webhookEvent(notification: Notification): NotificationEvent {
  const { siteId, notificationId, at, target, facts, customerId } = notification;
  const envelope = {
    specversion: '1.0',
    id: notificationId,
    source: `/sites/${siteId}`,
    time: instantText(at),
    datacontenttype: 'application/json',
    site: siteId,
  } as const;
  if (notification.type === 'webhook.test') {
    const endpoint = target.channel === 'webhook' ? target.endpoint : '';
    return { ...envelope, type: 'billow.webhook.test.v1', data: { endpoint } };
  }
  invariant(facts !== null && customerId !== null, `notification ${notificationId} is about a customer's limit`);
  const about = { ...envelope, subject: `customers/${customerId}` };
  const data = limitData(notification, facts);
  if (notification.type !== 'threshold.reached') return { ...about, type: `billow.${notification.type}.v1`, data };
  const { threshold } = facts;
  invariant(threshold !== undefined, `notification ${notificationId} is about a threshold`);
  return { ...about, type: 'billow.threshold.reached.v1', data: { ...data, threshold } };
}

const limitData = (
  { rule, customerId, balanceGroupId, subscriptionId }: Notification,
  { resource, total, floor, limit, event }: LimitFacts,
) => ({
  rule: rule ?? '',
  customerId: customerId ?? '',
  balanceGroupId: balanceGroupId ?? '',
  ...(subscriptionId === undefined ? {} : { subscriptionId }),
  resource,
  total,
  floor,
  limit,
  ...(event === undefined ? {} : { event: { id: event.id, time: instantText(event.at) } }),
});
