import type { Notification } from '../../../domain/notification/notification.ts';
import type { Log } from '../../ports.ts';
import { type MessagePorts, publishMessage } from './publish-message.ts';
import { publishWebhook, type WebhookPorts } from './publish-webhook.ts';
import type { Published } from './published.ts';

export type PublishPorts = MessagePorts & WebhookPorts & { readonly log: Log };

/** Tries once to bring a notification to its recipient. A refusal of the other side is a result; what throws is a fault of our own. */
export async function publish(ports: PublishPorts, notification: Notification): Promise<Published> {
  const { target } = notification;
  switch (target.channel) {
    case 'mail':
    case 'sms':
      return publishMessage(ports, notification, target);
    case 'webhook':
      return publishWebhook(ports, notification, target.endpoint);
    case 'log':
      ports.log('info', 'notification', logLine(notification));
      return { outcome: 'delivered' };
  }
}

/** Ids and the kind of thing only: logs hold no amounts. */
const logLine = ({ siteId, notificationId, type, rule, balanceGroupId, facts }: Notification) => ({
  site: siteId,
  notification: notificationId,
  type,
  rule: rule ?? '',
  balanceGroup: balanceGroupId ?? '',
  resource: facts?.resource ?? '',
});
