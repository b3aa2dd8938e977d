import type { Notification } from '../../../domain/notification/notification.ts';
import { signingSecrets } from '../../../domain/notification/webhook-endpoint.ts';
import type { Records, SystemTime, Webhooks } from '../../ports.ts';
import { hopeless, type Published, wordsOf } from './published.ts';
import { signWebhook } from './sign-webhook.ts';
import { webhookEvent } from './webhook-event.ts';

export type WebhookPorts = {
  readonly records: Pick<Records, 'get'>;
  readonly webhooks: Webhooks;
  readonly systemTime: SystemTime;
};

/** Posts the notification, signed, to the endpoint. Any 2xx is a yes; everything else is a no. */
export async function publishWebhook(
  { records, webhooks, systemTime }: WebhookPorts,
  notification: Notification,
  code: string,
): Promise<Published> {
  const endpoint = await records.get('webhookEndpoint', notification.siteId, { code });
  if (endpoint === null) return hopeless(`There is no webhook endpoint "${code}".`);
  const { url, enabled } = endpoint;
  if (!enabled) return hopeless(`The webhook endpoint "${code}" is switched off.`);
  const body = JSON.stringify(webhookEvent(notification));
  const now = systemTime();
  const headers = {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'user-agent': 'Billow-Webhooks/1',
    'billow-id': notification.notificationId,
    'billow-signature': signWebhook(body, signingSecrets(endpoint, now), Math.floor(now / 1000)),
  };
  try {
    const { status } = await webhooks.post({ url, headers, body });
    if (status >= 200 && status < 300) return { outcome: 'delivered', sentTo: url, status };
    return { outcome: 'failed', sentTo: url, status, error: `The endpoint answered ${status}.` };
  } catch (error) {
    return { outcome: 'failed', sentTo: url, error: wordsOf(error) };
  }
}
